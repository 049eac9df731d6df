import { Check, ChevronRight } from 'lucide-react';
import { cx } from '../../../components/cx.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { showFinished, useIsFinishedOpen } from '../uploads-ui-store.ts';

interface FinishedLineProps {
  readonly count: number;
  readonly top: number;
  readonly position: number;
  readonly setSize: number;
}

/** "5 finished": they need nobody; a click shows them. */
export function FinishedLine({ count, top, position, setSize }: FinishedLineProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const isOpen = useIsFinishedOpen();
  return (
    <li
      aria-posinset={position}
      aria-setsize={setSize}
      style={{ top }}
      className="absolute inset-x-0 h-11 border-b border-line/60"
    >
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => showFinished(!isOpen)}
        className={cx(
          'numeric flex size-full items-center gap-1.5 ps-4 pe-2 text-12 text-ink-muted',
          'outline-offset-[-2px] hover:bg-hover',
        )}
      >
        <Check aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-success" />
        {t('uploads.finished', { count, number: formats.count(count) })}
        <ChevronRight
          aria-hidden
          size={14}
          className={cx('transition-transform', isOpen ? 'rotate-90' : 'rtl:rotate-180')}
        />
      </button>
    </li>
  );
}
