import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type {
  CourseDetails,
  Outline,
  OutlineChapter,
  LessonMedia,
  OutlineLesson,
} from '../../../../shared/domain/course.ts';
import type { CourseId, LessonId, VersionId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Icon } from '../../../components/icon.tsx';
import { navEntry } from '../../../components/nav-entry.ts';
import { Toolbar } from '../../../components/toolbar.tsx';
import { cx } from '../../../components/cx.ts';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useOffer } from '../../../hooks/use-offer.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { kindIcons } from '../lesson-kinds.ts';
import { StudentLanding } from './student-landing.tsx';
import { StudentLesson } from './student-lesson.tsx';
import { placeOf, shownTo } from './student-outline.ts';

interface StudentPageProps {
  readonly courseId: CourseId;
  readonly details: CourseDetails;
  readonly outline: Outline;
  readonly coverVersionId: VersionId | null;
  readonly promo: LessonMedia | null;
  /** The lesson that is looked at; undefined: the page about the course. */
  readonly lessonId: LessonId | undefined;
}

/** The course as students see it, from what is on this computer: its lessons at the side, one of them open. */
export function StudentPage({ courseId, details, outline, coverVersionId, promo, lessonId }: StudentPageProps) {
  const { t } = useTranslation();
  const chapters = shownTo(outline);
  const place = placeOf(chapters, lessonId);
  const heading = useHeading(place?.lesson.lessonId);
  const first = chapters[0]?.lessons[0];
  const steps: readonly (readonly [StepWords, OutlineLesson | null])[] = place
    ? [
        ['previous', place.previous],
        ['next', place.next],
      ]
    : [['start', first ?? null]];
  useStepOffer(courseId, steps, place !== null);
  return (
    <div className="flex h-full flex-col">
      <Toolbar title={details.title} facts={t('student.title')}>
        <p className="truncate text-12 text-ink-muted max-[900px]:hidden">{t('student.hint')}</p>
      </Toolbar>
      <div className="flex min-h-0 grow max-[720px]:flex-col">
        <Contents courseId={courseId} chapters={chapters} />
        <article className="min-h-0 min-w-0 grow overflow-y-auto">
          <div className="mx-auto flex max-w-180 flex-col gap-5 px-6 py-5">
            <h2 ref={heading} tabIndex={-1} dir="auto" className="text-match-parent text-20 font-semibold outline-none">
              {place?.lesson.title ?? t('student.landing')}
            </h2>
            {place ? (
              <>
                <LessonFacts place={place} />
                <StudentLesson
                  key={place.lesson.lessonId}
                  courseId={courseId}
                  chapterId={place.chapterId}
                  lesson={place.lesson}
                />
              </>
            ) : (
              <StudentLanding details={details} coverVersionId={coverVersionId} promo={promo} />
            )}
            {first || place ? null : <EmptyState words={t('student.nothing')} hint={t('student.nothingHint')} />}
            <footer className="flex justify-between gap-3 border-t border-line pt-4">
              {steps.map(([words, to]) => (
                <Step key={words} courseId={courseId} to={to} words={t(`student.${words}`)} />
              ))}
            </footer>
          </div>
        </article>
      </div>
    </div>
  );
}

type StepWords = 'previous' | 'next' | 'start';

/** The palette has the same steps, and the way back to the page about the course. */
function useStepOffer(
  courseId: CourseId,
  steps: readonly (readonly [StepWords, OutlineLesson | null])[],
  isInLesson: boolean,
): void {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const go = (lesson?: LessonId) =>
    void navigate({ to: '/course/$courseId/preview', params: { courseId }, search: lesson ? { lesson } : {} });
  useOffer([
    ...steps.flatMap(([words, to]) =>
      to ? [{ id: `student-${words}`, label: t(`student.${words}`), onSelect: () => go(to.lessonId) }] : [],
    ),
    ...(isInLesson ? [{ id: 'student-landing', label: t('student.landing'), onSelect: () => go() }] : []),
  ]);
}

/** The keyboard begins at the title of each lesson that one goes to, as on a page of its own. */
function useHeading(lessonId: LessonId | undefined) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(lessonId);
  useEffect(() => {
    if (shown.current !== lessonId) heading.current?.focus();
    shown.current = lessonId;
  }, [lessonId]);
  return heading;
}

function LessonFacts({ place: { lesson, at, count } }: { readonly place: NonNullable<ReturnType<typeof placeOf>> }) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  const facts = [
    t('student.place', { at: at + 1, count }),
    t(`coursePage.kind.${lesson.kind}`),
    lesson.media?.durationMs ? duration(lesson.media.durationMs) : '',
    lesson.freePreview ? t('student.free') : '',
    lesson.dripDays ? t('student.drip', { count: lesson.dripDays }) : '',
  ];
  return <p className="numeric -mt-3 text-12 text-ink-muted">{facts.filter(Boolean).join(' · ')}</p>;
}

interface StepProps {
  readonly courseId: CourseId;
  readonly to: OutlineLesson | null;
  readonly words: string;
}

function Step({ courseId, to, words }: StepProps) {
  if (!to) return <span />;
  return (
    <Button asChild>
      <Link to="/course/$courseId/preview" params={{ courseId }} search={{ lesson: to.lessonId }} title={to.title}>
        {words}
      </Link>
    </Button>
  );
}

interface ContentsProps {
  readonly courseId: CourseId;
  readonly chapters: readonly OutlineChapter[];
}

function Contents({ courseId, chapters }: ContentsProps) {
  const { t } = useTranslation();
  const to = '/course/$courseId/preview';
  return (
    <nav
      aria-label={t('student.contents')}
      className={cx(
        'flex w-72 shrink-0 flex-col gap-2 overflow-y-auto border-e border-line p-2',
        'max-[720px]:max-h-1/3 max-[720px]:w-auto max-[720px]:border-e-0 max-[720px]:border-b',
      )}
    >
      <Link to={to} params={{ courseId }} search={{}} activeOptions={{ exact: true }} className={navEntry}>
        {t('student.landing')}
      </Link>
      {chapters.map((chapter) => (
        <section key={chapter.chapterId} aria-label={chapter.title}>
          <h2 dir="auto" title={chapter.title} className="truncate px-2 py-1 text-12 font-semibold">
            {chapter.title}
          </h2>
          <ol>
            {chapter.lessons.map(({ lessonId, title, kind }) => (
              <li key={lessonId}>
                <Link to={to} params={{ courseId }} search={{ lesson: lessonId }} className={navEntry}>
                  <Icon of={kindIcons[kind]} className="text-ink-muted" />
                  <span dir="auto" title={title} className="truncate">
                    {title}
                  </span>
                </Link>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </nav>
  );
}
