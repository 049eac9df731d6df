import { CircleAlert, Paperclip, TriangleAlert } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type {
  LessonWarning,
  PlannedCaption,
  PlannedLesson,
  RenamedLesson,
} from '../../../../shared/domain/import-plan.ts';
import type { Words } from '../../../../shared/messages/words.ts';
import { Pill } from '../../../components/pill.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { isQuiet } from '../attention.ts';
import type { Item } from '../tree-rows.ts';
import { AssignButton, AssignedButton } from './assign-button.tsx';
import { CaptionChip } from './caption-chip.tsx';
import { Note } from './note.tsx';

interface RowNotesProps {
  readonly planId: string;
  readonly item: Item;
  readonly excluded: ReadonlySet<string>;
  readonly isRefresh: boolean;
}
interface ChapterNotesProps {
  readonly lessons: readonly PlannedLesson[];
  readonly excluded: ReadonlySet<string>;
}

/** What there is to know about a row: captions, attachments, warnings, problems, why it is left out. */
export function RowNotes({ planId, item, excluded, isRefresh }: RowNotesProps) {
  const { t } = useTranslation();
  switch (item.kind) {
    case 'chapter':
      return <ChapterNotes lessons={item.chapter.lessons} excluded={excluded} />;
    case 'group':
      return item.id === 'orphans' ? <Note words={[t('imports.orphanHint')]} /> : null;
    case 'lesson':
      return <LessonNotes lesson={item.lesson} isRefresh={isRefresh} />;
    case 'caption':
      return (
        <div className="flex min-w-0 items-center gap-1.5">
          <CaptionNotes caption={item.caption} />
          <AssignedButton planId={planId} caption={item.caption} />
        </div>
      );
    case 'orphan':
      return (
        <div className="flex min-w-0 items-center gap-1.5">
          <AssignButton planId={planId} caption={item.caption} />
          <Note icon={TriangleAlert} tone="warning" words={[t('imports.orphan')]} />
        </div>
      );
    case 'renamed':
      return <Note words={[renamedWords(t, item.lesson)]} />;
    case 'missing':
      return <Note words={[t(excluded.has(item.lesson.key) ? 'imports.refresh.stays' : 'imports.refresh.toTrash')]} />;
    case 'leftOut':
      return <Note words={[t(`imports.leftOut.${item.item.reason}`)]} />;
    default:
      return null;
  }
}

/** "6 of 7 lessons": those that are checked. */
function ChapterNotes({ lessons, excluded }: ChapterNotesProps) {
  const { t } = useTranslation();
  const { count } = useFormats();
  const total = lessons.length;
  const checked = lessons.filter((lesson) => !excluded.has(lesson.key)).length;
  return (
    <span className="numeric text-12 text-ink-muted">
      {checked === total
        ? t('unit.lessons', { count: total })
        : t('imports.checked', { checked: count(checked), count: total })}
    </span>
  );
}

function renamedWords(t: Words, { title, lessonTitle, path, formerName }: RenamedLesson): string {
  if (title !== null) return t('imports.refresh.retitled', { name: formerName, title: lessonTitle });
  const isOnlyMoved = path.split('/').at(-1) === formerName;
  return isOnlyMoved ? t('imports.refresh.otherFolder') : t('imports.refresh.titleStays', { name: formerName });
}

function LessonNotes({ lesson, isRefresh }: { readonly lesson: PlannedLesson; readonly isRefresh: boolean }) {
  const { t } = useTranslation();
  const wordsOf = (warnings: readonly LessonWarning[]) => warnings.map(({ code }) => t(`imports.warning.${code}`));
  const loud = wordsOf(lesson.warnings.filter((warning) => !isQuiet(warning)));
  const quiet = wordsOf(lesson.warnings.filter(isQuiet));
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      {isRefresh && lesson.replaces === undefined ? <Pill words={t('imports.refresh.isNew')} /> : null}
      {lesson.captions.map((caption) => (
        <CaptionChip key={caption.fileKey} caption={caption} />
      ))}
      {lesson.resources.length > 0 ? (
        <Pill icon={Paperclip} words={String(lesson.resources.length)} title={t('imports.resource')} />
      ) : null}
      {lesson.problem ? (
        <Note icon={CircleAlert} tone="danger" words={[t(`imports.problem.${lesson.problem.code}`)]} />
      ) : null}
      {loud.length > 0 ? <Note icon={TriangleAlert} tone="warning" words={loud} /> : null}
      {quiet.length > 0 ? <Note words={quiet} /> : null}
      {lesson.replaces === undefined ? null : <Note words={[t('imports.replaces', { title: lesson.replaces })]} />}
    </div>
  );
}

function CaptionNotes({ caption }: { readonly caption: PlannedCaption }) {
  const { t } = useTranslation();
  const faults = caption.faults.map(({ code, line }) => {
    const fault = t(`imports.captionFault.${code}`);
    return line > 0 ? t('imports.faultAt', { line, fault }) : fault;
  });
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      {caption.flags.map((flag) => (
        <Pill key={flag} words={t(`imports.flag.${flag}`)} />
      ))}
      {faults.length > 0 ? <Note icon={TriangleAlert} tone="warning" words={faults} /> : null}
    </div>
  );
}
