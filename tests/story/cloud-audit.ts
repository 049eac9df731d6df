import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createClient } from '@supabase/supabase-js';

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
/** One file of the course as it lies on the disk, in B2 and in Supabase. */
export interface Arrival {
  readonly fileName: string;
  readonly bytes: number;
  readonly onDisk: string;
  readonly inB2: string | null;
  readonly finishedVersions: number;
  readonly inSupabase: boolean;
}
interface VersionRow {
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

/** Compares files on the disk with what both services really hold, over their public interfaces. */
export async function auditArrivals(
  access: CloudAccess,
  credentials: Credentials,
  files: readonly { readonly path: string; readonly fileName: string; readonly bytes: number }[],
): Promise<Arrival[]> {
  const account = await openB2(access);
  const client = await signInToSupabase(access, credentials);
  const { data, error } = await client.from('media_versions').select('file_name, bytes, b2_file_id, object_name');
  if (error) throw new Error(`Supabase does not answer: ${error.message}`);
  const rows = data as VersionRow[];
  const arrivals: Arrival[] = [];
  for (const { path, fileName, bytes } of files) {
    const row = rows.find((candidate) => candidate.file_name === fileName && candidate.bytes === bytes);
    arrivals.push({
      fileName,
      bytes,
      onDisk: await sha1Of(createReadStream(path)),
      inB2: row?.b2_file_id ? await storedSha1(account, row.b2_file_id) : null,
      finishedVersions: row?.object_name ? await countVersions(account, row.object_name) : 0,
      inSupabase: row !== undefined,
    });
  }
  return arrivals;
}

export const hasArrived = ({ onDisk, inB2, finishedVersions, inSupabase }: Arrival): boolean =>
  inB2 === onDisk && finishedVersions === 1 && inSupabase;
