import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { IconButton } from '../../../components/icon-button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';

interface OrderButtonsProps {
  /** What is moved, for those who hear the buttons one by one. */
  readonly of: string;
  readonly at: number;
  readonly count: number;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** Up, down and away, for a single pointer and for the keyboard. */
export function OrderButtons({ of, at, count, onMove, onRemove }: OrderButtonsProps) {
  const { t } = useTranslation();
  const named = (verb: string) => `${verb}: ${of}`;
  return (
    <div className="flex shrink-0">
      <IconButton
        icon={ArrowUp}
        size="compact"
        label={named(t('lessonKinds.quiz.up'))}
        aria-disabled={at === 0}
        onClick={() => onMove(-1)}
      />
      <IconButton
        icon={ArrowDown}
        size="compact"
        label={named(t('lessonKinds.quiz.down'))}
        aria-disabled={at === count - 1}
        onClick={() => onMove(1)}
      />
      <IconButton icon={X} size="compact" label={named(t('lessonKinds.quiz.remove'))} onClick={onRemove} />
    </div>
  );
}
