import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { TrashItem } from '../queries.ts';

interface PurgeDialogProps {
  readonly items: readonly TrashItem[];
  readonly onPurge: () => void;
  readonly onClose: () => void;
}

/** Asks before something leaves the trash: from then on only Undo brings it back. */
export function PurgeDialog({ items, onPurge, onClose }: PurgeDialogProps) {
  const { t } = useTranslation();
  const purge = () => {
    onPurge();
    onClose();
  };
  const [first] = items;
  const title =
    items.length === 1
      ? t('trash.purgeOne', { title: first?.title ?? '' })
      : t('trash.purgeMany', { count: items.length });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={t('trash.purgeHint')}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button data-start onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button look="danger" onClick={purge}>
            {t('trash.purge')}
          </Button>
        </>
      }
    />
  );
}
