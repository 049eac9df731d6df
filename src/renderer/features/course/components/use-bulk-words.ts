import type { BulkField } from '../../../../shared/domain/bulk-edit.ts';
import type { LessonKind, Outline } from '../../../../shared/domain/course.ts';
import type { ChapterId } from '../../../../shared/domain/ids.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';

/** How the fields that many lessons share are called, and their values read. */
export function useBulkWords({ chapters }: Outline) {
  const { t } = useTranslation();
  const { list } = useFormats();
  return {
    field: (field: BulkField | 'title') => t(`coursePage.bulk.field.${field}`),
    kind: (kind: LessonKind) => t(`coursePage.kind.${kind}`),
    status: (status: 'ready' | 'draft') => t(`lessonDetails.status.${status}`),
    chapter: (id: ChapterId) => chapters.find(({ chapterId }) => chapterId === id)?.title ?? '',
    drip: (days: number | null) =>
      days === null ? t('coursePage.bulk.atOnce') : t('coursePage.bulk.drip', { count: days }),
    tags: (names: readonly string[]) => (names.length === 0 ? t('tags.none') : list(names)),
    preview: (isFree: boolean) => t(`coursePage.bulk.preview.${isFree ? 'yes' : 'no'}`),
  };
}
