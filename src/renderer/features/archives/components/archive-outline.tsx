import { Archive, CircleCheck, CircleDashed } from 'lucide-react';
import type { ArchivePreview } from '../../../../shared/ipc/contract/archive.ts';
import { Pill } from '../../../components/pill.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';

type Chapter = ArchivePreview['chapters'][number];
type Lesson = Chapter['lessons'][number];

const marks = {
  new: { icon: Archive, tone: 'neutral' },
  here: { icon: CircleCheck, tone: 'success' },
  missing: { icon: CircleDashed, tone: 'warning' },
} as const;

/** The chapters and lessons in their order; to be read, not to be chosen from: an archive comes as a whole. */
export function ArchiveOutline({ chapters }: { readonly chapters: readonly Chapter[] }) {
  const { t } = useTranslation();
  return (
    <ol aria-label={t('archives.import.outline')} className="py-2">
      {chapters.map((chapter) => (
        <li key={chapter.chapterId} className="pb-2">
          <h2 dir="auto" title={chapter.title} className="h-7 truncate px-4 leading-7 font-semibold">
            {chapter.title}
          </h2>
          <ol>
            {chapter.lessons.map((lesson) => (
              <LessonLine key={lesson.lessonId} lesson={lesson} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function LessonLine({ lesson: { title, kind, media, captions, resources } }: { readonly lesson: Lesson }) {
  const { t } = useTranslation();
  const { bytes, duration } = useFormats();
  const parts = [
    captions > 0 ? t('archives.import.captions', { count: captions }) : '',
    resources > 0 ? t('archives.import.resources', { count: resources }) : '',
  ];
  return (
    <li className="numeric flex h-7 items-center gap-3 ps-8 pe-4 [contain-intrinsic-size:auto_28px] [content-visibility:auto]">
      <span dir="auto" title={title} className="min-w-0 grow truncate">
        {title}
      </span>
      <span className="shrink-0 text-12 text-ink-muted">{parts.filter(Boolean).join(' · ')}</span>
      <span className="w-16 shrink-0 text-end text-12 text-ink-muted">
        {media ? duration(media.durationMs) : t(`coursePage.kind.${kind}`)}
      </span>
      <span className="w-20 shrink-0 text-end text-12 text-ink-muted">{media ? bytes(media.bytes) : '–'}</span>
      <span className="w-36 shrink-0">
        {media ? (
          <Pill bare {...marks[media.state]} words={t(`archives.import.state.${media.state}`)} />
        ) : (
          <span className="text-11 text-ink-muted">{t('archives.import.noFile')}</span>
        )}
      </span>
    </li>
  );
}
