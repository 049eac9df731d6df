import { CircleAlert, Paperclip, TriangleAlert } from 'lucide-react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { PlannedCaption, PlannedLesson } from '../../../../shared/domain/import-plan.ts';
import { Pill } from '../../../components/pill.tsx';
import type { Item } from '../tree-rows.ts';
import { CaptionChip } from './caption-chip.tsx';
import { Note } from './note.tsx';

/** What there is to know about a row: captions, attachments, warnings, problems, why it is left out. */
export function RowNotes({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  switch (item.kind) {
    case 'chapter':
      return (
        <span className="numeric text-12 text-ink-muted">
          {t('unit.lessons', { count: item.chapter.lessons.length })}
        </span>
      );
    case 'lesson':
      return <LessonNotes lesson={item.lesson} />;
    case 'caption':
      return <CaptionNotes caption={item.caption} />;
    case 'orphan':
      return <Note icon={TriangleAlert} tone="warning" words={[t('imports.orphanHint')]} />;
    case 'leftOut':
      return <Note words={[t(`imports.leftOut.${item.item.reason}`)]} />;
    default:
      return null;
  }
}

function LessonNotes({ lesson }: { readonly lesson: PlannedLesson }) {
  const { t } = useTranslation();
  const warnings = lesson.warnings.map(({ code }) => t(`imports.warning.${code}`));
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      {lesson.captions.map((caption) => (
        <CaptionChip key={caption.fileKey} caption={caption} />
      ))}
      {lesson.resources.length > 0 ? (
        <Pill icon={Paperclip} words={String(lesson.resources.length)} title={t('imports.resource')} />
      ) : null}
      {lesson.problem ? (
        <Note icon={CircleAlert} tone="danger" words={[t(`imports.problem.${lesson.problem.code}`)]} />
      ) : null}
      {warnings.length > 0 ? <Note icon={TriangleAlert} tone="warning" words={warnings} /> : null}
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
