import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { MediaTable, VersionRow } from '../db/tables/media.ts';
import { convertCaption, MAX_CAPTION_BYTES } from '../media/caption-convert.ts';
import { contentTypeOf } from '../media/content-type.ts';
import type { StorageClient } from '../uploads/adapters/storage-client.ts';
import type { ByteRange } from './byte-range.ts';
import type { MediaBody } from './protocols.ts';

const toWeb = (stream: Readable): ReadableStream<Uint8Array> => Readable.toWeb(stream) as ReadableStream<Uint8Array>;

/** The file as it is on this disk, if it is a regular file of the size that was imported. */
async function fromDisk({ path, bytes, fileName }: VersionRow): Promise<MediaBody | null> {
  const info = path === null ? null : await stat(path).catch(() => null);
  if (path === null || !info?.isFile() || info.size !== bytes) return null;
  return {
    bytes,
    contentType: contentTypeOf(fileName),
    read: async ({ start, end }) => toWeb(createReadStream(path, { start, end })),
  };
}

function fromBucket(version: VersionRow, client: StorageClient | null): MediaBody | null {
  const { b2FileId: fileId, objectName, bytes, fileName } = version;
  if (!client || !fileId || !objectName) return null;
  return {
    bytes,
    contentType: contentTypeOf(fileName),
    async read(range: ByteRange) {
      const answer = await client.play({ fileId, objectName }, range, new AbortController().signal);
      if (!answer.ok) throw new Error(`cannot read the stored file: ${answer.error.code}`);
      return toWeb(answer.value); // cancelling the web stream ends the transfer
    },
  };
}

/** Where the page's media comes from: this disk, else the bucket, by opaque version id. */
export function createMediaBodies(media: () => MediaTable | null, client: () => StorageClient | null) {
  async function openMedia(versionId: string): Promise<MediaBody | null> {
    const version = media()?.getVersion(versionId);
    return version ? ((await fromDisk(version)) ?? fromBucket(version, client())) : null;
  }
  /** The bytes of a caption file; null when they are not to be had, or are too many to be one. */
  async function readCaption(versionId: string): Promise<{ fileName: string; bytes: Uint8Array } | null> {
    const fileName = media()?.getVersion(versionId)?.fileName;
    const body = await openMedia(versionId);
    if (fileName === undefined || !body || body.bytes === 0 || body.bytes > MAX_CAPTION_BYTES) return null;
    const bytes = await buffer(Readable.fromWeb((await body.read({ start: 0, end: body.bytes - 1 })) as never));
    return { fileName, bytes };
  }
  return {
    openMedia,
    readCaption,
    /** A caption file as WebVTT; null when it cannot be had or shows nothing. */
    async readCaptions(versionId: string): Promise<string | null> {
      const read = await readCaption(versionId);
      const isSrt = read?.fileName.toLowerCase().endsWith('.srt');
      return read && (await convertCaption(read.bytes, isSrt ? 'srt' : 'vtt')).vtt;
    },
  };
}
