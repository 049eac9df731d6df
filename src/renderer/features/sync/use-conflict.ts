import { useMutation, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Conflict } from '../../../shared/ipc/contract/outbox.ts';
import { useFormats } from '../../hooks/studio-context.ts';
import { useDoneToast } from '../../hooks/use-done-toast.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useTranslation } from '../../hooks/use-translation.ts';
import { conflictAt, otherSide, type FieldPlace } from './model.ts';
import { dismissConflict, restoreConflict } from './mutations.ts';
import { conflictsQuery } from './queries.ts';

/** The open conflict about a field; null for none. */
export function useConflictAt({ table, rowId, column }: FieldPlace) {
  const select = useCallback(
    (all: readonly Conflict[]) => conflictAt(all, { table, rowId, column }),
    [table, rowId, column],
  );
  const { data = null } = useQuery({ ...conflictsQuery, select });
  return data;
}

/** A conflict in words: which other computer changed the same, and when; whose words lost; the two ways to end it. */
export function useConflictWords(conflict: Conflict) {
  const { t } = useTranslation();
  const { clock } = useFormats();
  const nowMs = useNow();
  const { isMine, atMs: keptAtMs } = conflict;
  const { device, atMs } = otherSide(conflict);
  const name = device || t('changes.anotherComputer');
  return {
    also: t('changes.also', { device: name, time: clock(atMs ?? keptAtMs, nowMs) }),
    lost: isMine ? t('changes.mine') : t('changes.wordsOf', { device: name }),
    restore: t(isMine ? 'changes.restoreMine' : 'changes.restore'),
    keep: t(isMine ? 'changes.keepTheirs' : 'changes.keep'),
  };
}

/** Puts what lost in its place (a new edit, which can be undone), or lets what shows stay. `onEnd` is called after either. */
export function useConflictVerbs({ conflictId }: Pick<Conflict, 'conflictId'>, onEnd?: () => void) {
  const { t } = useTranslation();
  const sayDone = useDoneToast();
  const restore = useMutation(restoreConflict);
  const dismiss = useMutation(dismissConflict);
  return {
    restore: () =>
      restore.mutate(
        { conflictId },
        {
          onSuccess: () => {
            sayDone(t('changes.restored'));
            onEnd?.();
          },
        },
      ),
    keep: () => dismiss.mutate({ conflictId }, { onSuccess: () => onEnd?.() }),
    isRestoring: restore.isPending,
    isKeeping: dismiss.isPending,
    error: restore.error ?? dismiss.error,
  };
}
