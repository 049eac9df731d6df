import type { IncomingMessage } from 'node:http';
import { encodeObjectName } from '../../object-name.ts';
import { bad, good, type Outcome } from '../../ports.ts';
import type { Account } from './account.ts';
import type { Client } from './client.ts';
import { aborted, fromHttp, fromSystem, stalled, systemCodeOf } from './errors.ts';

/** What to read: a version by its id, or the newest of a name in a bucket. */
export type ObjectRef = { readonly fileId: string } | { readonly bucketName: string; readonly objectName: string };
/** `end` is the last byte wanted, as in HTTP; absent: to the end. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
}
export interface Download {
  /** 200 (the whole object) or 206 (the range). */
  readonly status: number;
  readonly contentType: string;
  /** Bytes of this answer. */
  readonly contentLength: number;
  /** `bytes 0-99/1000`, when it is a part. */
  readonly contentRange: string | null;
  /** Destroy it to stop the transfer. */
  readonly stream: IncomingMessage;
}
const headersTimeoutMs = 20_000;

/** Streams an object or a range of it. The stream ends with an error when the connection breaks. */
export const downloadRange = (
  client: Client,
  object: ObjectRef,
  range: ByteRange | null,
  signal: AbortSignal,
): Promise<Outcome<Download>> =>
  client.withAccount(signal, (account) => request(client, account, { object, range, signal }));

interface Wanted {
  readonly object: ObjectRef;
  readonly range: ByteRange | null;
  readonly signal: AbortSignal;
}

function urlOf({ downloadUrl }: Account, object: ObjectRef): URL {
  if ('fileId' in object) {
    return new URL(`${downloadUrl}/b2api/v3/b2_download_file_by_id?fileId=${encodeURIComponent(object.fileId)}`);
  }
  const { bucketName, objectName } = object;
  return new URL(`${downloadUrl}/file/${encodeURIComponent(bucketName)}/${encodeObjectName(objectName)}`);
}

function request(client: Client, account: Account, wanted: Wanted): Promise<Outcome<Download>> {
  const { object, range, signal } = wanted;
  const headers = {
    Authorization: account.token,
    ...(range === null ? {} : { Range: `bytes=${range.start}-${range.end ?? ''}` }),
  };
  return new Promise((resolve) => {
    const asked = client.agents.request(urlOf(account, object), { method: 'GET', headers, signal });
    asked.setTimeout(headersTimeoutMs, () => {
      resolve(bad(stalled));
      asked.destroy();
    });
    asked.on('error', (error) => resolve(bad(signal.aborted ? aborted : fromSystem(systemCodeOf(error)))));
    asked.on('response', (response) => {
      asked.setTimeout(0);
      void read(response).then(resolve);
    });
    asked.end();
  });
}

async function read(response: IncomingMessage): Promise<Outcome<Download>> {
  const { statusCode: status = 0, headers } = response;
  if (status !== 200 && status !== 206) {
    const body = await readRefusal(response);
    return bad(fromHttp({ status, body, retryAfter: headers['retry-after'], isUpload: false }));
  }
  return good({
    status,
    contentType: headers['content-type'] ?? 'application/octet-stream',
    contentLength: Number(headers['content-length'] ?? 0),
    contentRange: headers['content-range'] ?? null,
    stream: response,
  });
}

/** The JSON of a refusal; null when it is none, or broke off. */
async function readRefusal(response: IncomingMessage): Promise<unknown> {
  let text = '';
  try {
    for await (const chunk of response.setEncoding('utf8')) text = (text + String(chunk)).slice(0, 64_000);
    return JSON.parse(text);
  } catch (error) {
    response.destroy(error instanceof Error ? error : undefined);
    return null;
  }
}
