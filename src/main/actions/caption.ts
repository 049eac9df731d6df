import type { LessonId, VersionId } from '../../shared/domain/ids.ts';
import type { Draft } from '../../shared/domain/merge.ts';
import { positionsBetween } from '../../shared/domain/position.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import type { ChildTable } from '../db/tables/children.ts';
import type { LessonFiles } from '../db/tables/lesson-files.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { Handlers } from '../ipc/router.ts';
import type { CaptionFiles, ChosenCaption } from '../media/caption-files.ts';
import type { FileFacts } from '../media/import-sessions.ts';
import { captionLinks, heldCaption, type HeldCaption } from './caption-links.ts';
import { type EditContext, liveRow, notFound, put, set, textOf } from './context.ts';
import type { KnownMedia } from './import-drafts.ts';
import { createFileLinks, knownMedia } from './import-links.ts';

export interface CaptionDeps extends EditContext {
  readonly children: ChildTable;
  readonly media: MediaTable;
  readonly lessonFiles: Pick<LessonFiles, 'isShared'>;
  readonly captions: CaptionFiles;
  readonly pickCaptions: (windowId: number) => Promise<readonly string[]>;
  /** The name of the file that a lesson plays; empty when it plays none. */
  readonly videoNameOf: (lessonId: LessonId) => string;
}
type CaptionHandlers = Pick<Handlers, Extract<keyof Handlers, `caption.${string}`>>;
type Links = ReturnType<typeof createFileLinks>;

const hasCues = (vtt: string): boolean => vtt.startsWith('WEBVTT') && vtt.includes('-->');
const noCaptions = err('NO_CAPTIONS', 'there is no cue in it');

