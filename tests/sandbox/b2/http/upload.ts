import { B2Refusal, badAuthToken, badBucketId, badJson, badRequest, noActiveUpload } from '../errors.ts';
import type { Json } from '../operations/operation.ts';
import { fileView, partView } from '../operations/views.ts';
import { requireCapability, requireNameAllowed } from '../rules/access.ts';
import { requireStorage } from '../rules/caps.ts';
import { storedContentType } from '../rules/content-type.ts';
import { checkFileInfo, infoFromHeaders } from '../rules/file-info.ts';
import { checkFileName, decodeText } from '../rules/file-name.ts';
import { type Sha1Claim, parseSha1Header, shownSha1, trailerBytes, verifySha1 } from '../rules/sha1.ts';
import type { Runtime } from '../runtime.ts';
import { newFileId, type Service } from '../service.ts';
import type { BlobSlice, FileRecord, PartRecord } from '../store/model.ts';
import type { Caller } from '../tokens.ts';
import { allowOrigin } from './cors.ts';
import { type Exchange, FaultAnswers, faultHappens } from './exchange.ts';
import { receiveBody } from './receive.ts';

const header = ({ req }: Exchange, name: string): string | undefined => {
  const value = req.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** Content-Length is required, chunked encoding refused: https://www.backblaze.com/apidocs/b2-upload-part */
function declaredLength(exchange: Exchange): number {
  if (header(exchange, 'transfer-encoding') !== undefined)
    throw badRequest('chunked transfer encoding is not supported');
  const length = header(exchange, 'content-length');
  if (length === undefined) throw new B2Refusal(411, 'bad_request', 'Missing header: Content-Length');
  return Number(length);
}

interface Payload {
  claim: Sha1Claim;
  bytes: number;
}

function payloadOf(exchange: Exchange): Payload {
  const claim = parseSha1Header(header(exchange, 'x-bz-content-sha1'));
  const bytes = declaredLength(exchange) - (claim.kind === 'at-end' ? trailerBytes : 0);
  if (bytes < 0) throw badRequest('Content-Length is too small for hex_digits_at_end');
  return { claim, bytes };
}

/** An upload token of the right kind, given out with this very URL, of a key that may still write. */
function uploadCaller({ service }: Runtime, exchange: Exchange, kind: 'uplf' | 'uplp'): Caller {
  const caller = service.tokens.read(header(exchange, 'authorization'), [kind]);
  // Not the target alone: a client that mixes up the pairs of one file would get away with it here only.
  if (caller.claims.path !== exchange.entry.path) throw badAuthToken();
  requireCapability(caller, 'writeFiles');
  exchange.entry.keyId = caller.key.keyId;
  return caller;
}

interface StoredBody {
  slices: BlobSlice[];
  sha1: string;
}

/** Streams the body to a blob and checks its hash; nothing stays behind when that fails. */
async function storeBody(runtime: Runtime, exchange: Exchange, { claim, bytes }: Payload): Promise<StoredBody> {
  const { blob, sink } = runtime.service.store.blobs.create();
  try {
    const trailer = await receiveBody(runtime, exchange, { payloadBytes: bytes, sink });
    const sha1 = await sink.finish();
    verifySha1(claim, { sha1, trailer });
    refuseAfterBody(runtime, exchange);
    return { slices: [{ blob, offset: 0, bytes }], sha1 };
  } catch (error) {
    await sink.discard();
    throw error;
  }
}

/** A status fault set for after the body: the bytes came, nothing is kept. */
function refuseAfterBody(runtime: Runtime, exchange: Exchange): void {
  const { fault } = exchange;
  if (fault?.kind !== 'status' || fault.when !== 'after-body') return;
  faultHappens(runtime, exchange);
  throw new FaultAnswers();
}

function damageIfAsked(runtime: Runtime, exchange: Exchange, stored: StoredBody): void {
  const [slice] = stored.slices;
  if (exchange.fault?.kind !== 'damage-stored' || slice === undefined || slice.bytes === 0) return;
  runtime.service.store.blobs.damage(slice);
  faultHappens(runtime, exchange);
}

function partNumberOf(service: Service, exchange: Exchange): number {
  const text = header(exchange, 'x-bz-part-number');
  if (text === undefined) throw badRequest('Missing header: X-Bz-Part-Number');
  const partNumber = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (partNumber < 1 || partNumber > service.limits.maxPartNumber) {
    throw badRequest(`Part number must be in range 1 - ${service.limits.maxPartNumber}`);
  }
  return partNumber;
}

function activeFile(service: Service, fileId: string): FileRecord {
  const file = service.store.tables.files.get(fileId);
  if (file?.action !== 'start') throw noActiveUpload(fileId);
  return file;
}

/** The file may have been cancelled or finished while the bytes came: then they are dropped. */
function stillActive(service: Service, fileId: string, stored: StoredBody): string {
  if (service.store.tables.files.get(fileId)?.action === 'start') return fileId;
  for (const { blob } of stored.slices) service.store.blobs.remove(blob);
  throw noActiveUpload(fileId);
}

/** b2_upload_part: https://www.backblaze.com/apidocs/b2-upload-part */
export async function uploadPart(runtime: Runtime, exchange: Exchange): Promise<Json> {
  const { service } = runtime;
  const caller = uploadCaller(runtime, exchange, 'uplp');
  const leave = service.uploadUrls.enter(caller);
  try {
    const file = activeFile(service, caller.claims.target);
    allowOrigin(exchange, service.store.tables.buckets.get(file.bucketId));
    const partNumber = partNumberOf(service, exchange);
    const payload = payloadOf(exchange);
    if (payload.bytes < 1) throw badRequest('a part must have at least one byte');
    if (payload.bytes > service.limits.maxPartBytes) {
      throw badRequest(`Part is larger than ${service.limits.maxPartBytes} bytes`);
    }
    requireStorage(service, payload.bytes);
    const stored = await storeBody(runtime, exchange, payload);
    const fileId = stillActive(service, file.fileId, stored);
    const part: PartRecord = {
      partNumber,
      bytes: payload.bytes,
      sha1: stored.sha1,
      verified: payload.claim.kind !== 'unverified',
      uploadedAtMs: service.clock.nowMs(),
      slices: stored.slices,
    };
    service.store.commit({ t: 'part', fileId, part });
    exchange.entry.stored = true;
    damageIfAsked(runtime, exchange, stored);
    return partView(fileId, part);
  } finally {
    leave();
  }
}

interface SmallFileHead {
  fileName: string;
  contentType: string;
  fileInfo: Record<string, string>;
}

function smallFileHead(service: Service, exchange: Exchange, caller: Caller): SmallFileHead {
  const encodedName = header(exchange, 'x-bz-file-name');
  if (encodedName === undefined) throw badRequest('Missing header: X-Bz-File-Name');
  const fileName = decodeText(encodedName);
  checkFileName(fileName);
  requireNameAllowed(caller, fileName);
  const contentType = header(exchange, 'content-type');
  if (contentType === undefined) throw badRequest('Missing header: Content-Type');
  if (header(exchange, 'x-bz-server-side-encryption') !== undefined) throw badJson('this sandbox does not encrypt');
  const fileInfo = checkFileInfo(service.limits, fileName, infoFromHeaders(exchange.req.headers));
  return { fileName, contentType: storedContentType(contentType, fileName), fileInfo };
}

/** b2_upload_file: https://www.backblaze.com/apidocs/b2-upload-file */
export async function uploadFile(runtime: Runtime, exchange: Exchange): Promise<Json> {
  const { service } = runtime;
  const caller = uploadCaller(runtime, exchange, 'uplf');
  const leave = service.uploadUrls.enter(caller);
  try {
    const bucket = service.store.tables.buckets.get(caller.claims.target);
    if (bucket === undefined) throw badBucketId(caller.claims.target);
    allowOrigin(exchange, bucket);
    const head = smallFileHead(service, exchange, caller);
    const payload = payloadOf(exchange);
    if (payload.bytes > service.limits.maxSmallFileBytes) throw badRequest('a file this large is sent in parts');
    requireStorage(service, payload.bytes);
    const stored = await storeBody(runtime, exchange, payload);
    const file: FileRecord = {
      ...newFileId(service, bucket.bucketId, 'small'),
      ...head,
      bucketId: bucket.bucketId,
      action: 'upload',
      contentLength: payload.bytes,
      contentSha1: shownSha1(stored.sha1, payload.claim.kind !== 'unverified'),
      uploadedAtMs: service.clock.nowMs(),
      partCount: 0,
      slices: stored.slices,
    };
    service.store.commit({ t: 'file', file });
    exchange.entry.stored = true;
    damageIfAsked(runtime, exchange, stored);
    return fileView({ service, version: exchange.route.version }, file);
  } finally {
    leave();
  }
}
