import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '../../../components/button.tsx';
import { CopyButton } from '../../../components/copy-button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { Section } from '../../../components/section.tsx';
import { useFocusBeside } from '../../../hooks/use-focus-beside.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Output } from '../../../lib/ipc-client.ts';
import { stepWords } from '../../../lib/step-words.ts';
import { RefusedDialog } from '../forms/refused-dialog.tsx';
import { readFields } from '../model.ts';
import { discardRefused, retryRefused } from '../mutations.ts';
import { refusedTexts } from '../refused-texts.ts';
import { FieldWords, wordsOf } from './field-words.tsx';

/** So many fields are shown of one change, which may be the import of a whole course; *Copy* takes the rest, too. */
const SHOWN = 50;

type Refused = Output<'refused.list'>[number];

export function RefusedList({ refused }: { readonly refused: readonly Refused[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('changes.refused')} hint={t('changes.refusedHint')}>
      <ul aria-label={t('changes.refused')} className="flex flex-col gap-5">
        {refused.map((change) => (
          <RefusedCard key={change.mutationId} change={change} />
        ))}
      </ul>
    </Section>
  );
}

/** What somebody did, why the server did not take it, the words, and the ways on. */
function RefusedCard({ change }: { readonly change: Refused }) {
  const { t } = useTranslation();
  const { mutationId, label, reason, detail, part, fields } = change;
  const shown = readFields(fields);
  const { item, press } = useFocusBeside();
  const retry = useMutation({ ...retryRefused, onSuccess: () => void toast(t('changes.retried')) });
  const again = () => {
    press();
    retry.mutate({ mutationId });
  };
  const [isAsking, setAsking] = useState(false);
  const [isEditing, setEditing] = useState(false);
  return (
    <li ref={item} tabIndex={-1} className="flex flex-col gap-2">
      <p className="font-medium first-letter:uppercase">{stepWords(t, label)}</p>
      <p className="text-ink-muted">{t(`changes.reasonOf.${reason}`)}</p>
      {part && <p className="text-ink-muted">{t('changes.part', part)}</p>}
      {fields.length === 0 ? <p>{t('changes.same')}</p> : null}
      {shown.slice(0, SHOWN).map((field) => (
        <FieldWords key={`${field.rowId} ${field.column}`} field={field} mineLabel={t('changes.mine')} />
      ))}
      {shown.length > SHOWN ? (
        <p className="text-ink-muted">{t('changes.more', { count: shown.length - SHOWN })}</p>
      ) : null}
      <FailureNote error={retry.error} />
      <div className="flex flex-wrap gap-2">
        <Button busy={retry.isPending} onClick={again}>
          {t('changes.retry')}
        </Button>
        {refusedTexts(fields).length > 0 ? <Button onClick={() => setEditing(true)}>{t('changes.edit')}</Button> : null}
        <CopyButton text={wordsOf(shown)} label={t('changes.copy')} done={t('changes.copied')} />
        <CopyButton text={detail} label={t('app.copyDetails')} done={t('app.detailsCopied')} />
        <Button look="danger" onClick={() => setAsking(true)}>
          {t('changes.discard')}
        </Button>
      </div>
      {isEditing ? <RefusedDialog change={change} onSend={press} onClose={() => setEditing(false)} /> : null}
      <DiscardDialog mutationId={mutationId} onDiscard={press} isOpen={isAsking} setOpen={setAsking} />
    </li>
  );
}

interface DiscardDialogProps {
  readonly mutationId: string;
  readonly onDiscard: () => void;
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
}

function DiscardDialog({ mutationId, onDiscard, isOpen, setOpen }: DiscardDialogProps) {
  const { t } = useTranslation();
  const discard = useMutation({ ...discardRefused, onSuccess: () => void toast(t('changes.discarded')) });
  const now = () => {
    onDiscard();
    discard.mutate({ mutationId });
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setOpen}
      title={t('changes.discardTitle')}
      description={t('changes.discardText')}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={() => setOpen(false)}>{t('app.cancel')}</Button>
          <Button look="danger" busy={discard.isPending} onClick={now}>
            {t('changes.discardNow')}
          </Button>
        </>
      }
    >
      <FailureNote error={discard.error} />
    </Dialog>
  );
}
