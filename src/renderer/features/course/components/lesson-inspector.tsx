import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OutlineLesson } from '../../../../shared/domain/course.ts';
import { Button } from '../../../components/button.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useCourseParts } from '../course-parts.ts';
import { playable } from '../lesson-kinds.ts';
import { createPlayerHandle, PlayerContext, PlayerSlotContext } from '../player-handle.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';
import { lessonQuery } from '../queries.ts';
import { InspectorTitle } from './inspector-title.tsx';
import { InspectorVerbs } from './inspector-verbs.tsx';
import { LessonSections } from './lesson-sections.tsx';
import { Player } from './player.tsx';

interface LessonInspectorProps {
  /** From the outline: at hand at once. The rest is read when it is shown. */
  readonly lesson: OutlineLesson;
  readonly verbs: OutlineVerbs;
}

/** A lesson: it plays, it says what it is made of, how it stands, and what one can do. */
export function LessonInspector({ lesson, verbs }: LessonInspectorProps) {
  const { t } = useTranslation();
  const { ConflictHint } = useCourseParts();
  const { data: detail, error, refetch } = useQuery(lessonQuery(lesson.lessonId));
  const { media } = lesson;
  const [player] = useState(createPlayerHandle);
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const isHere = (detail?.media?.localPath ?? null) !== null;
  return (
    <PlayerContext value={player}>
      <div
        data-lesson={playable.has(lesson.kind) ? lesson.lessonId : undefined}
        className="flex flex-col gap-1 px-4 pt-3 pb-2"
      >
        {media || playable.has(lesson.kind) ? (
          <Player title={lesson.title} media={media} thumbnailId={lesson.thumbnailId} detail={detail} />
        ) : null}
        <div ref={setSlot} />
        <InspectorTitle
          key={lesson.lessonId}
          entityId={lesson.lessonId}
          title={lesson.title}
          label={t('coursePage.titleOf.lesson')}
          onRename={(typed) => verbs.rename(lesson.lessonId, typed)}
        />
        <ConflictHint table="lessons" rowId={lesson.lessonId} column="title" />
        <InspectorVerbs
          onMove={(way) => verbs.move(way)}
          onMoveTo={() => verbs.askWhereTo()}
          onDuplicate={() => void verbs.duplicate()}
          onReveal={media && isHere ? () => verbs.reveal(media.versionId) : undefined}
          onDelete={() => verbs.remove()}
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
      <PlayerSlotContext value={slot}>
        <LessonSections lesson={lesson} detail={detail} />
      </PlayerSlotContext>
    </PlayerContext>
  );
}
