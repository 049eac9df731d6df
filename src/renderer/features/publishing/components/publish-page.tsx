import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Eye } from 'lucide-react';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { ChangeList } from '../../../components/change-list.tsx';
import { ErrorNote } from '../../../components/error-note.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Section } from '../../../components/section.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { checklistQuery, type Checklist } from '../queries.ts';
import { FindingGroup } from './finding-group.tsx';

interface PublishPageProps {
  readonly courseId: CourseId;
  readonly courseTitle: string;
}

/** What is in the way of publishing a course, each thing one click from where it is put right. */
export function PublishPage({ courseId, courseTitle }: PublishPageProps) {
  const { t } = useTranslation();
  const { data: checklist, error, refetch } = useQuery(checklistQuery(courseId));
  return (
    <div className="flex h-full flex-col">
      <Toolbar title={t('publishing.title')} facts={courseTitle ? t('publishing.of', { title: courseTitle }) : null}>
        <Button asChild>
          <Link to="/course/$courseId/preview" params={{ courseId }}>
            <Icon of={Eye} className="text-ink-muted" />
            {t('publishing.preview')}
          </Link>
        </Button>
      </Toolbar>
      <FailureNote error={error} action={<Button onClick={() => void refetch()}>{t('app.retry')}</Button>} />
      <div className="min-h-0 grow overflow-y-auto">
        {checklist || error ? null : <SkeletonRows rows={10} label={t('publishing.loading')} />}
        {checklist ? <Findings courseId={courseId} checklist={checklist} /> : null}
      </div>
    </div>
  );
}

function Findings({ courseId, checklist }: { readonly courseId: CourseId; readonly checklist: Checklist }) {
  const { t } = useTranslation();
  const { findings, rules, sincePublished } = checklist;
  const unmet = findings.filter(({ isMet }) => !isMet);
  const blockers = unmet.filter(({ level }) => level === 'blocker');
  const warnings = unmet.filter(({ level }) => level === 'warning');
  const met = findings.filter(({ isMet }) => isMet);
  return (
    <div className="mx-auto flex max-w-200 flex-col px-6 py-6">
      {rules.fault === null ? null : (
        <div className="pb-4">
          <ErrorNote
            title={t('publishing.brokenRules')}
            hint={t('publishing.brokenRulesHint', { file: rules.file, fault: rules.fault })}
          />
        </div>
      )}
      <p role="status" className="pb-5 text-15">
        {blockers.length === 0 ? t('publishing.nothingInTheWay') : t('publishing.inTheWay', { count: blockers.length })}
        {rules.source === 'file' ? (
          <span className="block text-12 text-ink-muted">{t('publishing.ownRules')}</span>
        ) : null}
      </p>
      <FindingGroup courseId={courseId} group="blockers" findings={blockers} />
      <FindingGroup courseId={courseId} group="warnings" findings={warnings} />
      <FindingGroup courseId={courseId} group="met" findings={met} />
      {sincePublished ? <SincePublished {...sincePublished} /> : null}
    </div>
  );
}

function SincePublished({ atMs, changes }: NonNullable<Checklist['sincePublished']>) {
  const { t } = useTranslation();
  const { clock } = useFormats();
  const nowMs = useNow();
  const { isCourseEdited, ...lists } = changes;
  const isSame = !isCourseEdited && Object.values(lists).every((list) => list.length === 0);
  const words = {
    added: t('publishing.since.added'),
    removed: t('publishing.since.removed'),
    moved: t('publishing.since.moved'),
    renamed: t('publishing.since.renamed'),
    refiled: t('publishing.since.refiled'),
    edited: t('publishing.since.edited'),
    course: t('publishing.since.course'),
  };
  return (
    <Section title={t('publishing.since.title', { time: clock(atMs, nowMs) })}>
      {isSame ? <p className="text-ink-muted">{t('publishing.since.none')}</p> : null}
      <ChangeList changes={changes} words={words} />
    </Section>
  );
}
