import { Play, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { retimed, type Marks } from '../../../../shared/domain/lesson-marks.ts';
import { IconButton } from '../../../components/icon-button.tsx';
import { Input } from '../../../components/input.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { usePlayer } from '../player-handle.ts';
import { TimeInput } from './time-input.tsx';

interface MarkListProps {
  readonly marks: Marks;
  readonly onChange: (marks: Marks) => void;
}

const TITLE_MAX = 200;

/** The chapters of a video by their times: each is played from, retimed, named and removed. */
export function MarkList({ marks, onChange }: MarkListProps) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  const player = usePlayer();
  const list = useRef<HTMLUListElement>(null);
  const [faultAt, setFaultAt] = useState<number | null>(null);
  if (marks.length === 0) return null;
  const retime = (at: number, atMs: number): boolean => {
    const next = retimed(marks, at, atMs);
    if (next) onChange(next);
    return next !== null;
  };
  const remove = (at: number) => {
    // Its own button goes with it.
    list.current?.focus();
    onChange(marks.toSpliced(at, 1));
  };
  return (
    <ul ref={list} tabIndex={-1} aria-label={t('lessonMarks.list')} className="flex flex-col gap-1">
      {marks.map(({ atMs, title }, at) => (
        <li key={atMs} className="flex flex-wrap items-center gap-1">
          <IconButton
            icon={Play}
            size="compact"
            label={t('lessonMarks.jump', { time: duration(atMs) })}
            onClick={() => player?.seek(atMs)}
          />
          <TimeInput
            aria-label={t('lessonMarks.time', { title: title || t('lessonMarks.untitled') })}
            aria-invalid={faultAt === atMs ? true : undefined}
            className="w-18"
            valueMs={atMs}
            onTime={(ms) => retime(at, ms)}
            onFault={(isFaulty) => setFaultAt(isFaulty ? atMs : null)}
          />
          <Input
            aria-label={t('lessonMarks.title', { time: duration(atMs) })}
            className="min-w-24 grow basis-0"
            maxLength={TITLE_MAX}
            value={title}
            onChange={(event) => onChange(marks.with(at, { atMs, title: event.currentTarget.value }))}
          />
          <IconButton
            icon={X}
            size="compact"
            label={t('lessonMarks.remove', { time: duration(atMs) })}
            onClick={() => remove(at)}
          />
          {faultAt === atMs ? (
            <p role="alert" className="w-full text-12 text-danger">
              {t('lessonMarks.timeFault')}
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
