import { useQuery } from '@tanstack/react-query';
import type { LessonDetail, OutlineLesson } from '../../../../shared/domain/course.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { TruncateMiddle } from '../../../components/truncate-middle.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseParts } from '../course-parts.ts';
import type { OutlineVerbs } from '../outline-verbs.ts';
import { lessonQuery } from '../queries.ts';
import { FileFacts, Receipt } from './file-facts.tsx';
import { InspectorSection } from './inspector-section.tsx';
import { InspectorTitle } from './inspector-title.tsx';
import { InspectorVerbs } from './inspector-verbs.tsx';
import { Player } from './player.tsx';

interface LessonInspectorProps {
  /** From the outline: at hand at once. The rest is read when it is shown. */
  readonly lesson: OutlineLesson;
  readonly verbs: OutlineVerbs;
}

/** A lesson: it plays, it says what it is made of, how it stands, and what one can do. */
export function LessonInspector({ lesson, verbs }: LessonInspectorProps) {
  const { t } = useTranslation();
  const { UploadPanel, ConflictHint } = useCourseParts();
  const { data: detail, error, refetch } = useQuery(lessonQuery(lesson.lessonId));
  const { media } = lesson;
  const isHere = (detail?.media?.localPath ?? null) !== null;
  return (
    <>
      <div className="flex flex-col gap-1 px-4 pt-3 pb-2">
        <Player title={lesson.title} media={media} detail={detail} />
        <InspectorTitle
          key={lesson.lessonId}
          entityId={lesson.lessonId}
          title={lesson.title}
          label={t('coursePage.titleOf.lesson')}
          onRename={(title) => verbs.rename(lesson.lessonId, title)}
        />
        <ConflictHint table="lessons" rowId={lesson.lessonId} column="title" />
        <InspectorVerbs
          onMove={(way) => verbs.move(way)}
          onReveal={media && isHere ? () => verbs.reveal(media.versionId) : undefined}
          onDelete={() => void verbs.remove()}
        />
        <FailureNote
          error={error}
          action={
            <Button size="compact" onClick={() => void refetch()}>
              {t('app.retry')}
            </Button>
          }
        />
      </div>
      {media ? (
        <InspectorSection title={t('coursePage.inspect.upload')}>
          <UploadPanel media={media} />
        </InspectorSection>
      ) : null}
      {detail?.media ? (
        <InspectorSection title={t('coursePage.inspect.file')}>
          <FileFacts media={detail.media} />
        </InspectorSection>
      ) : null}
      {detail ? <Attachments detail={detail} /> : null}
      {detail?.media?.objectName ? (
        <InspectorSection title={t('coursePage.inspect.receipt')}>
          <Receipt media={detail.media} />
        </InspectorSection>
      ) : null}
    </>
  );
}

function Attachments({ detail }: { readonly detail: LessonDetail }) {
  const { t } = useTranslation();
  const { bytes, language } = useFormats();
  return (
    <>
      <InspectorSection title={t('coursePage.inspect.captions')}>
        {detail.captions.length === 0 ? (
          <p className="text-12 text-ink-muted">{t('coursePage.inspect.noCaptions')}</p>
        ) : (
          <ul className="grid grid-cols-[fit-content(60%)_minmax(0,1fr)] gap-x-3 gap-y-1 text-12">
            {detail.captions.map((caption) => {
              const name = language(caption.language) ?? t('coursePage.noLanguage');
              return (
                <li key={`${caption.versionId} ${caption.language}`} className="contents">
                  <span title={name} className="truncate">
                    {name}
                  </span>
                  <TruncateMiddle text={caption.fileName} className="text-ink-muted" />
                </li>
              );
            })}
          </ul>
        )}
      </InspectorSection>
      {detail.resources.length > 0 ? (
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
      ) : null}
    </>
  );
}
