import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { VersionContent } from '../queries.ts';

type Chapter = VersionContent['chapters'][number];

/** The chapters and lessons as they were, with lengths; to be read. */
export function VersionOutline({ chapters }: { readonly chapters: readonly Chapter[] }) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  return (
    <ol aria-label={t('versions.outline')} className="py-2">
      {chapters.map((chapter) => (
        <li key={chapter.chapterId} className="pb-2">
          <h3 className="flex h-7 items-baseline gap-3 px-4 leading-7 font-semibold">
            <bdi title={chapter.title} className="min-w-0 grow truncate">
              {chapter.title}
            </bdi>
            <ChapterFacts chapter={chapter} />
          </h3>
          <ol>
            {chapter.lessons.map(({ lessonId, title, kind, durationMs }) => (
              <li
                key={lessonId}
                className="numeric flex h-7 items-center gap-3 ps-8 pe-4 [contain-intrinsic-size:auto_28px] [content-visibility:auto]"
              >
                <bdi title={title} className="min-w-0 grow truncate">
                  {title}
                </bdi>
                <span className="shrink-0 text-12 text-ink-muted">
                  {durationMs === null ? t(`coursePage.kind.${kind}`) : duration(durationMs)}
                </span>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function ChapterFacts({ chapter: { lessons } }: { readonly chapter: Chapter }) {
  const { t } = useTranslation();
  const { span } = useFormats();
  const durationMs = lessons.reduce((sum, lesson) => sum + (lesson.durationMs ?? 0), 0);
  const facts = [t('unit.lessons', { count: lessons.length }), durationMs > 0 ? span(durationMs) : ''];
  return (
    <span className="numeric shrink-0 text-12 font-normal text-ink-muted">{facts.filter(Boolean).join(' · ')}</span>
  );
}
