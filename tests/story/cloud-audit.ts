import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { repairCaption } from '../../src/main/media/caption-repair.ts';

/** How to reach the two services: what a policy file holds. */
export interface CloudAccess {
  readonly supabase: { readonly url: string; readonly publishableKey: string };
  readonly storage: {
    readonly keyId: string;
    readonly applicationKey: string;
    readonly bucket: string;
    readonly prefix: string;
    readonly endpoint?: string | undefined;
  };
}
export interface Credentials {
  readonly email: string;
  readonly password: string;
}
interface FileOnDisk {
  readonly fileName: string;
  readonly bytes: number;
  /** SHA-1 of the bytes that are to be stored. */
  readonly onDisk: string;
}
/** One file of the course as it lies on the disk, in B2 and in Supabase. */
export interface Arrival extends FileOnDisk {
  readonly inB2: string | null;
  readonly finishedVersions: number;
  /** There is a row of its content, and the course uses it. */
  readonly inSupabase: boolean;
}
interface LinkRow {
  readonly media_id: string;
}
interface VersionRow extends LinkRow {
  readonly sha1: string | null;
  readonly file_name: string;
  readonly bytes: number;
  readonly b2_file_id: string | null;
  readonly object_name: string | null;
}

async function sha1Of(stream: AsyncIterable<unknown>): Promise<string> {
  const hash = createHash('sha1');
  for await (const chunk of stream) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

/** What of a file is stored: its bytes, or of SRT the WebVTT that is made of it. */
async function fileOnDisk(path: string): Promise<FileOnDisk> {
  const fileName = basename(path);
  if (!fileName.endsWith('.srt'))
    return { fileName, bytes: (await stat(path)).size, onDisk: await sha1Of(createReadStream(path)) };
  const { vtt } = await repairCaption(await readFile(path), 'srt');
  const made = Buffer.from(vtt ?? '');
  const onDisk = createHash('sha1').update(made).digest('hex');
  return { fileName: fileName.replace(/srt$/, 'vtt'), bytes: made.length, onDisk };
}

interface B2Account {
  readonly authorizationToken: string;
  readonly apiUrl: string;
  readonly downloadUrl: string;
  readonly bucketId: string;
}

async function openB2({ storage }: CloudAccess): Promise<B2Account> {
  const key = Buffer.from(`${storage.keyId}:${storage.applicationKey}`).toString('base64');
  const endpoint = storage.endpoint ?? 'https://api.backblazeb2.com';
  const answer = await fetch(`${endpoint}/b2api/v3/b2_authorize_account`, {
    headers: { authorization: `Basic ${key}` },
  });
  if (!answer.ok) throw new Error(`B2 refused the key: ${answer.status}`);
  const body = (await answer.json()) as {
    authorizationToken: string;
    apiInfo: { storageApi: { apiUrl: string; downloadUrl: string; bucketId: string } };
  };
  return { authorizationToken: body.authorizationToken, ...body.apiInfo.storageApi };
}

/** Finished versions of one name: more than one would be a file stored twice. */
async function countVersions(account: B2Account, name: string): Promise<number> {
  const answer = await fetch(`${account.apiUrl}/b2api/v3/b2_list_file_versions`, {
    method: 'POST',
    headers: { authorization: account.authorizationToken },
    body: JSON.stringify({ bucketId: account.bucketId, prefix: name, maxFileCount: 100 }),
  });
  const { files } = (await answer.json()) as { files: { fileName: string; action: string }[] };
  return files.filter(({ fileName, action }) => fileName === name && action === 'upload').length;
}

/** Reads the stored bytes back, all of them, and hashes them here: nobody's word is taken. */
async function storedSha1(account: B2Account, fileId: string): Promise<string> {
  const url = `${account.downloadUrl}/b2api/v3/b2_download_file_by_id?fileId=${fileId}`;
  const answer = await fetch(url, { headers: { authorization: account.authorizationToken } });
  if (!answer.ok || !answer.body) throw new Error(`B2 does not give ${fileId}: ${answer.status}`);
  return sha1Of(Readable.fromWeb(answer.body as never));
}

/** A client of our own, signed in as the instructor: sees what row-level security lets that person see. */
export async function signInToSupabase({ supabase }: CloudAccess, { email, password }: Credentials) {
  const client = createClient(supabase.url, supabase.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw new Error(`cannot sign in to Supabase: ${error.message}`);
  return client;
}

/** Every row of a table that row-level security lets the instructor see and that was not deleted. */
async function rowsOf<Row>(client: SupabaseClient, table: string, columns: string): Promise<Row[]> {
  const { data, error } = await client.from(table).select(columns).is('deleted_at_ms', null);
  if (error) throw new Error(`Supabase does not answer: ${error.message}`);
  return data as Row[];
}

/** The row of a file's content. Files with the same bytes share one, under the name of one of them. */
const rowFor = (rows: readonly VersionRow[], { fileName, bytes, onDisk }: FileOnDisk): VersionRow | undefined => {
  const same = rows.filter((row) => row.sha1 === onDisk && row.bytes === bytes);
  return same.find((row) => row.file_name === fileName) ?? same[0];
};

/**
 * Compares files on the disk with what both services really hold, over their public interfaces. A content that several
 * files have is one object and one row, and must be in use at least as often as there are files.
 */
export async function auditArrivals(
  access: CloudAccess,
  credentials: Credentials,
  paths: readonly string[],
): Promise<Arrival[]> {
  const account = await openB2(access);
  const client = await signInToSupabase(access, credentials);
  const versionColumns = 'media_id, file_name, bytes, sha1, b2_file_id, object_name';
  const rows = await rowsOf<VersionRow>(client, 'media_versions', versionColumns);
  const links = await rowsOf<LinkRow>(client, 'media_links', 'media_id');
  const onDisk = await Promise.all(paths.map(fileOnDisk));
  const arrivals: Arrival[] = [];
  for (const file of onDisk) {
    const row = rowFor(rows, file);
    const wanted = onDisk.filter((other) => other.onDisk === file.onDisk).length;
    const inUse = links.filter((link) => link.media_id === row?.media_id).length;
    arrivals.push({
      ...file,
      inB2: row?.b2_file_id ? await storedSha1(account, row.b2_file_id) : null,
      finishedVersions: row?.object_name ? await countVersions(account, row.object_name) : 0,
      inSupabase: row !== undefined && inUse >= wanted,
    });
  }
  return arrivals;
}

export const hasArrived = ({ onDisk, inB2, finishedVersions, inSupabase }: Arrival): boolean =>
  inB2 === onDisk && finishedVersions === 1 && inSupabase;
