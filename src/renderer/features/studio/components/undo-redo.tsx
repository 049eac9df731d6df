import { useQuery } from '@tanstack/react-query';
import { Redo2, Undo2 } from 'lucide-react';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { useUndo } from '../../../hooks/use-undo.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { stepWords } from '../../../lib/step-words.ts';
import { historyQuery } from '../queries.ts';

/** The last step and the one after it, by name: "Undo move of 3 lessons". Nothing when there is neither. */
export function UndoRedo() {
  const { t } = useTranslation();
  const { data: history } = useQuery(historyQuery);
  const { undo, redo } = useUndo();
  if (!history?.undo && !history?.redo) return null;
  return (
    <div className="flex flex-col items-start gap-2">
      {history.undo ? (
        <Button size="compact" onClick={undo} shrinks>
          <Icon of={Undo2} />
          <span className="truncate">{t('app.undoStep', { step: stepWords(t, history.undo) })}</span>
        </Button>
      ) : null}
      {history.redo ? (
        <Button size="compact" onClick={redo} shrinks>
          <Icon of={Redo2} />
          <span className="truncate">{t('app.redoStep', { step: stepWords(t, history.redo) })}</span>
        </Button>
      ) : null}
    </div>
  );
}
