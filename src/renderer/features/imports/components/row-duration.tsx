import { useTranslation } from '../../../hooks/use-translation.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import type { Item } from '../tree-rows.ts';

/** A length, or that it is still being read. */
export function RowDuration({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  if (item.kind === 'chapter')
    return duration(item.chapter.lessons.reduce((sum, lesson) => sum + (lesson.durationMs ?? 0), 0));
  if (item.kind !== 'lesson') return null;
  if (item.lesson.probed) return duration(item.lesson.durationMs);
  return (
    <span aria-label={t('imports.reading')} role="img">
      …
    </span>
  );
}
