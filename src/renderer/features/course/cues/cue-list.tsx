import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
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

/** Of a cue with one line. */
const ROW_PX = 36;

/** The cues in the order of time, of which only those in sight are in the page. The one of the moment is marked. */
export function CueList({ cues, openKey, editor, run }: CueListProps) {
  const { t } = useTranslation();
  const player = usePlayer();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: cues.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => cues[index]?.key ?? index,
    overscan: 6,
    useFlushSync: false,
    rangeExtractor: (range) => withKept(range, cues, [openKey, focusedKey(scroller.current)]),
  });
  const nowKey = useNow(editor, (key) => {
    const index = editor.get().sheet.cues.findIndex((cue) => cue.key === key);
    if (index !== -1) virtual.scrollToIndex(index, { align: 'auto' });
  });
  const open = useCallback(
    (cue: Cue) => {
      editor.open(cue.key);
      player?.seek(cue.startMs);
    },
    [editor, player],
  );
  return (
    <div ref={scroller} className="min-h-0 grow overflow-y-auto">
      <ol aria-label={t('cueEditor.list')} style={{ height: virtual.getTotalSize() }} className="relative">
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const cue = cues[index];
          if (!cue) return null;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              data-cue={cue.key}
              aria-setsize={cues.length}
              aria-posinset={index + 1}
              aria-current={cue.key === nowKey ? 'time' : undefined}
              style={{ top: start }}
              className="group absolute inset-x-0 pb-0.5"
            >
              {cue.key === openKey ? (
                <OpenCue cue={cue} before={cues[index - 1]} editor={editor} run={run} />
              ) : (
                <ClosedCue cue={cue} before={cues[index - 1]} onOpen={open} />
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** The rows in sight, and those that must stay: the one that is open, and the one with the keyboard. */
function withKept(range: Range, cues: readonly Cue[], kept: readonly (number | null)[]): number[] {
  const more = kept.map((key) => cues.findIndex((cue) => cue.key === key)).filter((index) => index !== -1);
  return [...new Set([...defaultRangeExtractor(range), ...more])].toSorted((a, b) => a - b);
}

function focusedKey(box: HTMLElement | null): number | null {
  const row = box?.contains(document.activeElement) ? document.activeElement?.closest('[data-cue]') : null;
  return row ? Number(row.getAttribute('data-cue')) : null;
}

/** The cue of the moment: changes when another one begins or none is shown. `onPlay` hears of it while the video plays. */
function useNow(editor: CueEditor, onPlay: (key: number) => void): number | null {
  const player = usePlayer();
  const [nowKey, setNowKey] = useState<number | null>(null);
  const played = useRef(onPlay);
  useEffect(() => {
    played.current = onPlay;
  });
  useEffect(() => {
    let last: number | null = null;
    return player?.follow((atMs) => {
      const key = cueAt(editor.get().sheet.cues, atMs)?.key ?? null;
      if (key === last) return;
      last = key;
      setNowKey(key);
      if (key !== null && player.video()?.paused === false) played.current(key);
    });
  }, [player, editor]);
  return nowKey;
}
