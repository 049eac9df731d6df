import type { LessonId, MediaId } from '../../shared/domain/ids.ts';
import { captionFlag, type CaptionFlag } from '../../shared/domain/import-plan.ts';
import type { SyncedRow } from '../../shared/domain/merge.ts';
import type { ChildTable } from '../db/tables/children.ts';
import { type EditContext, liveRow, textOf } from './context.ts';

/** A caption file of a lesson. */
export interface HeldCaption {
  readonly linkId: string;
  readonly mediaId: MediaId;
  readonly language: string;
  readonly flags: readonly CaptionFlag[];
  readonly pos: string;
  /** Empty: it goes by the name of the file. */
  readonly label: string;
  readonly name: string;
}
interface LinkDeps extends Pick<EditContext, 'mutator'> {
  readonly children: Pick<ChildTable, 'linkIds'>;
}
export interface CaptionRef {
  readonly lessonId: LessonId;
  readonly mediaId: MediaId;
  readonly language: string;
}

/** In their order. */
export function captionLinks({ mutator, children }: LinkDeps, lessonId: LessonId): HeldCaption[] {
  return children.linkIds(lessonId).flatMap((linkId) => {
    const row = liveRow(mutator, 'media_links', linkId);
    const mediaId = textOf(row, 'media_id') as MediaId;
    if (textOf(row, 'role') !== 'caption') return [];
    const label = textOf(row, 'label');
    const name = label || textOf(liveRow(mutator, 'media_files', mediaId), 'name');
    const language = textOf(row, 'language') || 'und';
    return [{ linkId, mediaId, language, flags: flagsOf(row), pos: textOf(row, 'pos'), label, name }];
  });
}

/** The caption that is held in that language; null when another window has changed that. */
export const heldCaption = (deps: LinkDeps, { lessonId, mediaId, language }: CaptionRef): HeldCaption | null =>
  captionLinks(deps, lessonId).find((link) => link.mediaId === mediaId && link.language === language) ?? null;

function flagsOf(row: SyncedRow | null): CaptionFlag[] {
  const flags: unknown = row?.['flags'];
  return Array.isArray(flags) ? flags.flatMap((flag) => captionFlag.safeParse(flag).data ?? []) : [];
}
