import { Folder, GraduationCap, PlaySquare, type LucideIcon } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { useFocusBeside } from '../../../hooks/use-focus-beside.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { TrashItem } from '../queries.ts';

const icons: Record<TrashItem['kind'], LucideIcon> = { course: GraduationCap, chapter: Folder, lesson: PlaySquare };

interface TrashRowProps {
  readonly item: TrashItem;
  readonly onRestore: () => void;
  readonly onPurge: () => void;
}

/** What it is and where it was, when it was deleted and until when it can come back. */
export function TrashRow({ item, onRestore, onPurge }: TrashRowProps) {
  const { t } = useTranslation();
  const { clock } = useFormats();
  const nowMs = useNow();
  const { item: element, press } = useFocusBeside();
  const { kind, title, courseTitle, chapterTitle, deletedAtMs, keptUntilMs } = item;
  const place = [courseTitle, chapterTitle].filter((part) => part !== null).join(' › ');
  // The row goes at once: the keyboard is to go on with the next one.
  const pressing = (verb: () => void) => () => {
    press();
    verb();
  };
  return (
    <li ref={element} tabIndex={-1} className="flex items-center gap-3 border-b border-line py-2 last:border-b-0">
      <span title={t(`trash.kind.${kind}`)} className="flex">
        <Icon of={icons[kind]} className="text-ink-faint" />
      </span>
      <div className="min-w-0 grow">
        <p dir="auto" title={title} className="truncate text-13">
          {title}
        </p>
        <p className="numeric truncate text-12 text-ink-muted">
          {place ? <span dir="auto">{place} · </span> : null}
          {t('trash.times', { deleted: clock(deletedAtMs, nowMs), until: clock(keptUntilMs, nowMs) })}
        </p>
      </div>
      <Button size="compact" aria-label={t('trash.restoreOf', { title })} onClick={pressing(onRestore)}>
        {t('trash.restore')}
      </Button>
      <Button look="quiet" size="compact" aria-label={t('trash.purgeOf', { title })} onClick={pressing(onPurge)}>
        {t('trash.purgeVerb')}
      </Button>
    </li>
  );
}
