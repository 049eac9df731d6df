import { holdsOfKind, type BulkSettings } from '../../shared/domain/bulk-edit.ts';
import type { LessonDetail } from '../../shared/domain/course.ts';
import type { ChapterId, LessonId } from '../../shared/domain/ids.ts';
import type { Draft, SyncedRow } from '../../shared/domain/merge.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { OutlineTable } from '../db/tables/outline.ts';
import type { TagTable } from '../db/tables/tags.ts';
import type { PlaceTable } from '../db/tables/places.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, liveRow, nameOf, notFound, set, textOf } from './context.ts';
import { formDraft, LESSON_FIELDS } from './form-fields.ts';
import { createTagging } from './tag-drafts.ts';

export interface EditManyDeps extends EditContext {
  readonly places: PlaceTable;
  readonly outlines: OutlineTable;
  readonly tags: TagTable;
}
const FIELDS = { ...LESSON_FIELDS, title: ['title', 'title'], kind: ['kind', 'kind'] } as const;
type Asked = Parameters<Handlers['lesson.editMany']>[0]['lessons'][number];
type Found = Asked & { readonly row: SyncedRow };

/** Many lessons changed alike, in one step; what cannot be done to one of them holds up neither it nor the others. */
export function createEditMany(deps: EditManyDeps): Pick<Handlers, 'lesson.editMany' | 'lesson.listFilled'> {
  const { mutator, places, outlines } = deps;
  const isFilled = (lesson: LessonDetail | null): boolean => lesson !== null && holdsOfKind(lesson);

  const keepsKind = ({ lessonId, row }: Found, kind: BulkSettings['kind']): boolean =>
    kind !== undefined && textOf(row, 'kind') !== kind && isFilled(outlines.getLesson(lessonId));

  function fieldsDraft({ lessonId, row, title, over }: Found, settings: BulkSettings, keeps: boolean): Draft[] {
    const { kind, status, freePreview, dripDays } = settings;
    const details = { title, kind: keeps ? undefined : kind, status, freePreview, dripDays };
    const change = { details, over: over === undefined ? {} : { title: over } };
    const draft = formDraft('lessons', lessonId, FIELDS, row, change);
    return draft ? [draft] : [];
  }

  /** Those that come from elsewhere, in the order given, to the end of the chapter. Null: it is not there. */
  function placeDrafts(found: readonly Found[], chapterId: ChapterId | undefined): readonly Draft[] | null {
    if (chapterId === undefined) return [];
    const course = textOf(liveRow(mutator, 'chapters', chapterId), 'course_id');
    if (!liveRow(mutator, 'courses', course)) return null;
    const coming = found.filter(({ row }) => textOf(row, 'chapter_id') !== chapterId);
    const { keys, shifted } = places.endOfChapter(chapterId)(coming.length);
    const moved = coming.map(({ lessonId: id }, at) => ({ id, pos: keys[at] ?? 'a0' }));
    return [...shifted, ...moved].map(({ id, pos }) => set('lessons', id, { place: { chapter_id: chapterId, pos } }));
  }

  /** The tags that are made, and by lesson what is put on it and taken off. */
  function tagDrafts(found: readonly Found[], change: BulkSettings['tags']) {
    if (!change) return { made: [], byLesson: new Map<LessonId, Draft[]>() };
    const tagging = createTagging(deps);
    const byLesson = new Map(found.map(({ lessonId }) => [lessonId, tagging.change('lesson', lessonId, change)]));
    return { made: tagging.made, byLesson };
  }

  return {
    'lesson.listFilled': ({ lessonIds }) => ok(lessonIds.filter((id) => isFilled(outlines.getLesson(id)))),
    'lesson.editMany'({ lessons, settings }) {
      const found = lessons.flatMap((asked): Found[] => {
        const row = liveRow(mutator, 'lessons', asked.lessonId);
        return row ? [{ ...asked, row }] : [];
      });
      const placed = placeDrafts(found, settings.chapterId);
      if (found.length === 0 || placed === null) return notFound('lesson');
      const kept = new Set(found.filter((one) => keepsKind(one, settings.kind)).map(({ lessonId }) => lessonId));
      const tagged = tagDrafts(found, settings.tags);
      const edits = mergedDrafts([
        ...found.flatMap((one) => fieldsDraft(one, settings, kept.has(one.lessonId))),
        ...placed,
      ]);
      const ids = new Set(edits.map(({ id }) => id));
      const isTagged = (id: LessonId): boolean => (tagged.byLesson.get(id)?.length ?? 0) > 0;
      const changed = found.filter(({ lessonId }) => ids.has(lessonId) || isTagged(lessonId)).map(({ row }) => row);
      const drafts = [...tagged.made, ...edits, ...[...tagged.byLesson.values()].flat()];
      if (drafts.length > 0)
        mutator.mutate({ label: { code: 'lesson.edit', count: changed.length, name: nameOf(changed) }, drafts });
      const there = new Set<LessonId>(found.map(({ lessonId }) => lessonId));
      const gone = lessons.map(({ lessonId }) => lessonId).filter((id) => !there.has(id));
      return ok({ changed: changed.length, gone, keptKind: [...kept] });
    },
  };
}

/** One draft a row: a row that is changed and moved is one op to be sent. */
function mergedDrafts(drafts: readonly Draft[]): Draft[] {
  const byRow = new Map<string, Draft>();
  for (const draft of drafts) {
    const held = byRow.get(draft.id);
    byRow.set(draft.id, held ? { ...held, v: { ...held.v, ...draft.v } } : draft);
  }
  return [...byRow.values()];
}
