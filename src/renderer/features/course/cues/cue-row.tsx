import { ArrowDownToLine, ArrowUpToLine, Merge, Split, Trash2, TriangleAlert } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import { readingSpeed, warningsOf, withText, withTimes } from '../../../../shared/domain/cue-edits.ts';
import { formatTypedTime } from '../../../../shared/domain/cue-time.ts';
import { cueText, typedText } from '../../../../shared/domain/cue-text.ts';
import type { Cue } from '../../../../shared/domain/cues.ts';
import { Icon } from '../../../components/icon.tsx';
import { IconButton } from '../../../components/icon-button.tsx';
import { Textarea } from '../../../components/textarea.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { TimeInput } from '../components/time-input.tsx';
import { cursorIn } from './cue-commands.ts';
import type { CueEditor } from './cue-editor.ts';
import type { CueCommand } from './cue-keys.ts';

interface CueRowProps {
  readonly cue: Cue;
  /** The one above it. */
  readonly before: Cue | undefined;
}
interface ClosedCueProps extends CueRowProps {
  readonly onOpen: (cue: Cue) => void;
}

/** A cue as it is read; a click opens it and shows its moment. */
export const ClosedCue = memo(function ClosedCue({ cue, before, onOpen }: ClosedCueProps) {
  const { t } = useTranslation();
  const warnings = warningsOf(cue, before);
  return (
    <button
      type="button"
      onClick={() => onOpen(cue)}
      className="flex w-full items-start gap-3 rounded-md px-2 py-1.5 text-start hover:bg-hover group-aria-[current=time]:bg-selected"
    >
      <span className="numeric w-14 shrink-0 text-12 text-ink-muted">{formatTypedTime(cue.startMs)}</span>
      <bdi className="min-w-0 grow text-13 whitespace-pre-line wrap-anywhere">{typedText(cue.text)}</bdi>
      {warnings.length > 0 ? (
        <span title={warnings.map((one) => t(`cueEditor.warning.${one}`)).join(' · ')} className="shrink-0">
          <Icon of={TriangleAlert} className="text-warning" />
          <span className="sr-only">{warnings.map((one) => t(`cueEditor.warning.${one}`)).join(', ')}</span>
        </span>
      ) : null}
    </button>
  );
});

interface OpenCueProps extends CueRowProps {
  readonly editor: CueEditor;
  readonly run: (command: CueCommand, cursor: number) => void;
}

/** The cue that is edited: its text, its times, and what can be done with it. */
export function OpenCue({ cue, before, editor, run }: OpenCueProps) {
  const { t } = useTranslation();
  const text = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    text.current?.focus();
    text.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const type = (typed: string) => {
    const cues = withText(editor.get().sheet.cues, cue.key, cueText(typed));
    editor.change(cues, { as: `text ${String(cue.key)}` });
  };
  return (
    <div className="flex flex-col gap-2 rounded-md border border-accent p-2">
      <Textarea
        ref={text}
        rows={2}
        aria-label={t('cueEditor.text', { time: formatTypedTime(cue.startMs) })}
        maxLength={5_000}
        value={typedText(cue.text)}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <CueTimes cue={cue} editor={editor} run={(command) => run(command, cursorIn(text.current))} />
      <CueWarnings cue={cue} before={before} />
    </div>
  );
}

interface CueTimesProps extends Pick<OpenCueProps, 'cue' | 'editor'> {
  readonly run: (command: CueCommand) => void;
}

function CueTimes({ cue, editor, run }: CueTimesProps) {
  const { t } = useTranslation();
  const [isFaulty, setFaulty] = useState(false);
  const retime = (times: Parameters<typeof withTimes>[2]) => {
    editor.change(withTimes(editor.get().sheet.cues, cue.key, times));
    return true;
  };
  const field = { className: 'w-24', onFault: setFaulty };
  const verbs = [
    ['split', Split],
    ['merge', Merge],
    ['remove', Trash2],
  ] as const;
  return (
    <>
      <div className="flex flex-wrap items-center gap-1">
        <TimeInput
          {...field}
          aria-label={t('cueEditor.start')}
          valueMs={cue.startMs}
          onTime={(ms) => retime({ startMs: ms })}
        />
        <IconButton icon={ArrowUpToLine} label={t('cueEditor.startHere')} onClick={() => run('start')} />
        <TimeInput
          {...field}
          aria-label={t('cueEditor.end')}
          valueMs={cue.endMs}
          onTime={(ms) => retime({ endMs: ms })}
        />
        <IconButton icon={ArrowDownToLine} label={t('cueEditor.endHere')} onClick={() => run('end')} />
        <span className="grow" />
        {verbs.map(([verb, icon]) => (
          <IconButton
            key={verb}
            icon={icon}
            label={t(`cueEditor.${verb}`)}
            // The cursor in the text is what a split goes by.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(verb)}
          />
        ))}
      </div>
      {isFaulty ? (
        <p role="alert" className="text-12 text-danger">
          {t('cueEditor.timeFault')}
        </p>
      ) : null}
    </>
  );
}

function CueWarnings({ cue, before }: CueRowProps) {
  const { t } = useTranslation();
  const { count } = useFormats();
  return (
    <p role="status" className="flex flex-wrap gap-x-3 text-12 text-ink-muted">
      <span className="numeric">{t('cueEditor.perSecond', { count: count(Math.round(readingSpeed(cue))) })}</span>
      {warningsOf(cue, before).map((warning) => (
        <span key={warning} className="flex items-center gap-1 text-warning">
          <Icon of={TriangleAlert} className="size-3.5" />
          {t(`cueEditor.warning.${warning}`)}
        </span>
      ))}
    </p>
  );
}
