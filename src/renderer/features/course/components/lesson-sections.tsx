import type { ComponentType } from 'react';
import type { LessonDetail, OutlineLesson } from '../../../../shared/domain/course.ts';
import { TruncateMiddle } from '../../../components/truncate-middle.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseParts } from '../course-parts.ts';
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

/** From top to bottom. */
const sections: readonly LessonSection[] = [
  { id: 'text', kinds: only('text'), Section: TextSection },
  { id: 'link', kinds: only('link'), Section: LinkSection },
  { id: 'quiz', kinds: only('quiz'), Section: QuizSection },
  { id: 'marks', kinds: playable, Section: MarksSection },
  { id: 'details', Section: DetailsSection },
  { id: 'thumbnail', Section: ThumbnailSection },
  { id: 'upload', Section: UploadSection },
  { id: 'file', Section: FileSection },
  { id: 'captions', kinds: playable, Section: CaptionsSection },
  { id: 'resources', Section: ResourcesSection },
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

function ResourcesSection({ detail }: SectionProps) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  if (!detail || detail.resources.length === 0) return null;
  return (
    <InspectorSection title={t('coursePage.inspect.resources')}>
      <ul className="flex flex-col gap-1 text-12">
        {detail.resources.map((resource) => (
          <li key={resource.versionId} className="flex items-baseline gap-3">
            <TruncateMiddle text={resource.fileName} className="grow" />
            <span className="numeric shrink-0 text-ink-muted">{bytes(resource.bytes)}</span>
          </li>
        ))}
      </ul>
    </InspectorSection>
  );
}

function ReceiptSection({ detail }: SectionProps) {
  const { t } = useTranslation();
  return detail?.media?.objectName ? (
    <InspectorSection title={t('coursePage.inspect.receipt')}>
      <Receipt media={detail.media} />
    </InspectorSection>
  ) : null;
}
