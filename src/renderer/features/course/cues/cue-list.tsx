import { useCallback, useEffect, useRef } from 'react';
import { cueAt } from '../../../../shared/domain/cue-edits.ts';
import type { Cue } from '../../../../shared/domain/cues.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { usePlayer } from '../player-handle.ts';
import type { CueEditor } from './cue-editor.ts';
import type { CueCommand } from './cue-keys.ts';
import { ClosedCue, OpenCue } from './cue-row.tsx';

interface CueListProps {
  readonly cues: readonly Cue[];
  readonly openKey: number | null;
  readonly editor: CueEditor;
  readonly run: (command: CueCommand, cursor: number) => void;
}

/** The cues in the order of time. The one that is being shown is marked, and in sight while the video plays. */
export function CueList({ cues, openKey, editor, run }: CueListProps) {
  const { t } = useTranslation();
  const player = usePlayer();
  const list = useRef<HTMLOListElement>(null);
  useFollow(list, editor);
  const open = useCallback(
    (cue: Cue) => {
      editor.open(cue.key);
      player?.seek(cue.startMs);
    },
    [editor, player],
  );
  return (
    <ol ref={list} aria-label={t('cueEditor.list')} className="flex flex-col gap-0.5">
      {cues.map((cue, at) =>
        cue.key === openKey ? (
          <OpenCue key={cue.key} cue={cue} before={cues[at - 1]} editor={editor} run={run} />
        ) : (
          <ClosedCue key={cue.key} cue={cue} before={cues[at - 1]} onOpen={open} />
        ),
      )}
    </ol>
  );
}

/** Marks the row of the moment, in the page itself: four times a second, whatever the number of rows. */
function useFollow(list: { readonly current: HTMLElement | null }, editor: CueEditor): void {
  const player = usePlayer();
  useEffect(() => {
    const show = (atMs: number) => {
      const key = cueAt(editor.get().sheet.cues, atMs)?.key;
      const row = list.current?.querySelector(`[data-cue="${String(key)}"]`);
      const former = list.current?.querySelector('[aria-current=time]');
      if (row === former) return;
      former?.removeAttribute('aria-current');
      row?.setAttribute('aria-current', 'time');
      if (player?.video()?.paused === false) row?.scrollIntoView({ block: 'nearest' });
    };
    return player?.follow(show);
  }, [player, editor, list]);
}
