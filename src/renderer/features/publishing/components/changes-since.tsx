import { isUnchanged, type SnapshotDiff } from '../../../../shared/domain/course-version.ts';
import { ChangeList } from '../../../components/change-list.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';

/** What is otherwise since a course was last published. */
export function ChangesSince({ changes }: { readonly changes: SnapshotDiff }) {
  const { t } = useTranslation();
  const words = {
    added: t('publishing.since.added'),
    removed: t('publishing.since.removed'),
    moved: t('publishing.since.moved'),
    renamed: t('publishing.since.renamed'),
    refiled: t('publishing.since.refiled'),
    edited: t('publishing.since.edited'),
    course: t('publishing.since.course'),
  };
  if (isUnchanged(changes)) return <p className="text-ink-muted">{t('publishing.since.none')}</p>;
  return <ChangeList changes={changes} words={words} />;
}
