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

/** A caption file that was chosen: what of it is kept, and what its name says. */
export interface ChosenCaption {
  readonly facts: FileFacts;
  readonly originalName: string;
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
  return {
    keep,
    /** Looks into a file for a lesson with that video. SRT without a fault is kept as WebVTT; any other file as it is. */
    async choose(path: string, videoName: string): Promise<ChosenFile> {
      const name = basename(path);
      if (kindOf(name) !== 'caption') return { ok: false, name, why: 'NOT_CAPTIONS' };
      const read = await readFile(path);
      if (!read) return { ok: false, name, why: 'UNREADABLE' };
      const { vtt, repairs } = await repairCaption(read.bytes, formatOf(name));
      if (vtt === null) return { ok: false, name, why: 'NO_CUES' };
      const isConverted = formatOf(name) === 'srt' && repairs.length === 0;
      const [paired] = pairCaptions([{ key: path, name }], [{ key: videoName, name: videoName }]);
      const { language = 'und', flags = [] } = paired ?? {};
      const facts = isConverted ? await keep(vtt) : read.facts;
      return { ok: true, caption: { facts, originalName: isConverted ? vttNameOf(name) : name, language, flags } };
    },
    /** Null when the bytes are not to be had now. */
    async repair(versionId: string): Promise<RepairedCaption | null> {
      const read = await readBytes(versionId);
      return read && repairCaption(read.bytes, formatOf(read.fileName));
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
