import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { CaptionFlag } from '../../shared/domain/import-plan.ts';
import { MAX_CAPTION_BYTES } from './caption-convert.ts';
import { repairCaption, type RepairedCaption } from './caption-repair.ts';
import { pairCaptions } from './captions.ts';
import { baseNameOf, extensionOf, kindOf } from './file-kinds.ts';
import type { FileFacts } from './import-sessions.ts';
import type { MadeFiles } from './made-files.ts';
import { closeQuietly, openRegularFile, readFully } from './regular-file.ts';

/** What of a caption file becomes a file of the library: itself, or the WebVTT that was made of it. */
export interface KeptCaption {
  readonly facts: FileFacts;
  readonly originalName: string;
}
/** A caption file that was chosen: what of it is kept, and what its name says. */
export interface ChosenCaption extends KeptCaption {
  readonly language: string;
  readonly flags: readonly CaptionFlag[];
}
export type ChosenFile =
  | { readonly ok: true; readonly caption: ChosenCaption }
  | { readonly ok: false; readonly name: string; readonly why: 'NOT_CAPTIONS' | 'NO_CUES' | 'UNREADABLE' };

interface CaptionFileDeps {
  readonly made: MadeFiles;
  /** The bytes of a version, from this disk or the bucket; null when they are not to be had, or too many. */
  readonly readBytes: (versionId: string) => Promise<{ fileName: string; bytes: Uint8Array } | null>;
}

const formatOf = (name: string): 'srt' | 'vtt' => (extensionOf(name) === 'vtt' ? 'vtt' : 'srt');
export const vttNameOf = (name: string): string => `${baseNameOf(name)}.vtt`;

/** Caption files as they are attached, mended and edited. What is made of them lies in the profile; no original is touched. */
export function createCaptionFiles({ made, readBytes }: CaptionFileDeps) {
  const keep = (vtt: string): Promise<FileFacts> => made.keep(new TextEncoder().encode(vtt));

  /** SRT without a fault is kept as WebVTT; any other file as it is. Null: it cannot be read. */
  async function take(path: string): Promise<(KeptCaption & { readonly hasCues: boolean }) | null> {
    const name = basename(path);
    const read = await readFile(path);
    if (!read) return null;
    const { vtt, repairs } = await repairCaption(read.bytes, formatOf(name));
    const hasCues = vtt !== null;
    const isMade = hasCues && formatOf(name) === 'srt' && repairs.length === 0;
    return isMade
      ? { hasCues, facts: await keep(vtt), originalName: vttNameOf(name) }
      : { hasCues, facts: read.facts, originalName: name };
  }
  return {
    keep,
    take,
    /** New cues as a caption file in that language. */
    async write(vtt: string, language: string, videoName: string): Promise<ChosenCaption> {
      const base = baseNameOf(videoName) || 'captions';
      const originalName = language === 'und' ? `${base}.vtt` : `${base}.${language}.vtt`;
      return { facts: await keep(vtt), originalName, language, flags: [] };
    },
    /** Looks into a file for a lesson with that video. */
    async choose(path: string, videoName: string): Promise<ChosenFile> {
      const name = basename(path);
      if (kindOf(name) !== 'caption') return { ok: false, name, why: 'NOT_CAPTIONS' };
      const taken = await take(path);
      if (!taken) return { ok: false, name, why: 'UNREADABLE' };
      const { hasCues, ...kept } = taken;
      if (!hasCues) return { ok: false, name, why: 'NO_CUES' };
      const [paired] = pairCaptions([{ key: path, name }], [{ key: videoName, name: videoName }]);
      const { language = 'und', flags = [] } = paired ?? {};
      return { ok: true, caption: { ...kept, language, flags } };
    },
    /** Null when the bytes are not to be had now. That a file is SRT is a fault of it here: students' browsers have no use for it. */
    async repair(versionId: string): Promise<RepairedCaption | null> {
      const read = await readBytes(versionId);
      const repaired = read && (await repairCaption(read.bytes, formatOf(read.fileName)));
      if (!repaired?.vtt || repaired.repairs.length > 0 || formatOf(read?.fileName ?? '') === 'vtt') return repaired;
      return { ...repaired, repairs: [{ code: 'NOT_VTT', line: 0, before: 'SRT', after: 'WebVTT' }] };
    },
  };
}
export type CaptionFiles = ReturnType<typeof createCaptionFiles>;

async function readFile(path: string): Promise<{ bytes: Uint8Array; facts: FileFacts } | null> {
  const opened = await openRegularFile(path);
  if (!opened.ok) return null;
  const { handle, identity } = opened;
  try {
    if (identity.bytes > MAX_CAPTION_BYTES) return null;
    const buffer = new Uint8Array(identity.bytes);
    const bytes = buffer.subarray(0, await readFully(handle, buffer, 0));
    const sha1 = createHash('sha1').update(bytes).digest('hex');
    return { bytes, facts: { path, ...identity, sha1, probe: null } };
  } catch {
    // The drive failed in the middle.
    return null;
  } finally {
    await closeQuietly(handle);
  }
}
