import { useQuery } from '@tanstack/react-query';
import { History, Redo2, Undo2 } from 'lucide-react';
import type { StepLabel } from '../../../../shared/domain/step-label.ts';
import { IconButton } from '../../../components/icon-button.tsx';
import { showHistory } from '../../../hooks/history-ui.ts';
import { useLocalStep } from '../../../hooks/local-steps.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useUndo } from '../../../hooks/use-undo.ts';
import { useShortcuts } from '../../../hooks/shortcuts-context.ts';
import { stepWords } from '../../../lib/step-words.ts';
import { historyQuery } from '../queries.ts';

/** Undo, redo and their history, always in the same place; undo and redo name the step that they are about. */
export function HistoryButtons() {
  const { t } = useTranslation();
  const shortcuts = useShortcuts();
  const { data: history } = useQuery(historyQuery);
  const { undo, redo } = useUndo();
  const wordsOf = (step: StepLabel | null | undefined) => (step ? stepWords(t, step) : null);
  const last = useLocalStep('undo', history?.currentN) ?? wordsOf(history?.undo);
  const next = useLocalStep('redo', history?.currentN) ?? wordsOf(history?.redo);
  return (
    <div className="flex shrink-0 gap-0.5">
      <IconButton
        icon={Undo2}
        label={last ? t('app.undoStep', { step: last }) : t('app.undo')}
        shortcut={shortcuts.of('undo')}
        disabled={!last}
        onClick={undo}
      />
      <IconButton
        icon={Redo2}
        label={next ? t('app.redoStep', { step: next }) : t('app.redo')}
        shortcut={shortcuts.of('redo')}
        disabled={!next}
        onClick={redo}
      />
      <IconButton
        icon={History}
        label={t('history.open')}
        shortcut={shortcuts.of('history')}
        aria-haspopup="dialog"
        onClick={() => showHistory(true)}
      />
    </div>
  );
}
