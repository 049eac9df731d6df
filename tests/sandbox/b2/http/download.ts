import { notFound, unauthorized } from '../errors.ts';
import { findFile, requireBucketAllowed, requireCapability, requireNameAllowed } from '../rules/access.ts';
import { headerOfInfo } from '../rules/file-info.ts';
import { encodeText } from '../rules/file-name.ts';
import { type ByteRange, parseRange } from '../rules/range.ts';
import type { Runtime } from '../runtime.ts';
import type { Service } from '../service.ts';
import { cutSlices } from '../store/blobs.ts';
import type { BlobSlice, BucketRecord, FileRecord } from '../store/model.ts';
import { bucketByName, latestVersion } from '../store/store.ts';
import type { Caller } from '../tokens.ts';
import { allowOrigin } from './cors.ts';
import type { Exchange } from './exchange.ts';
import { readInput } from './json-body.ts';

/** A download that may go ahead: its head, and where its bytes are. */
export interface Download {
  status: 200 | 206;
  headers: Record<string, string | number>;
  slices: BlobSlice[];
  bytes: number;
}

/** Query parameter → response header that it overrides. Only for authorized requests. */
const overridable: Readonly<Record<string, string>> = {
  b2ContentDisposition: 'Content-Disposition',
  b2ContentLanguage: 'Content-Language',
  b2Expires: 'Expires',
  b2CacheControl: 'Cache-Control',
  b2ContentEncoding: 'Content-Encoding',
  b2ContentType: 'Content-Type',
};

/** The token may also be given as `?Authorization=`, for players that cannot set a header. */
const tokenOf = ({ req, route }: Exchange): string | undefined =>
  req.headers.authorization ?? route.query.get('Authorization') ?? undefined;

/** A download token is for names under its prefix, and for the response headers that it was made with. */
function checkDownloadToken({ claims }: Caller, exchange: Exchange, bucketId: string, fileName: string): void {
  if (claims.target !== bucketId || !fileName.startsWith(claims.prefix)) throw unauthorized();
  for (const [name, value] of Object.entries(claims.overrides)) {
    if (exchange.route.query.get(name) !== value) throw unauthorized(`${name} must be as authorized`);
  }
}

function checkAccountToken(caller: Caller, bucketId: string, fileName: string): void {
  requireCapability(caller, 'readFiles');
  requireBucketAllowed(caller, bucketId);
  requireNameAllowed(caller, fileName);
}

function authorizeByName({ service }: Runtime, exchange: Exchange, bucket: BucketRecord, fileName: string): void {
  const token = tokenOf(exchange);
  if (token === undefined && bucket.bucketType === 'allPublic') return;
  const caller = service.tokens.read(token, ['acct', 'dnld']);
  exchange.entry.keyId = caller.key.keyId;
  if (caller.claims.kind === 'dnld') checkDownloadToken(caller, exchange, bucket.bucketId, fileName);
  else checkAccountToken(caller, bucket.bucketId, fileName);
}

function overrides({ route }: Exchange): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [parameter, header] of Object.entries(overridable)) {
    const value = route.query.get(parameter);
    if (value !== null) headers[header] = value;
  }
  return headers;
}

/** The headers that say what the file is, as recordings of the service show them. */
function fileHeaders(file: FileRecord): Record<string, string | number> {
  const headers: Record<string, string | number> = {
    'Accept-Ranges': 'bytes',
    'Content-Type': file.contentType,
    'X-Bz-Content-Sha1': file.contentSha1,
    'X-Bz-File-Id': file.fileId,
    'X-Bz-File-Name': encodeText(file.fileName),
    'X-Bz-Upload-Timestamp': file.uploadedAtMs,
  };
  for (const [key, value] of Object.entries(file.fileInfo)) {
    const special = headerOfInfo[key];
    headers[special ?? `X-Bz-Info-${key}`] = special === undefined ? encodeText(value) : value;
  }
  return headers;
}

function rangeHeaders(range: ByteRange | undefined, total: number): Record<string, string> {
  return range === undefined ? {} : { 'Content-Range': `bytes ${range.first}-${range.last}/${total}` };
}

function planDownload(exchange: Exchange, file: FileRecord): Download {
  const { entry, req } = exchange;
  entry.fileId = file.fileId;
  entry.fileName = file.fileName;
  const range = parseRange(req.headers.range, file.contentLength);
  const first = range?.first ?? 0;
  const bytes = (range?.last ?? file.contentLength - 1) - first + 1;
  return {
    status: range === undefined ? 200 : 206,
    headers: {
      ...fileHeaders(file),
      ...rangeHeaders(range, file.contentLength),
      ...overrides(exchange),
      'Content-Length': bytes,
    },
    slices: cutSlices(file.slices, first, bytes),
    bytes,
  };
}

/** b2_download_file_by_name: `/file/<bucket>/<name>`. The newest version, 404 when it is hidden. */
export function downloadByName(runtime: Runtime, exchange: Exchange): Download {
  const { store } = runtime.service;
  const [bucketName = '', fileName = ''] = exchange.route.rest;
  const bucket = bucketByName(store, bucketName);
  if (bucket === undefined) throw notFound(`Bucket ${bucketName} does not exist`);
  allowOrigin(exchange, bucket);
  authorizeByName(runtime, exchange, bucket, fileName);
  const file = latestVersion(store, bucket.bucketId, fileName);
  if (file?.action !== 'upload') throw notFound('File with such name does not exist.');
  return planDownload(exchange, file);
}

async function fileIdOf(exchange: Exchange): Promise<string> {
  const input = await readInput(exchange);
  const { fileId } = input as { fileId?: unknown };
  return typeof fileId === 'string' ? fileId : '';
}

function fileForId(service: Service, exchange: Exchange, fileId: string): FileRecord {
  const { tables } = service.store;
  const known = tables.files.get(fileId);
  const isPublic = tables.buckets.get(known?.bucketId ?? '')?.bucketType === 'allPublic';
  const token = tokenOf(exchange);
  if (known !== undefined && isPublic && token === undefined) return known;
  const caller = service.tokens.read(token, ['acct']);
  exchange.entry.keyId = caller.key.keyId;
  requireCapability(caller, 'readFiles');
  return findFile(service.store, caller, fileId, notFound(`File not present: ${fileId}`));
}

/** b2_download_file_by_id, with the id in the query or in a JSON body. */
export async function downloadById(runtime: Runtime, exchange: Exchange): Promise<Download> {
  const file = fileForId(runtime.service, exchange, await fileIdOf(exchange));
  allowOrigin(exchange, runtime.service.store.tables.buckets.get(file.bucketId));
  if (file.action !== 'upload') throw notFound(`File not present: ${file.fileId}`);
  return planDownload(exchange, file);
}
