import { createHash } from 'node:crypto';
import {
  closeSync,
  ftruncateSync,
  futimesSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
  utimesSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { UploadItem } from '../../../src/main/uploads/service-rows.ts';
import type { VersionId } from '../../../src/shared/domain/ids.ts';
import { createDraw, type Draw, type Story } from './story.ts';

/** What a file held, and since when by the server's clock. */
interface Held {
  readonly sha1: string;
  readonly sinceMs: number;
}
export interface StoryFile {
  readonly path: string;
  readonly item: UploadItem;
  readonly isLate: boolean;
  /** Everything that it ever held, the newest last. */
  readonly held: Held[];
}
export type Change = 'edit' | 'replace' | 'grow' | 'truncate' | 'touch';

const sha1Of = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');
function drawBytes({ int }: Draw, count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + 4 <= count; at += 4) view.setUint32(at, int(2 ** 32));
  return bytes;
}

function itemOf(path: string, n: number): UploadItem {
  const { size, mtimeMs, ino } = statSync(path, { bigint: true });
  return {
    versionId: uuidv7() as VersionId,
    path,
    sizeBytes: Number(size),
    mtimeMs: Number(mtimeMs),
    inode: String(ino),
    name: `media/${n}.mp4`,
    // Not a film: what films are checked for is another story.
    contentType: 'application/octet-stream',
    sha1: null,
  };
}

/** The files of a story, each in a folder that can be taken away like a drive. Their bytes depend on the seed. */
export function createStoryFiles(folder: string, story: Story, serverNowMs: () => number) {
  const draw = createDraw(story.seed + 7);
  const contents: Uint8Array[] = [];
  const files = story.files.map(({ bytes, sameAs, isLate }, n): StoryFile => {
    const content = (sameAs === null ? undefined : contents[sameAs]) ?? drawBytes(draw, bytes);
    contents.push(content);
    const path = join(folder, `drive-${n}`, `${n}.mp4`);
    mkdirSync(dirname(path));
    writeFileSync(path, content);
    const anHourAgo = Date.now() / 1_000 - 3_600;
    utimesSync(path, anHourAgo, anHourAgo);
    return { path, item: itemOf(path, n), isLate, held: [{ sha1: sha1Of(content), sinceMs: serverNowMs() }] };
  });
  return {
    files,
    /** Every change of the content is one call of the system, so that nobody sees half of it under one time. */
    change({ path, held }: StoryFile, how: Change, nowMs: number): void {
      const sinceMs = serverNowMs();
      const size = statSync(path).size;
      const sizes: Readonly<Record<Change, number>> = {
        edit: size,
        replace: size + draw.int(3),
        grow: size,
        truncate: Math.ceil(size / 2),
        touch: size,
      };
      const content = drawBytes(draw, sizes[how] + (how === 'grow' ? 10_000 : 0));
      if (how === 'truncate') held.push({ sha1: sha1Of(readFileSync(path).subarray(0, sizes.truncate)), sinceMs });
      else if (how !== 'touch') held.push({ sha1: sha1Of(content), sinceMs });
      if (how === 'replace') writeFileSync(`${path}.new`, content);
      const file = openSync(how === 'replace' ? `${path}.new` : path, 'r+');
      if (how === 'edit' || how === 'grow') writeSync(file, content, 0, content.length, 0);
      if (how === 'truncate') ftruncateSync(file, sizes.truncate);
      futimesSync(file, nowMs / 1_000, nowMs / 1_000);
      closeSync(file);
      if (how === 'replace') renameSync(`${path}.new`, path);
    },
    unplug: ({ path }: StoryFile): void => renameSync(dirname(path), `${dirname(path)}.away`),
    plugIn: ({ path }: StoryFile): void => renameSync(`${dirname(path)}.away`, dirname(path)),
  };
}
export type StoryFiles = ReturnType<typeof createStoryFiles>;
