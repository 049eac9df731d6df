import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useController, type UseFormReturn } from 'react-hook-form';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import { Segmented } from '../../../components/segmented.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { draftQuery } from '../../../lib/draft.ts';
import { contentWords } from '../../../lib/content-words.ts';
import { InspectorSection } from '../components/inspector-section.tsx';
import { emptyQuiz, readQuiz, type Quiz } from '../quiz/quiz-model.ts';
import { QuizEditor } from '../quiz/quiz-editor.tsx';
import { QuizPreview } from '../quiz/quiz-preview.tsx';
import { useCourseParts } from '../course-parts.ts';
import { FormNotes } from '../unsaved/form-notes.tsx';
import type { StoredDraft } from '../unsaved/open-form.ts';
import { useUnsavedForm } from '../unsaved/use-unsaved-form.ts';
import { ContentAhead, isAhead } from './content-ahead.tsx';
import { lessonQuizKind, quizValuesOf, type LessonQuizValues } from './lesson-quiz-form.ts';

interface LessonQuizProps {
  readonly detail: LessonDetail;
}

/** The questions of a quiz lesson, and how students meet them; saved with the page. */
export function LessonQuiz({ detail }: LessonQuizProps) {
  const { t } = useTranslation();
  const { data: draft, isError } = useQuery(draftQuery(lessonQuizKind.form, detail.lessonId));
  if (draft === undefined && !isError) return null;
  return (
    <InspectorSection title={t('lessonKinds.quiz.section')}>
      {isAhead(detail, 'quiz') ? <ContentAhead /> : <QuizOfLesson detail={detail} draft={draft ?? null} />}
    </InspectorSection>
  );
}

function QuizOfLesson({ detail, draft }: LessonQuizProps & { readonly draft: StoredDraft | null }) {
  const { t } = useTranslation();
  const { ConflictHint } = useCourseParts();
  const { lessonId: entityId, title } = detail;
  const values = quizValuesOf(detail.content);
  const { form, open } = useUnsavedForm(lessonQuizKind, { entityId, title, values, draft });
  const texts = (quiz: Quiz | null) => (quiz?.questions ?? []).map(({ text }) => text).join(' · ');
  return (
    <>
      <FormNotes
        form={form}
        open={open}
        saved={values}
        nameOf={() => t('lessonKinds.quiz.section')}
        read={(_field, read) => texts(readQuiz(read.quiz))}
      />
      <WrittenOrRead form={form} />
      <ConflictHint table="lessons" rowId={entityId} column="content" read={contentWords} />
    </>
  );
}

function WrittenOrRead({ form }: { readonly form: UseFormReturn<LessonQuizValues, unknown, LessonQuizValues> }) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<'write' | 'read'>('write');
  const { field, fieldState } = useController({ control: form.control, name: 'quiz' });
  // What is over a limit while one types is no quiz; the fields hold what was typed last.
  const quiz = readQuiz(field.value) ?? (JSON.parse(field.value || JSON.stringify(emptyQuiz)) as Quiz);
  return (
    <div className="flex flex-col gap-3">
      <div>
        <Segmented
          label={t('lessonKinds.quiz.mode')}
          value={mode}
          onChange={setMode}
          segments={(['write', 'read'] as const).map((value) => ({ value, label: t(`lessonKinds.quiz.${value}`) }))}
        />
      </div>
      {mode === 'read' ? (
        <QuizPreview quiz={quiz} />
      ) : (
        <QuizEditor quiz={quiz} onChange={(next) => field.onChange(JSON.stringify(next))} />
      )}
      {fieldState.error ? (
        <p role="alert" className="text-12 text-danger">
          {t('lessonKinds.quiz.tooLong')}
        </p>
      ) : null}
    </div>
  );
}
