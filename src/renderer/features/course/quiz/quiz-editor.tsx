import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../../../components/button.tsx';
import { Icon } from '../../../components/icon.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { QuestionEditor } from './question-editor.tsx';
import { LIMITS, withChange, withoutQuestion, withQuestion, withQuestionMoved, type Quiz } from './quiz-model.ts';

interface QuizEditorProps {
  readonly quiz: Quiz;
  readonly onChange: (quiz: Quiz) => void;
}
const newId = (): string => crypto.randomUUID();

/** The questions one below the other, each with its answers. */
export function QuizEditor({ quiz, onChange }: QuizEditorProps) {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const box = useRef<HTMLOListElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const count = quiz.questions.length;
  const add = () => {
    // In the page, and with the keyboard, before the next key comes: on the button a space would add another.
    flushSync(() => onChange(withQuestion(quiz, newId)));
    box.current?.lastElementChild?.querySelector('textarea')?.focus();
  };
  const move = (id: string, at: number, by: -1 | 1) => {
    onChange(withQuestionMoved(quiz, id, by));
    setSaid(t('lessonKinds.quiz.moved', { n: at + by + 1, count }));
  };
  return (
    <div className="flex flex-col gap-3">
      {count === 0 ? <p className="text-12 text-ink-muted">{t('lessonKinds.quiz.empty')}</p> : null}
      <ol ref={box} className="flex flex-col gap-4">
        {quiz.questions.map((question, at) => (
          <QuestionEditor
            key={question.id}
            question={question}
            at={at}
            count={count}
            newId={newId}
            whenLast={addButton}
            onChange={(change) => onChange(withChange(quiz, question.id, change))}
            onMove={(by) => move(question.id, at, by)}
            onRemove={() => onChange(withoutQuestion(quiz, question.id))}
          />
        ))}
      </ol>
      <Button size="compact" ref={addButton} className="self-start" disabled={count >= LIMITS.questions} onClick={add}>
        <Icon of={Plus} />
        {t('lessonKinds.quiz.add')}
      </Button>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}
