import { ChevronRight, GraduationCap, PlaySquare } from 'lucide-react';
import { Icon } from '../../../components/icon.tsx';
import { Kbd } from '../../../components/kbd.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Entry } from '../entries.ts';

/** A verb with its keys, or a place with where it is. */
export function EntryLine({ entry }: { readonly entry: Entry }) {
  const { t } = useTranslation();
  if (entry.kind === 'verb')
    return (
      <>
        <Icon of={ChevronRight} className="text-ink-faint rtl:rotate-180" />
        <span dir="auto" className="min-w-0 grow truncate">
          {entry.verb.label}
        </span>
        {entry.verb.shortcut ? <Kbd keys={entry.verb.shortcut} /> : null}
      </>
    );
  const { found } = entry;
  const where =
    found.kind === 'lesson'
      ? t('palette.inChapter', { course: found.courseTitle, chapter: found.chapterTitle })
      : t('palette.course');
  return (
    <>
      <Icon of={found.kind === 'lesson' ? PlaySquare : GraduationCap} className="text-ink-muted" />
      <span dir="auto" className="min-w-0 grow truncate" title={found.title}>
        {found.title}
      </span>
      <span dir="auto" className="max-w-[45%] shrink-0 truncate text-12 text-ink-muted" title={where}>
        {where}
      </span>
    </>
  );
}
