import { z } from 'zod';
import { B2Refusal, badRequest } from '../errors.ts';
import type { Limits } from '../options.ts';
import { hexSha1 } from '../rules/sha1.ts';
import type { FileRecord, PartRecord } from '../store/model.ts';
import { partsOf } from '../store/store.ts';
import { activeLargeFile } from './large-files.ts';
import { defineOperation } from './operation.ts';
import { fileView } from './views.ts';

const missingPart = (partNumber: number): B2Refusal =>
  new B2Refusal(400, 'missing_part', `Part number ${partNumber} has not been uploaded`);

function checkHashes(parts: readonly PartRecord[], sha1s: readonly string[]): void {
  for (const [index, sha1] of sha1s.entries()) {
    const part = parts[index];
    if (part?.partNumber !== index + 1) throw missingPart(index + 1);
    if (!hexSha1.test(sha1)) throw badRequest(`Bad SHA1 in partSha1Array: ${sha1}`);
    if (part.sha1 !== sha1) {
      throw new B2Refusal(400, 'part_sha1_mismatch', `Part number ${part.partNumber} has wrong SHA1`);
    }
  }
  if (parts.length > sha1s.length) throw badRequest(`${parts.length} parts were uploaded, ${sha1s.length} are listed`);
}

/** Sizes are checked here and not when a part arrives, because only now is it known which part is the last. */
function checkSizes(limits: Limits, parts: readonly PartRecord[]): void {
  const small = parts.slice(0, -1).find((part) => part.bytes < limits.absoluteMinimumPartSize);
  if (small !== undefined) {
    throw badRequest(`Part number ${small.partNumber} is smaller than ${limits.absoluteMinimumPartSize} bytes`);
  }
  const total = parts.reduce((sum, part) => sum + part.bytes, 0);
  if (total > limits.maxLargeFileBytes) throw badRequest(`File is larger than ${limits.maxLargeFileBytes} bytes`);
}

/**
 * b2_finish_large_file: no bytes are moved, the file takes over the parts' slices. A second call for the same file
 * answers 400 "No active upload". https://www.backblaze.com/apidocs/b2-finish-large-file
 */
export const finishLargeFile = defineOperation({
  capability: 'writeFiles',
  input: z.strictObject({ fileId: z.string(), partSha1Array: z.array(z.string()) }),
  run: (call) => {
    const { service, caller, input } = call;
    const started = activeLargeFile(service, caller, input.fileId);
    if (input.partSha1Array.length < 2) throw badRequest('large files must have at least 2 parts');
    const parts = partsOf(service.store, started.fileId);
    checkHashes(parts, input.partSha1Array);
    checkSizes(service.limits, parts);
    const file: FileRecord = {
      ...started,
      action: 'upload',
      contentLength: parts.reduce((sum, part) => sum + part.bytes, 0),
      partCount: parts.length,
      slices: parts.flatMap((part) => part.slices),
    };
    service.store.commit({ t: 'file', file });
    return fileView(call, file);
  },
});
