import type { ComponentType } from 'react';
import { lessonKind, type LessonDetail, type OutlineLesson } from '../../../../shared/domain/course.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseParts } from '../course-parts.ts';
import { LessonFiles } from '../files/lesson-files.tsx';
import { LessonDetails } from '../forms/lesson-details.tsx';
import { LessonMarks } from '../forms/lesson-marks.tsx';
import { LessonLink } from '../forms/lesson-link.tsx';
import { LessonQuiz } from '../forms/lesson-quiz.tsx';
import { LessonText } from '../forms/lesson-text.tsx';
import { playable } from '../lesson-kinds.ts';
import { CaptionsSection } from './captions-section.tsx';
import { FileFacts, Receipt } from './file-facts.tsx';
import { InspectorSection } from './inspector-section.tsx';
import { ThumbnailPanel } from './thumbnail-panel.tsx';

interface SectionProps {
  readonly lesson: OutlineLesson;
  /** Read when the lesson is shown; undefined until then. */
  readonly detail: LessonDetail | undefined;
}
interface LessonSection {
  readonly id: string;
  /** The kinds of lesson that have it; all of them when there is no such list. */
  readonly kinds?: ReadonlySet<OutlineLesson['kind']>;
  /** Nothing when it has nothing to say. */
  readonly Section: ComponentType<SectionProps>;
}

const only = (kind: OutlineLesson['kind']): ReadonlySet<OutlineLesson['kind']> => new Set([kind]);
/** A download is nothing but its files; with all other kinds they are beside. */
const beside: ReadonlySet<OutlineLesson['kind']> = new Set(lessonKind.options.filter((kind) => kind !== 'download'));

/** From top to bottom. */
const sections: readonly LessonSection[] = [
  { id: 'text', kinds: only('text'), Section: TextSection },
  { id: 'link', kinds: only('link'), Section: LinkSection },
  { id: 'quiz', kinds: only('quiz'), Section: QuizSection },
  { id: 'marks', kinds: playable, Section: MarksSection },
  { id: 'download', kinds: only('download'), Section: FilesSection },
  { id: 'details', Section: DetailsSection },
  { id: 'thumbnail', Section: ThumbnailSection },
  { id: 'upload', Section: UploadSection },
  { id: 'file', Section: FileSection },
  { id: 'captions', kinds: playable, Section: CaptionsSection },
  { id: 'files', kinds: beside, Section: FilesSection },
  { id: 'receipt', Section: ReceiptSection },
];

/** What the inspector shows of a lesson below its head. */
export function LessonSections(props: SectionProps) {
  const { kind } = props.lesson;
  return sections
    .filter(({ kinds }) => kinds === undefined || kinds.has(kind))
    .map(({ id, Section }) => <Section key={id} {...props} />);
}

/** Its tags belong in here, too. */
function DetailsSection({ detail }: SectionProps) {
  return detail ? <LessonDetails key={detail.lessonId} detail={detail} /> : null;
}

function TextSection({ detail }: SectionProps) {
  return detail ? <LessonText key={detail.lessonId} detail={detail} /> : null;
}

function LinkSection({ detail }: SectionProps) {
  return detail ? <LessonLink key={detail.lessonId} detail={detail} /> : null;
}

function QuizSection({ detail }: SectionProps) {
  return detail ? <LessonQuiz key={detail.lessonId} detail={detail} /> : null;
}

function MarksSection({ detail }: SectionProps) {
  return detail ? <LessonMarks key={detail.lessonId} detail={detail} /> : null;
}

function ThumbnailSection({ lesson }: SectionProps) {
  return <ThumbnailPanel lessons={[lesson]} />;
}

function UploadSection({ lesson: { media } }: SectionProps) {
  const { t } = useTranslation();
  const { UploadPanel } = useCourseParts();
  return media ? (
    <InspectorSection title={t('coursePage.inspect.upload')}>
      <UploadPanel media={media} />
    </InspectorSection>
  ) : null;
}

function FileSection({ detail }: SectionProps) {
  const { t } = useTranslation();
  return detail?.media ? (
    <InspectorSection title={t('coursePage.inspect.file')}>
      <FileFacts media={detail.media} />
    </InspectorSection>
  ) : null;
}

function FilesSection({ detail }: SectionProps) {
  return detail ? <LessonFiles detail={detail} /> : null;
}

function ReceiptSection({ detail }: SectionProps) {
  const { t } = useTranslation();
  return detail?.media?.objectName ? (
    <InspectorSection title={t('coursePage.inspect.receipt')}>
      <Receipt media={detail.media} />
    </InspectorSection>
  ) : null;
}
