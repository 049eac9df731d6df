import type { Draft } from '../../shared/domain/merge.ts';
import type { CellValue, TableName } from '../../shared/domain/registry.ts';
import { ok } from '../../shared/ipc/result.ts';
import type { ChildTable } from '../db/tables/children.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, liveRow, notFound, put, remove, set, textOf } from './context.ts';
import { auditOf } from './link-audit.ts';
import { linkIdOf } from './link-id.ts';

export interface LessonCaptionDeps extends EditContext {
  readonly children: ChildTable;
  readonly media: Pick<MediaTable, 'addAudit'>;
}

/** What the captions of a lesson are: in which language, for whom; and that they are none of it any more. */
export function createLessonCaptionActions(deps: LessonCaptionDeps): Pick<Handlers, 'lesson.setCaption'> {
  const { mutator, children, media, nowMs } = deps;
  const read = (table: TableName, id: string) => mutator.rows.read(table, id)?.row ?? null;

  return {
    'lesson.setCaption'({ lessonId, mediaId, language, to }) {
      const lesson = liveRow(mutator, 'lessons', lessonId);
      const links = children.linkIds(lessonId).flatMap((id) => liveRow(mutator, 'media_links', id) ?? []);
      const held = links.find(
        (link) =>
          textOf(link, 'role') === 'caption' &&
          link['media_id'] === mediaId &&
          (textOf(link, 'language') || 'und') === language,
      );
      if (!lesson || !held) return notFound('caption');
      const ends = { media_id: mediaId, target_type: 'lesson', target_id: lessonId, role: 'caption' };
      const drafts: Draft[] = [];
      if (to?.language === language) drafts.push(set('media_links', held.id, { flags: { flags: to.flags } }));
      else drafts.push(remove('media_links', held.id, nowMs()));
      if (to && to.language !== language) {
        // The language is one of the ends of a link: in another one it is another link, in the same place.
        const id = linkIdOf({
          mediaId,
          targetType: 'lesson',
          targetId: lessonId,
          role: 'caption',
          language: to.language,
        });
        const kept = (column: string): CellValue => held[column] ?? null;
        drafts.push(
          put('media_links', id, {
            ends: { ...ends, language: to.language },
            label: { label: kept('label') },
            place: { pos: kept('pos') },
            flags: { flags: to.flags },
            life: { deleted_at_ms: null },
          }),
        );
      }
      const audited = auditOf(drafts, read);
      mutator.mutate({
        label: { code: 'lesson.captions', count: 1, name: textOf(lesson, 'title') },
        drafts,
        alongside(mutationId) {
          for (const link of audited) media.addAudit({ ...link, atMs: nowMs(), mutationId });
        },
      });
      return ok({ lessonId });
    },
  };
}
