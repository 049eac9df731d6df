import type { ReactNode } from 'react';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useOutlineStore } from '../outline-ui.ts';

interface RowsDialogProps {
  readonly title: string;
  /** The verb on its button. */
  readonly verb: string;
  /** Null: there is nothing to do yet. */
  readonly onApply: (() => void) | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks what is to become of the rows that are selected; when it has closed, the row has the keyboard again. */
export function RowsDialog({ title, verb, onApply, onClose, children }: RowsDialogProps) {
  const { t } = useTranslation();
  const store = useOutlineStore();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      // A menu that it was opened from is gone.
      onClosed={() => {
        store.setState({ wanted: store.getState().selection.active });
        return true;
      }}
      title={title}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button look="primary" disabled={onApply === null} onClick={onApply ?? undefined}>
            {verb}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">{children}</div>
    </Dialog>
  );
}
