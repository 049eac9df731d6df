import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Eye } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import type { SyncState } from '../../../../shared/domain/sync-status.ts';
import { Button } from '../../../components/button.tsx';
import { ErrorNote } from '../../../components/error-note.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Icon } from '../../../components/icon.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { Toolbar } from '../../../components/toolbar.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { hindranceOf } from '../hindrance.ts';
import { checklistQuery, type Checklist } from '../queries.ts';
import { FindingGroup } from './finding-group.tsx';
import { PublishDialog, type UnsavedChanges } from './publish-dialog.tsx';
import { PublishedSection } from './published-section.tsx';

interface PublishPageProps {
  readonly courseId: CourseId;
  readonly courseTitle: string;
  /** Publishing needs the server; the checklist does not. */
  readonly sync: SyncState;
  readonly unsaved: UnsavedChanges;
  /** How saving it ended, where that needs words. */
  readonly saveEnd: ReactNode;
}

/** What is in the way of publishing a course, each thing one click from where it is put right, and publishing it. */
export function PublishPage({ courseId, courseTitle, sync, unsaved, saveEnd }: PublishPageProps) {
  const { t } = useTranslation();
  const [isPublishing, setPublishing] = useState(false);
  const reasonId = useId();
  const { data: checklist, error, refetch } = useQuery(checklistQuery(courseId));
  const hindrance = checklist && hindranceOf(checklist.findings, sync);
  return (
    <div className="flex h-full flex-col">
      <Toolbar title={t('publishing.title')} facts={courseTitle ? t('publishing.of', { title: courseTitle }) : null}>
        <Button asChild>
          <Link to="/course/$courseId/preview" params={{ courseId }}>
            <Icon of={Eye} className="text-ink-muted" />
            {t('publishing.preview')}
          </Link>
        </Button>
        <Button
          look="primary"
          disabled={hindrance !== null}
          aria-describedby={hindrance ? reasonId : undefined}
          onClick={() => setPublishing(true)}
        >
          {t('publishing.publish')}
        </Button>
      </Toolbar>
      {saveEnd}
      <FailureNote error={error} action={<Button onClick={() => void refetch()}>{t('app.retry')}</Button>} />
      <div className="min-h-0 grow overflow-y-auto">
        {checklist || error ? null : <SkeletonRows rows={10} label={t('publishing.loading')} />}
        {checklist ? (
          <div className="mx-auto flex max-w-200 flex-col px-6 py-6">
            {hindrance ? (
              <p id={reasonId} className="pb-2 text-ink-muted">
                {t(`publishing.hindrance.${hindrance}`)}
              </p>
            ) : null}
            <Findings courseId={courseId} checklist={checklist} />
            <PublishedSection courseId={courseId} courseTitle={courseTitle} checklist={checklist} />
          </div>
        ) : null}
      </div>
      {isPublishing && checklist ? (
        <PublishDialog
          courseId={courseId}
          courseTitle={courseTitle}
          checklist={checklist}
          unsaved={unsaved}
          onClose={() => setPublishing(false)}
        />
      ) : null}
    </div>
  );
}

function Findings({ courseId, checklist }: { readonly courseId: CourseId; readonly checklist: Checklist }) {
  const { t } = useTranslation();
  const { findings, rules } = checklist;
  const unmet = findings.filter(({ isMet }) => !isMet);
  const blockers = unmet.filter(({ level }) => level === 'blocker');
  const warnings = unmet.filter(({ level }) => level === 'warning');
  const met = findings.filter(({ isMet }) => isMet);
  return (
    <>
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
    </>
  );
}
