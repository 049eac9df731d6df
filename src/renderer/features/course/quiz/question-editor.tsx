import { CircleAlert, Plus } from 'lucide-react';
import { useId, useRef, type KeyboardEvent, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { Icon } from '../../../components/icon.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { Textarea } from '../../../components/textarea.tsx';
import { useFocusBeside } from '../../../hooks/use-focus-beside.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { OptionEditor } from './option-editor.tsx';
import { OrderButtons } from './order-buttons.tsx';
import {
  faultsOf,
  LIMITS,
  ofKind,
  withOption,
  withOptionChange,
  withOptionMoved,
  withoutOption,
  withRight,
  type Question,
} from './quiz-model.ts';

interface QuestionEditorProps {
  readonly question: Question;
  readonly at: number;
  readonly count: number;
  readonly newId: () => string;
  /** Has the keyboard when the last question is removed. */
  readonly whenLast: RefObject<HTMLElement | null>;
  readonly onChange: (change: (question: Question) => Question) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** One question. Alt with the arrows moves it, as rows of the outline. */
export function QuestionEditor({ question, at, count, newId, whenLast, onChange, ...events }: QuestionEditorProps) {
  const { t } = useTranslation();
  const headingId = useId();
  const { item, press } = useFocusBeside(whenLast);
  const { onMove } = events;
  const onRemove = () => {
    press();
    events.onRemove();
  };
  const set = (changed: Partial<Question>) => onChange((held) => ({ ...held, ...changed }));
  return (
    <li
      ref={item}
      tabIndex={-1}
      aria-labelledby={headingId}
      className="flex flex-col gap-2 border-s-2 border-line ps-3"
    >
      <div className="flex items-center justify-between gap-2">
        <h3 id={headingId} className="text-12 font-semibold">
          {t('lessonKinds.quiz.question', { n: at + 1 })}
        </h3>
        <OrderButtons
          of={t('lessonKinds.quiz.question', { n: at + 1 })}
          at={at}
          count={count}
          onMove={onMove}
          onRemove={onRemove}
        />
      </div>
      <Field label={t('lessonKinds.quiz.text')}>
        {(wired) => (
          <Textarea
            {...wired}
            rows={2}
            maxLength={LIMITS.text}
            value={question.text}
            onKeyDown={(event) => moveByKey(event, onMove)}
            onChange={(event) => set({ text: event.target.value })}
          />
        )}
      </Field>
      <div className="flex items-center gap-2 text-12 text-ink-muted">
        {t('lessonKinds.quiz.kind')}
        <Segmented
          label={t('lessonKinds.quiz.kind')}
          value={question.kind}
          onChange={(kind) => onChange((held) => ofKind(held, kind))}
          segments={(['single', 'multiple'] as const).map((value) => ({
            value,
            label: t(`lessonKinds.quiz.${value}`),
          }))}
        />
      </div>
      <Options question={question} newId={newId} onChange={onChange} />
      <Field label={t('lessonKinds.quiz.feedback')}>
        {(wired) => (
          <Textarea
            {...wired}
            rows={1}
            maxLength={LIMITS.feedback}
            value={question.feedback}
            onChange={(event) => set({ feedback: event.target.value })}
          />
        )}
      </Field>
      <Faults question={question} />
    </li>
  );
}

/** Alt with an arrow. */
function moveByKey(event: KeyboardEvent, onMove: (by: -1 | 1) => void): void {
  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
  event.preventDefault();
  onMove(event.key === 'ArrowUp' ? -1 : 1);
}

function Options({ question, newId, onChange }: Pick<QuestionEditorProps, 'question' | 'newId' | 'onChange'>) {
  const { t } = useTranslation();
  const { options, kind, id } = question;
  const box = useRef<HTMLUListElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const add = () => {
    flushSync(() => onChange((held) => withOption(held, newId)));
    box.current?.lastElementChild?.querySelector<HTMLElement>('[maxlength]')?.focus();
  };
  return (
    <>
      <ul ref={box} className="flex flex-col gap-2">
        {options.map((option, at) => (
          <OptionEditor
            key={option.id}
            option={option}
            kind={kind}
            group={id}
            at={at}
            count={options.length}
            whenLast={addButton}
            onChange={(change) => onChange((held) => withOptionChange(held, option.id, change))}
            onRight={(isRight) => onChange((held) => withRight(held, option.id, isRight))}
            onMove={(by) => onChange((held) => withOptionMoved(held, option.id, by))}
            onRemove={() => onChange((held) => withoutOption(held, option.id))}
          />
        ))}
      </ul>
      <Button
        size="compact"
        look="quiet"
        ref={addButton}
        className="self-start"
        disabled={options.length >= LIMITS.options}
        onClick={add}
      >
        <Icon of={Plus} />
        {t('lessonKinds.quiz.addAnswer')}
      </Button>
    </>
  );
}

/** What is missing: it is saved all the same, and cannot be published. */
function Faults({ question }: { readonly question: Question }) {
  const { t } = useTranslation();
  return (
    <ul className="flex flex-col gap-0.5 empty:hidden">
      {faultsOf(question).map((fault) => (
        <li key={fault} className="flex items-center gap-1 text-12 text-warning">
          <Icon of={CircleAlert} className="size-3.5" />
          {t(`lessonKinds.quiz.fault.${fault}`)}
        </li>
      ))}
    </ul>
  );
}
