import type { LessonId } from '../../shared/domain/ids.ts';
import type { Draft } from '../../shared/domain/merge.ts';
import { picturesIn } from '../../shared/domain/text-pictures.ts';
import type { LessonPictures } from '../db/tables/lesson-pictures.ts';
import { remove, set } from './context.ts';

/**
 * What a text that is saved makes of the lesson's pictures: those that it does not show any more go, those that it shows again
 * (undone in the editor, or another computer's text swept them) come back. In the step that saves the text, so that its undo
 * has both.
 */
export function pictureDrafts(pictures: LessonPictures, lessonId: LessonId, body: string, nowMs: number): Draft[] {
  const isShown = picturesIn(body);
  const there = new Set<string>();
  return pictures.list(lessonId).flatMap(({ linkId, name, isLive }) => {
    if (isLive && isShown(name)) there.add(name);
    if (isLive) return isShown(name) ? [] : [remove('media_links', linkId, nowMs)];
    if (there.has(name) || !isShown(name)) return [];
    there.add(name);
    return [set('media_links', linkId, { life: { deleted_at_ms: null } })];
  });
}

/** The same for drafts that bring texts of lessons back from elsewhere; a link that they say something of themselves is left to them. */
export function picturesOfTexts(pictures: LessonPictures, drafts: readonly Draft[], nowMs: number): Draft[] {
  const said = new Set(drafts.map(({ id }) => id));
  return drafts
    .flatMap(({ t, id, v }) => {
      const body = v['body']?.['body'];
      return t === 'lessons' && typeof body === 'string' ? pictureDrafts(pictures, id as LessonId, body, nowMs) : [];
    })
    .filter(({ id }) => !said.has(id));
}
