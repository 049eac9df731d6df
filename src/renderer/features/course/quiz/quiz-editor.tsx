import { Plus } from 'lucide-react';
import { useState } from 'react';
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
  const count = quiz.questions.length;
  const move = (id: string, at: number, by: -1 | 1) => {
    onChange(withQuestionMoved(quiz, id, by));
    setSaid(t('lessonKinds.quiz.moved', { n: at + by + 1, count }));
  };
  return (
    <div className="flex flex-col gap-3">
      {count === 0 ? <p className="text-12 text-ink-muted">{t('lessonKinds.quiz.empty')}</p> : null}
      <ol className="flex flex-col gap-4">
        {quiz.questions.map((question, at) => (
          <QuestionEditor
            key={question.id}
            question={question}
            at={at}
            count={count}
            newId={newId}
            onChange={(change) => onChange(withChange(quiz, question.id, change))}
            onMove={(by) => move(question.id, at, by)}
            onRemove={() => onChange(withoutQuestion(quiz, question.id))}
          />
        ))}
      </ol>
      <Button
        size="compact"
        className="self-start"
        disabled={count >= LIMITS.questions}
        onClick={() => onChange(withQuestion(quiz, newId))}
      >
        <Icon of={Plus} />
        {t('lessonKinds.quiz.add')}
      </Button>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}
