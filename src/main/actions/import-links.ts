import type { CaptionFlag, PlannedFile } from '../../shared/domain/import-plan.ts';
import type { MediaId, VersionId } from '../../shared/domain/ids.ts';
import type { Draft } from '../../shared/domain/merge.ts';
import { firstPositions } from '../../shared/domain/position.ts';
import type { AuditEntry, Location, MediaTable } from '../db/tables/media.ts';
import type { FileFacts } from '../media/import-sessions.ts';
import { put, remove } from './context.ts';
import type { DraftDeps, KnownMedia } from './import-drafts.ts';
import { linkIdOf } from './link-id.ts';

/** What the server takes. */
const MAX_LABEL = 500;

export interface LinkTarget {
  readonly type: 'course' | 'chapter' | 'lesson';
  readonly id: string;
}

/** Media files of an import, and their links: what the library has already, or comes twice, is linked and not added. */
export function createFileLinks(deps: DraftDeps, atMs: number) {
  const media: Draft[] = [];
  const drafts: Draft[] = [];
  const links: Omit<AuditEntry, 'atMs' | 'mutationId'>[] = [];
  const locations: Location[] = [];
  const made = new Map<string, MediaId>();
  let linked = 0;

  function addMedia(file: PlannedFile, kind: string): { readonly mediaId: MediaId; readonly isKnown: boolean } {
    const facts = deps.factsOf(file.fileKey);
    const content = facts.sha1 ? `${facts.sha1} ${file.bytes}` : file.fileKey;
    const place = { path: facts.path, bytes: file.bytes, mtimeMs: facts.mtimeMs, inode: facts.inode };
    const twin = made.get(content);
    const known = deps.known.get(file.fileKey);
    if (twin || known) linked += 1;
    if (twin) return { mediaId: twin, isKnown: true };
    if (known) {
      // The folder was moved, or the other computer had it: from now on this file is the library's copy.
      if (!known.isHere) locations.push({ versionId: known.versionId, ...place });
      made.set(content, known.mediaId);
      return { mediaId: known.mediaId, isKnown: true };
    }
    const mediaId = deps.newId() as MediaId;
    const versionId = deps.newId() as VersionId;
    const origin = { media_id: mediaId, file_name: file.originalName, bytes: file.bytes, created_at_ms: atMs };
    const current = { current_version_id: versionId };
    media.push(
      put('media_files', mediaId, {
        origin: { kind, created_at_ms: atMs },
        name: { name: file.originalName },
        current,
      }),
      put('media_versions', versionId, {
        origin,
        ...(facts.sha1 ? { hash: { sha1: facts.sha1 } } : {}),
        ...(facts.probe ? { probe: facts.probe } : {}),
      }),
    );
    locations.push({ versionId, ...place });
    made.set(content, mediaId);
    return { mediaId, isKnown: false };
  }

  function link(
    file: PlannedFile,
    kind: string,
    target: LinkTarget,
    role: string,
    language: string | null,
    pos: string,
    flags?: readonly CaptionFlag[],
  ): void {
    const { mediaId, isKnown } = addMedia(file, kind);
    const id = linkIdOf({ mediaId, targetType: target.type, targetId: target.id, role, language });
    const ends = { media_id: mediaId, target_type: target.type, target_id: target.id, role, language };
    // The media file has the name of the file that came first; here it goes by the name that it has here.
    const label = isKnown ? { label: { label: file.originalName.slice(0, MAX_LABEL) } } : {};
    const alive = { place: { pos }, life: { deleted_at_ms: null } };
    drafts.push(put('media_links', id, { ends, ...label, ...(flags ? { flags: { flags } } : {}), ...alive }));
    links.push({ action: 'link', linkId: id, mediaId, targetType: target.type, targetId: target.id, role });
  }

  function linkAll(files: readonly PlannedFile[], kind: string, target: LinkTarget): void {
    const keys = firstPositions(files.length);
    for (const [index, file] of files.entries()) link(file, kind, target, kind, null, keys[index] ?? 'a0');
  }

  function unlink({ linkId, mediaId }: { linkId: string; mediaId: MediaId }, target: LinkTarget, role: string): void {
    drafts.push(remove('media_links', linkId, atMs));
    links.push({ action: 'unlink', linkId, mediaId, targetType: target.type, targetId: target.id, role });
  }

  return { link, linkAll, unlink, media, drafts, links, locations, linked: () => linked };
}

/** The file of the library with the same bytes, so that they are not sent twice. */
export function knownMedia(
  media: Pick<MediaTable, 'listOfSize'>,
  { sha1, bytes, path }: Pick<FileFacts, 'sha1' | 'bytes' | 'path'>,
): KnownMedia | null {
  // Not read yet: two of one size need not be the same.
  if (sha1 === null) return null;
  const same = media.listOfSize(bytes).find((one) => one.sha1 === sha1 && one.isCurrent === 1);
  return same ? { mediaId: same.mediaId, versionId: same.versionId, isHere: same.path === path } : null;
}
