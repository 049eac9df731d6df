import { Tag } from 'lucide-react';
import { useFormats } from '../hooks/studio-context.ts';
import { useTranslation } from '../hooks/use-translation.ts';

/** So many stand in a row; the others are counted, and on hover. */
const SHOWN = 2;

/** The tags of something in a list, in little room. */
export function TagWords({ tags }: { readonly tags: readonly string[] }) {
  const { t } = useTranslation();
  const { list } = useFormats();
  if (tags.length === 0) return null;
  const more = tags.length - SHOWN;
  return (
    <span
      role="img"
      aria-label={t('tags.all', { list: list(tags) })}
      title={tags.join(', ')}
      // Where there is little room, most of it is for the title beside them.
      className="flex max-w-48 min-w-4 shrink-99 items-center gap-1 overflow-hidden text-11 text-ink-faint"
    >
      <Tag aria-hidden size={12} strokeWidth={2} className="shrink-0" />
      <span dir="auto" className="truncate">
        {tags.slice(0, SHOWN).join(', ')}
      </span>
      {more > 0 ? <span dir="ltr" className="numeric shrink-0">{`+${String(more)}`}</span> : null}
    </span>
  );
}
