import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { useTranslation } from '../../hooks/use-translation.ts';
import { failedWith } from '../../lib/error-words.ts';
import type { Output } from '../../lib/ipc-client.ts';
import { saveAndDiscard, sendWaiting, signOut } from './mutations.ts';
import { whyNotSent, type NotSent } from './not-sent.ts';

type SyncStatus = Output<'sync.sendWaiting'>;

/** The ways out. `count`: changes that the cloud does not have; with none of them there is nothing to ask. */
export function useSignOut(count: number) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const [notSent, setNotSent] = useState<NotSent | null>(null);
  const leave = useMutation(signOut);
  const send = useMutation(sendWaiting);
  const save = useMutation(saveAndDiscard);

  function goIfNothingWaits(): void {
    // Written in another window meanwhile: asked about like everything else.
    leave.mutate(
      { keepsWaiting: false },
      { onError: (error) => failedWith(error, 'CHANGES_WAITING') && setAsking(true) },
    );
  }
  function clear(): void {
    setNotSent(null);
    for (const tried of [leave, send, save]) tried.reset();
  }
  function onSent(status: SyncStatus): void {
    const why = whyNotSent(status);
    if (why) setNotSent(why);
    else goIfNothingWaits();
  }
  function onSaved({ fileName, count: saved }: Output<'unsent.saveAndDiscard'>): void {
    if (fileName === null) return; // the save dialog was closed
    toast(t('settings.account.leave.saved', { count: saved, file: fileName }));
    goIfNothingWaits();
  }
  return {
    isAsking,
    isLeaving: leave.isPending,
    isSending: send.isPending,
    isSaving: save.isPending,
    error: leave.error ?? send.error ?? save.error,
    notSent,
    begin(): void {
      clear();
      if (count > 0) setAsking(true);
      else goIfNothingWaits();
    },
    /** Also while changes are sent: they go on being sent, and nobody is signed out. */
    stay(): void {
      clear();
      setAsking(false);
    },
    sendAndGo(): void {
      clear();
      send.mutate(undefined, { onSuccess: onSent });
    },
    keepAndGo(): void {
      clear();
      leave.mutate({ keepsWaiting: true });
    },
    saveAndGo(): void {
      clear();
      save.mutate(undefined, { onSuccess: onSaved });
    },
  };
}
export type Leaving = ReturnType<typeof useSignOut>;
