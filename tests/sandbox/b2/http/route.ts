import { B2Refusal, notFound } from '../errors.ts';
import { type OperationName, isOperationName } from '../operations/names.ts';
import { decodeText } from '../rules/file-name.ts';

export interface Route {
  operation: OperationName;
  /** 1 to 4; downloads by name have no version, they count as the newest. */
  version: number;
  /** Path segments behind the operation, decoded: upload targets, or bucket and file name. */
  rest: readonly string[];
  query: URLSearchParams;
}

const newestVersion = 4;

function fileRoute(path: string, query: URLSearchParams): Route {
  const [bucketName = '', ...name] = path.split('/');
  const rest = [decodeText(bucketName), decodeText(name.join('/'))];
  return { operation: 'b2_download_file_by_name', version: newestVersion, rest, query };
}

/**
 * `/b2api/v1…v4/<operation>[/…]` and `/file/<bucket>/<name>`. Throws 404 for anything else. The path is taken apart
 * by hand because a URL parser would resolve `..`, which is a legal part of a file name.
 */
export function parseRoute(url: string): Route {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
  if (path.startsWith('/file/')) return fileRoute(path.slice('/file/'.length), query);
  const [, version, operation = '', rest = ''] = /^\/b2api\/v([1-4])\/(\w+)(?:\/(.*))?$/.exec(path) ?? [];
  if (version === undefined || !isOperationName(operation)) throw notFound(`no such call: ${path}`);
  return { operation, version: Number(version), rest: rest.split('/').map(decodeText), query };
}

const readers: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Uploads are POST only; JSON calls POST or GET; downloads also HEAD. Throws 405. */
export function checkMethod({ operation }: Route, method: string): void {
  const allowed =
    method === 'POST' ||
    (operation.startsWith('b2_download') && readers.has(method)) ||
    (!operation.startsWith('b2_upload') && method === 'GET');
  if (!allowed) throw new B2Refusal(405, 'method_not_allowed', `${method} is not supported`);
}