/** The caption files of a lesson: attached, written, mended, edited. */
export function createCaptionActions(deps: CaptionDeps): CaptionHandlers {
  const { mutator, captions, media, nowMs } = deps;

  /** Links and files, of one lesson, as one step. */
  function write(title: string, files: Links, more: readonly Draft[], known: readonly KnownMedia[]): void {
    mutator.mutate({
      label: { code: 'lesson.captions', count: 1, name: title },
      drafts: [...files.media, ...files.drafts, ...more],
      alongside(mutationId) {
        for (const location of files.locations) media.saveLocation(location);
        // One whose upload was cancelled is wanted again.
        for (const { versionId } of [...files.locations, ...known]) media.setWanted(versionId, true);
        for (const link of files.links) media.addAudit({ ...link, atMs: nowMs(), mutationId });
      },
    });
  }

  function linksFor(chosen: ReadonlyMap<string, FileFacts>) {
    const known = new Map<string, KnownMedia>();
    for (const [key, facts] of chosen) {
      const same = knownMedia(media, facts);
      if (same) known.set(key, same);
    }
    const factsOf = (key: string) => chosen.get(key) as FileFacts;
    return { known, files: createFileLinks({ ...deps, factsOf, known }, nowMs()) };
  }

  function attach(lessonId: LessonId, chosen: readonly ChosenCaption[]): number {
    const lesson = liveRow(mutator, 'lessons', lessonId);
    const held = captionLinks(deps, lessonId);
    const { known, files } = linksFor(new Map(chosen.map(({ facts }) => [facts.path, facts])));
    // The same file in the same language is there already.
    const fresh = chosen.filter(({ facts, language }) => {
      const mediaId = known.get(facts.path)?.mediaId;
      return !held.some((link) => link.mediaId === mediaId && link.language === language);
    });
    if (!lesson || fresh.length === 0) return 0;
    const keys = positionsBetween(held.at(-1)?.pos ?? null, null, fresh.length, deps.random) ?? [];
    for (const [at, { facts, originalName, language, flags }] of fresh.entries()) {
      const file = { fileKey: facts.path, originalName, bytes: facts.bytes };
      files.link(file, 'caption', { type: 'lesson', id: lessonId }, 'caption', language, keys[at] ?? 'z', flags);
    }
    write(textOf(lesson, 'title'), files, [], [...known.values()]);
    return fresh.length;
  }

  async function attachFiles(lessonId: LessonId, paths: readonly string[]) {
    const videoName = deps.videoNameOf(lessonId);
    const found = await Promise.all(paths.map((path) => captions.choose(path, videoName)));
    if (!liveRow(mutator, 'lessons', lessonId)) return notFound('lesson');
    const added = attach(
      lessonId,
      found.flatMap((file) => (file.ok ? [file.caption] : [])),
    );
    const refused = found.flatMap((file) => (file.ok ? [] : [{ name: file.name, why: file.why }]));
    return ok({ added, refused });
  }

  /** The caption file has these bytes from now on; what else shows the file goes on with those it has. */
  async function replace(lessonId: LessonId, held: HeldCaption, vtt: string) {
    const facts = await captions.keep(vtt);
    const lesson = liveRow(mutator, 'lessons', lessonId);
    if (!lesson || !liveRow(mutator, 'media_links', held.linkId)) return notFound('caption');
    const originalName = `${held.name.replace(/\.(?:srt|vtt)$/i, '')}.vtt`;
    const title = textOf(lesson, 'title');
    const { known, files } = linksFor(new Map([[facts.path, facts]]));
    const same = known.get(facts.path);
    if (same?.mediaId === held.mediaId) return ok({ versionId: same.versionId });
    if (same || deps.lessonFiles.isShared(held.mediaId, held.linkId)) {
      const target = { type: 'lesson', id: lessonId } as const;
      const file = { fileKey: facts.path, originalName, bytes: facts.bytes };
      files.unlink(held, target, 'caption');
      files.link(file, 'caption', target, 'caption', held.language, held.pos, held.flags);
      write(title, files, [], same ? [same] : []);
      const [placed] = files.locations;
      return ok({ versionId: same?.versionId ?? placed?.versionId ?? (held.mediaId as string as VersionId) });
    }
    const versionId = deps.newId() as VersionId;
    const { path, bytes, mtimeMs, inode, sha1 } = facts;
    const origin = { media_id: held.mediaId, file_name: originalName, bytes, created_at_ms: nowMs() };
    const drafts = [
      put('media_versions', versionId, { origin, hash: { sha1 } }),
      set('media_files', held.mediaId, { current: { current_version_id: versionId } }),
      ...(held.label === '' ? [] : [set('media_links', held.linkId, { label: { label: originalName } })]),
    ];
    write(title, { ...files, locations: [{ versionId, path, bytes, mtimeMs, inode }] }, drafts, []);
    return ok({ versionId });
  }

  return {
    async 'caption.listFaults'({ versionId }) {
      if (!media.getVersion(versionId)) return notFound('caption');
      const repaired = await captions.repair(versionId);
      if (!repaired) return err('FILE_MISSING', 'the caption file cannot be read');
      return ok({ cues: repaired.cues, repairs: [...repaired.repairs] });
    },
    async 'caption.pickFiles'({ lessonId }, { windowId }) {
      if (!liveRow(mutator, 'lessons', lessonId)) return notFound('lesson');
      const paths = await deps.pickCaptions(windowId);
      return paths.length === 0 ? ok({ added: 0, refused: [] }) : attachFiles(lessonId, paths);
    },
    'caption.createFromFiles': ({ lessonId, paths }) => attachFiles(lessonId, paths),
    async 'caption.resolveFaults'(ref) {
      const held = heldCaption(deps, ref);
      const versionId =
        held && (textOf(liveRow(mutator, 'media_files', held.mediaId), 'current_version_id') as VersionId);
      if (!held || !versionId) return notFound('caption');
      const repaired = await captions.repair(versionId);
      if (!repaired) return err('FILE_MISSING', 'the caption file cannot be read');
      return repaired.vtt === null ? ok({ versionId }) : replace(ref.lessonId, held, repaired.vtt);
    },
    async 'caption.create'({ lessonId, language, vtt }) {
      if (!liveRow(mutator, 'lessons', lessonId)) return notFound('lesson');
      if (!hasCues(vtt)) return noCaptions;
      const made = await captions.write(vtt, language, deps.videoNameOf(lessonId));
      if (!liveRow(mutator, 'lessons', lessonId)) return notFound('lesson');
      return ok({ added: attach(lessonId, [made]) });
    },
    async 'caption.save'({ vtt, ...ref }) {
      const held = heldCaption(deps, ref);
      if (!held) return notFound('caption');
      if (!hasCues(vtt)) return noCaptions;
      return replace(ref.lessonId, held, vtt);
    },
  };
}
