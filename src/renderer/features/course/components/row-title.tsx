import { Circle, Undo2 } from 'lucide-react';
import { cx } from '../../../components/cx.ts';
import { IconButton } from '../../../components/icon-button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';

interface RowTitleProps {
  readonly title: string;
  /** It goes with the next save. */
  readonly isStruck: boolean;
  readonly className?: string;
}

/** The title of a row while it is not typed. */
export function RowTitle({ title, isStruck, className }: RowTitleProps) {
  return (
    <span
      data-title
      dir="auto"
      title={title}
      className={cx('truncate text-13', isStruck && 'text-ink-muted line-through', className)}
    >
      {title}
    </span>
  );
}

/** After the title of a row with changes that are not saved. */
export function UnsavedMark() {
  const { t } = useTranslation();
  return (
    <span title={t('unsaved.mark')} className="flex size-4 shrink-0 items-center justify-center text-accent-text">
      <Circle aria-hidden size={8} className="fill-current" />
      <span className="sr-only">{t('unsaved.mark')}</span>
    </span>
  );
}

interface StruckMarkProps {
  readonly title: string;
  readonly isTabStop: boolean;
  readonly onRestore: () => void;
}

/** After a title that is struck through: what that means, in words, and the way back. */
export function StruckMark({ title, isTabStop, onRestore }: StruckMarkProps) {
  const { t } = useTranslation();
  return (
    <>
      <span className="sr-only">{t('unsaved.struck')}</span>
      <IconButton
        icon={Undo2}
        size="compact"
        // Reached from its own row; the outline is one stop for Tab.
        tabIndex={isTabStop ? 0 : -1}
        label={t('unsaved.restore', { title })}
        onClick={onRestore}
      />
    </>
  );
}
