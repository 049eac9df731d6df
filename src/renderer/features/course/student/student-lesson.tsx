import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { LessonDetail, OutlineLesson } from '../../../../shared/domain/course.ts';
import type { ChapterId, CourseId } from '../../../../shared/domain/ids.ts';
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
import { chapterFilesQuery, lessonQuery } from '../queries.ts';
import { QuizView } from './quiz-view.tsx';

interface StudentLessonProps {
  readonly lesson: OutlineLesson;
  readonly courseId: CourseId;
  readonly chapterId: ChapterId;
}

/** What a lesson shows to students, by its kind; then its text, its files, and those of its chapter. */
export function StudentLesson({ lesson, courseId, chapterId }: StudentLessonProps) {
  const { t } = useTranslation();
  const { data: detail, error, refetch } = useQuery(lessonQuery(lesson.lessonId));
  const { data: chapterFiles = [] } = useQuery(chapterFilesQuery(courseId, chapterId));
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
      <Files title={t('student.files')} files={detail.resources} />
      <Files title={t('student.chapterFiles')} files={chapterFiles} />
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

interface FilesProps {
  readonly title: string;
  readonly files: LessonDetail['resources'];
}
function Files({ title, files }: FilesProps) {
  const { bytes } = useFormats();
  if (files.length === 0) return null;
  return (
    <section aria-label={title} className="flex flex-col gap-1">
      <h3 className="font-semibold">{title}</h3>
      <ul className="flex flex-col gap-1">
        {files.map((file) => (
          <li key={file.versionId} className="flex items-baseline gap-3">
            <OpenButton file={file} />
            <span className="numeric shrink-0 text-12 text-ink-muted">{bytes(file.bytes)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
