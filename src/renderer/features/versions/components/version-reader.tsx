import { useQuery } from '@tanstack/react-query';
import { isUnchanged } from '../../../../shared/domain/course-version.ts';
import type { CourseId, CourseVersionId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { ChangeList } from '../../../components/change-list.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { versionQuery, type VersionContent } from '../queries.ts';
import { VersionOutline } from './version-outline.tsx';

interface VersionReaderProps {
  readonly courseId: CourseId;
  readonly versionId: CourseVersionId;
  readonly isRestoring: boolean;
  readonly onRestore: (version: VersionContent) => void;
}

/** A version as it was, and what restoring it would make otherwise. */
export function VersionReader({ courseId, versionId, isRestoring, onRestore }: VersionReaderProps) {
  const { t } = useTranslation();
  const { data: version, error, refetch } = useQuery(versionQuery(courseId, versionId));
  if (error)
    return (
      <div className="p-4">
        <FailureNote error={error} action={<Button onClick={() => void refetch()}>{t('app.retry')}</Button>} />
      </div>
    );
  if (!version) return <SkeletonRows rows={12} label={t('versions.reading')} />;
  const name = version.name || t('versions.publishedName');
  return (
    <section aria-label={name}>
      <header className="flex items-start gap-4 border-b border-line px-4 py-3">
        <div className="min-w-0 grow">
          <h2 dir="auto" title={name} className="truncate text-15 font-semibold">
            {name}
          </h2>
          <Facts version={version} />
        </div>
        <Button busy={isRestoring} onClick={() => onRestore(version)}>
          {t('versions.restore')}
        </Button>
      </header>
      <Changes changes={version.changes} />
      <VersionOutline chapters={version.chapters} />
    </section>
  );
}

function Facts({ version: { createdAtMs, chapters } }: { readonly version: VersionContent }) {
  const { t } = useTranslation();
  const { moment, span } = useFormats();
  const lessons = chapters.flatMap((chapter) => chapter.lessons);
  const durationMs = lessons.reduce((sum, lesson) => sum + (lesson.durationMs ?? 0), 0);
  const facts = [
    moment(createdAtMs),
    t('unit.chapters', { count: chapters.length }),
    t('unit.lessons', { count: lessons.length }),
    durationMs > 0 ? span(durationMs) : '',
  ];
  return <p className="numeric text-12 text-ink-muted">{facts.filter(Boolean).join(' · ')}</p>;
}

function Changes({ changes }: { readonly changes: VersionContent['changes'] }) {
  const { t } = useTranslation();
  const words = {
    added: t('versions.changes.added'),
    removed: t('versions.changes.removed'),
    moved: t('versions.changes.moved'),
    renamed: t('versions.changes.renamed'),
    refiled: t('versions.changes.refiled'),
    edited: t('versions.changes.edited'),
    course: t('versions.changes.course'),
  };
  return (
    <section
      aria-label={t('versions.changes.title')}
      className="flex flex-col gap-2 border-b border-line bg-sunken px-4 py-3"
    >
      <h3 className="text-12 font-semibold">{t('versions.changes.title')}</h3>
      {isUnchanged(changes) ? <p className="text-ink-muted">{t('versions.changes.none')}</p> : null}
      <ChangeList changes={changes} words={words} />
    </section>
  );
}
