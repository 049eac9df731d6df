import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { LessonDetail, OutlineLesson } from '../../../../shared/domain/course.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { LazyTextView } from '../../../components/rich-text/lazy-text-view.tsx';
import { SkeletonRows } from '../../../components/skeleton.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { Player } from '../components/player.tsx';
import { OpenButton } from '../files/file-row.tsx';
import { picturesOf } from '../lesson-pictures.ts';
import { playable } from '../lesson-kinds.ts';
import { lessonQuery } from '../queries.ts';
import { QuizView } from './quiz-view.tsx';

/** What a lesson shows to students, by its kind; then its text and its files. */
export function StudentLesson({ lesson }: { readonly lesson: OutlineLesson }) {
  const { t } = useTranslation();
  const { data: detail, error, refetch } = useQuery(lessonQuery(lesson.lessonId));
  const { title, media, thumbnailId } = lesson;
  const player = { title, media, thumbnailId, detail };
  const video = playable.has(lesson.kind) ? <Player {...player} /> : null;
  if (!detail)
    return (
      <>
        {video}
        <FailureNote error={error} action={<Button onClick={() => void refetch()}>{t('app.retry')}</Button>} />
        {error ? null : <SkeletonRows rows={4} label={t('student.loading')} />}
      </>
    );
  return (
    <>
      {video}
      <Content detail={detail} />
      {detail.body.trim() ? <Text detail={detail} /> : null}
      <Files detail={detail} />
    </>
  );
}

const Muted = ({ children }: { readonly children: ReactNode }) => <p className="text-ink-muted">{children}</p>;
export const Prose = ({ text }: { readonly text: string }) => (
  <p dir="auto" data-selectable className="max-w-prose text-15 leading-relaxed whitespace-pre-wrap">
    {text}
  </p>
);

/** Only of a text lesson it is Markdown. */
function Text({ detail }: { readonly detail: LessonDetail }) {
  if (detail.kind !== 'text') return <Prose text={detail.body} />;
  return <LazyTextView markdown={detail.body} pictureOf={picturesOf(detail)} empty="" />;
}

/** What only this kind of lesson has; says so when there is nothing yet. */
function Content({ detail }: { readonly detail: LessonDetail }): ReactNode {
  const { t } = useTranslation();
  const { kind, body, resources, content } = detail;
  if (kind === 'quiz' || kind === 'link') {
    if (content.unreadable.includes(kind)) return <Muted>{t('student.newer')}</Muted>;
    return kind === 'quiz' ? <Quiz content={content} /> : <LinkOut content={content} />;
  }
  if (kind === 'text' && !body.trim()) return <Muted>{t('student.noText')}</Muted>;
  if (kind === 'download' && resources.length === 0) return <Muted>{t('student.noFiles')}</Muted>;
  return null;
}

function Quiz({ content: { quiz } }: Pick<LessonDetail, 'content'>) {
  const { t } = useTranslation();
  return quiz?.questions.length ? <QuizView quiz={quiz} /> : <Muted>{t('student.noQuiz')}</Muted>;
}

function LinkOut({ content: { link } }: Pick<LessonDetail, 'content'>) {
  const { t } = useTranslation();
  if (!link) return <Muted>{t('student.noLink')}</Muted>;
  return (
    <p>
      <span className="block text-12 text-ink-muted">{t('student.link')}</span>
      <a href={link.url} target="_blank" rel="noreferrer" dir="auto" className="text-accent-text underline">
        {link.title || link.url}
      </a>
    </p>
  );
}

function Files({ detail: { resources } }: { readonly detail: LessonDetail }) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  if (resources.length === 0) return null;
  return (
    <section aria-label={t('student.files')} className="flex flex-col gap-1">
      <h3 className="font-semibold">{t('student.files')}</h3>
      <ul className="flex flex-col gap-1">
        {resources.map((file) => (
          <li key={file.versionId} className="flex items-baseline gap-3">
            <OpenButton file={file} />
            <span className="numeric shrink-0 text-12 text-ink-muted">{bytes(file.bytes)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
