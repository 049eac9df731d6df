import { useState } from 'react';
import { cueAt, shift, warningsOf } from '../../../../shared/domain/cue-edits.ts';
import { formatTypedTime } from '../../../../shared/domain/cue-time.ts';
import { typedText } from '../../../../shared/domain/cue-text.ts';
import type { Cue } from '../../../../shared/domain/cues.ts';
import { Button } from '../../../components/button.tsx';
import { Input } from '../../../components/input.tsx';
import { Kbd } from '../../../components/kbd.tsx';
import { useStudio } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { usePlayhead } from '../use-playhead.ts';
import type { CueEditor } from './cue-editor.ts';
import type { CueCommand } from './cue-keys.ts';

interface CueToolsProps {
  readonly cues: readonly Cue[];
  readonly editor: CueEditor;
  readonly run: (command: CueCommand, cursor: number) => void;
}

/** Below the video: what is shown now, and what concerns all cues. */
export function CueTools({ cues, editor, run }: CueToolsProps) {
  const { t } = useTranslation();
  const atMs = usePlayhead(100);
  const warned = cues.filter((cue, at) => warningsOf(cue, cues[at - 1]).length > 0).length;
  return (
    <div className="flex flex-col gap-3">
      <bdi className="min-h-10 text-center text-13 font-medium whitespace-pre-line" data-now>
        {typedText(cueAt(cues, atMs)?.text ?? '').replace(/<[^<>]*>/g, '')}
      </bdi>
      <p role="status" className="text-12 text-ink-muted">
        {[
          t('cueEditor.count', { count: cues.length }),
          ...(warned > 0 ? [t('cueEditor.warned', { count: warned })] : []),
        ].join(' · ')}
      </p>
      <div>
        <Button size="compact" onClick={() => run('add', 0)}>
          {t('cueEditor.add', { time: formatTypedTime(atMs) })}
        </Button>
      </div>
      <ShiftAll onShift={(ms) => editor.change(shift(cues, ms))} />
      <CueKeys />
    </div>
  );
}

function ShiftAll({ onShift }: { readonly onShift: (ms: number) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('0.5');
  const seconds = /^[-+−]?\d{1,5}(?:[.,]\d{1,3})?$/.test(typed.trim())
    ? Number(typed.trim().replace('−', '-').replace(',', '.'))
    : 0;
  return (
    <div className="flex items-center gap-2">
      <span className="w-20">
        <Input
          aria-label={t('cueEditor.shiftBy')}
          dir="ltr"
          className="numeric"
          maxLength={10}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </span>
      <Button size="compact" disabled={seconds === 0} onClick={() => onShift(seconds * 1_000)}>
        {t('cueEditor.shift')}
      </Button>
    </div>
  );
}

const KEYS = [
  ['play', 'Alt+P'],
  ['seek', 'Alt+J, Alt+L'],
  ['next', 'Alt+↑, Alt+↓'],
  ['start', 'Alt+[, Alt+]'],
  ['split', 'Mod+Enter'],
  ['merge', 'Alt+M'],
  ['add', 'Mod+Shift+Enter'],
  ['remove', 'Mod+Shift+⌫'],
] as const;

function CueKeys() {
  const { t } = useTranslation();
  const { platform } = useStudio();
  const written = (keys: string) =>
    platform === 'darwin'
      ? keys.replaceAll('Mod+', '⌘').replaceAll('Alt+', '⌥').replaceAll('Shift+', '⇧')
      : keys.replaceAll('Mod', 'Ctrl');
  return (
    <dl
      aria-label={t('cueEditor.keys.title')}
      className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-12"
    >
      {KEYS.map(([id, keys]) => (
        <div key={id} className="contents">
          <dt>
            <Kbd keys={written(keys)} />
          </dt>
          <dd className="text-ink-muted">{t(`cueEditor.keys.${id}`)}</dd>
        </div>
      ))}
    </dl>
  );
}
