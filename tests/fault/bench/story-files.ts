import { createHash } from 'node:crypto';
import {
  closeSync,
  ftruncateSync,
  futimesSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
  utimesSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { UploadItem } from '../../../src/main/uploads/service-rows.ts';
import { mediaName } from '../../../src/shared/domain/media-name.ts';
import type { VersionId } from '../../../src/shared/domain/ids.ts';
import { createDraw, type Draw } from './draw.ts';
import { filmOverheadBytes, makeFilm } from './film.ts';
import { libraryIds, partBytes } from './protocol.ts';
import type { PlannedFile, Story } from './story.ts';

/** What a file held, and since when by the server's clock. */
interface Held {
  readonly content: Uint8Array;
  readonly sha1: string;
  /** Of what is to be stored of it: of a film with its index first, perhaps. */
  readonly objectSha1: string;
  readonly sinceMs: number;
}
export interface StoryFile {
  readonly path: string;
  readonly item: UploadItem;
  readonly planned: PlannedFile;
  /** Everything that it ever held, the newest last. */
  readonly held: Held[];
}
export type Change = 'edit' | 'replace' | 'grow' | 'truncate' | 'touch';

const sha1Of = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex');

function itemOf(path: string, n: number, isFilm: boolean): UploadItem {
  const { size, mtimeMs, ino } = statSync(path, { bigint: true });
  const versionId = uuidv7() as VersionId;
  return {
    versionId,
    path,
    sizeBytes: Number(size),
    mtimeMs: Number(mtimeMs),
    inode: String(ino),
    name: mediaName(libraryIds(versionId).media, versionId, `${n}.mp4`),
    // Only films are looked into.
    contentType: isFilm ? 'video/mp4' : 'application/octet-stream',
    sha1: null,
  };
}

/** A few parts of it are others than before. */
function exportAgain(draw: Draw, former: Uint8Array): Uint8Array {
  const made = former.slice();
  const parts = Math.ceil(made.length / partBytes);
  for (let changed = 1 + draw.int(3); changed > 0; changed -= 1) {
    const at = Math.min(made.length - 1, draw.int(parts) * partBytes + draw.int(partBytes));
    made[at] = (made[at] ?? 0) ^ (1 + draw.int(255));
  }
  return made;
}

/** The files of a story, each in a folder that can be taken away like a drive. Their bytes depend on the seed. */
export function createStoryFiles(folder: string, story: Story, serverNowMs: () => number) {
  const draw = createDraw(story.seed + 7);
  const hold = ({ isFilm }: PlannedFile, media: Uint8Array, sinceMs: number): Held => {
    const { indexLast, indexFirst } = isFilm ? makeFilm(media) : { indexLast: media, indexFirst: media };
    const sha1 = sha1Of(indexLast);
    const objectSha1 = story.indexFirst && isFilm ? sha1Of(indexFirst) : sha1;
    return { content: indexLast, sha1, objectSha1, sinceMs };
  };
  const mediaBytes = ({ isFilm }: PlannedFile, bytes: number): number =>
    isFilm ? Math.max(4, bytes - filmOverheadBytes) : bytes;
  const media: Uint8Array[] = [];
  const files = story.files.map((planned, n): StoryFile => {
    const former = planned.formerly === null ? undefined : media[planned.formerly];
    const same = planned.sameAs === null ? undefined : media[planned.sameAs];
    const mine = former ? exportAgain(draw, former) : (same ?? draw.bytes(mediaBytes(planned, planned.bytes)));
    media.push(mine);
    const held = hold(planned, mine, serverNowMs());
    const path = join(folder, `drive-${n}`, `${n}.mp4`);
    mkdirSync(dirname(path));
    writeFileSync(path, held.content);
    const anHourAgo = Date.now() / 1_000 - 3_600;
    utimesSync(path, anHourAgo, anHourAgo);
    return { path, item: itemOf(path, n, planned.isFilm), planned, held: [held] };
  });
  const newBytes = (how: Change, size: number): number =>
    how === 'replace' ? size + draw.int(3) : how === 'grow' ? size + partBytes / 4 : size;
  return {
    files,
    /** Every change of the content is one call of the system, so that nobody sees half of it under one time. */
    change({ path, planned, held }: StoryFile, asked: Change, nowMs: number): void {
      // Half of a film is another story: it is not sent.
      const how = planned.isFilm && asked === 'truncate' ? 'edit' : asked;
      const sinceMs = serverNowMs();
      const size = statSync(path).size;
      const half = Math.ceil(size / 2);
      const drawn = (): Held => hold(planned, draw.bytes(mediaBytes(planned, newBytes(how, size))), sinceMs);
      const next =
        how === 'truncate' ? hold(planned, held.at(-1)?.content.slice(0, half) ?? new Uint8Array(), sinceMs) : drawn();
      if (how !== 'touch') held.push(next);
      if (how === 'replace') writeFileSync(`${path}.new`, next.content);
      const file = openSync(how === 'replace' ? `${path}.new` : path, 'r+');
      if (how === 'edit' || how === 'grow') writeSync(file, next.content, 0, next.content.length, 0);
      if (how === 'truncate') ftruncateSync(file, half);
      futimesSync(file, nowMs / 1_000, nowMs / 1_000);
      closeSync(file);
      if (how === 'replace') renameSync(`${path}.new`, path);
    },
    unplug: ({ path }: StoryFile): void => renameSync(dirname(path), `${dirname(path)}.away`),
    plugIn: ({ path }: StoryFile): void => renameSync(`${dirname(path)}.away`, dirname(path)),
    /** Of which version each is a new export. */
    formers: (): Record<VersionId, VersionId> =>
      Object.fromEntries(
        files.flatMap(({ item, planned }) => {
          const former = planned.formerly === null ? undefined : files[planned.formerly];
          return former ? [[item.versionId, former.item.versionId]] : [];
        }),
      ),
  };
}
export type StoryFiles = ReturnType<typeof createStoryFiles>;
