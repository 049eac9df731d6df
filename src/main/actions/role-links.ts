import type { MediaId } from '../../shared/domain/ids.ts';
import type { StepLabel } from '../../shared/domain/step-label.ts';
import type { ChildTable } from '../db/tables/children.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { FileFacts } from '../media/import-sessions.ts';
import { type EditContext, liveRow, put, textOf } from './context.ts';
import type { KnownMedia } from './import-drafts.ts';
import { createFileLinks, knownMedia, type LinkTarget } from './import-links.ts';
import { linkIdOf } from './link-id.ts';

/** Where pictures are kept; `as`: the ending of one that was chosen. */
interface PictureKeeper {
  keep(bytes: Uint8Array, as?: string): Promise<FileFacts>;
}
export interface RoleLinkDeps extends EditContext {
  readonly children: ChildTable;
  readonly media: MediaTable;
}
/** Of actions that make pictures. */
export interface PictureMakerDeps extends RoleLinkDeps {
  readonly pictures: PictureKeeper;
}
/** What something has one file for. `cover-original`: what its cover was cut out of. */
export type FileRole = 'thumbnail' | 'cover' | 'cover-original' | 'promo';
const kindOf = (role: FileRole): string => (role === 'promo' ? 'video' : 'image');
/** A file on this computer; of a picture, as it was kept. */
export interface FileHere {
  readonly fileName: string;
  readonly facts: FileFacts;
}

/** Files of this computer become files of the library like any other, linked by one thing or many; one step. */
export function createRoleLinks(deps: RoleLinkDeps, chosen: ReadonlyMap<FileRole, FileHere>) {
  const { mutator, media, children, nowMs } = deps;
  const known = new Map([...chosen].flatMap(([role, { facts }]) => knownOf(role, facts)));
  const factsOf = (role: string) => chosen.get(role as FileRole)?.facts as FileFacts;
  const files = createFileLinks({ ...deps, factsOf, known }, nowMs());

  function knownOf(role: string, facts: FileFacts): [string, KnownMedia][] {
    const same = knownMedia(media, facts);
    return same ? [[role, same]] : [];
  }

  const heldBy = (targetId: string, role: FileRole) =>
    children.linkIds(targetId).flatMap((linkId) => {
      const row = liveRow(mutator, 'media_links', linkId);
      return textOf(row, 'role') === role ? [{ linkId, mediaId: textOf(row, 'media_id') as MediaId }] : [];
    });

  return {
    heldBy,
    /** In the place of whatever the target has in this role; two computers may have given it one each. */
    set(target: LinkTarget, role: FileRole): void {
      const file = chosen.get(role);
      const wanted = known.get(role)?.mediaId;
      const held = heldBy(target.id, role);
      for (const link of held) if (link.mediaId !== wanted) files.unlink(link, target, role);
      if (!file || held.some(({ mediaId }) => mediaId === wanted)) return;
      const { fileName, facts } = file;
      files.link({ fileKey: role, originalName: fileName, bytes: facts.bytes }, kindOf(role), target, role, null, 'a0');
    },
    /** The same with a file that is in the library already. */
    use(target: LinkTarget, role: FileRole, mediaId: MediaId): void {
      const held = heldBy(target.id, role);
      for (const link of held) if (link.mediaId !== mediaId) files.unlink(link, target, role);
      if (held.some((link) => link.mediaId === mediaId)) return;
      const linkId = linkIdOf({ mediaId, targetType: target.type, targetId: target.id, role, language: null });
      const ends = { media_id: mediaId, target_type: target.type, target_id: target.id, role, language: null };
      files.drafts.push(put('media_links', linkId, { ends, place: { pos: 'a0' }, life: { deleted_at_ms: null } }));
      files.links.push({ action: 'link', linkId, mediaId, targetType: target.type, targetId: target.id, role });
    },
    /** Answers whether there was anything to write. */
    write(label: StepLabel): boolean {
      if (files.drafts.length === 0) return false;
      mutator.mutate({
        label,
        drafts: [...files.media, ...files.drafts],
        alongside(mutationId) {
          for (const location of files.locations) media.saveLocation(location);
          // One whose upload was cancelled is wanted again.
          for (const { versionId } of known.values()) media.setWanted(versionId, true);
          for (const link of files.links) media.addAudit({ ...link, atMs: nowMs(), mutationId });
        },
      });
      return true;
    },
  };
}
