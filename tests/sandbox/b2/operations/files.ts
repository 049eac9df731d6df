import { z } from 'zod';
import { B2Refusal, notFound } from '../errors.ts';
import { hideName } from '../hide-marker.ts';
import { findBucket, findFile, requireNameAllowed } from '../rules/access.ts';
import { latestVersion } from '../store/store.ts';
import { defineOperation } from './operation.ts';
import { issueUploadPair } from './upload-pair.ts';
import { fileView } from './views.ts';

export const getUploadUrl = defineOperation({
  capability: 'writeFiles',
  input: z.strictObject({ bucketId: z.string() }),
  run: ({ service, caller, input, version }) => {
    const { bucketId } = findBucket(service.store, caller, input.bucketId);
    return { bucketId, ...issueUploadPair(service, caller, { kind: 'uplf', target: bucketId, version }) };
  },
});

/** Also answers for unfinished large files (`action: start`), which is how an interrupted upload can be looked up. */
export const getFileInfo = defineOperation({
  capability: 'readFiles',
  input: z.strictObject({ fileId: z.string() }),
  run: (call) => {
    const { service, caller, input } = call;
    const absent = notFound(`file not found: ${input.fileId}`);
    return fileView(call, findFile(service.store, caller, input.fileId, absent));
  },
});

export const hideFile = defineOperation({
  capability: 'writeFiles',
  input: z.strictObject({ bucketId: z.string(), fileName: z.string() }),
  run: (call) => {
    const { service, caller, input } = call;
    const { fileName } = input;
    const { bucketId } = findBucket(service.store, caller, input.bucketId);
    requireNameAllowed(caller, fileName);
    const latest = latestVersion(service.store, bucketId, fileName);
    if (latest === undefined) throw new B2Refusal(400, 'no_such_file', `File not present: ${fileName}`);
    if (latest.action === 'hide') throw new B2Refusal(400, 'already_hidden', `File already hidden: ${fileName}`);
    return fileView(call, hideName(service, bucketId, fileName));
  },
});

/**
 * Id and name must both match; a second call answers 400 `file_not_present`. An unfinished large file is cancelled by
 * it: https://www.backblaze.com/apidocs/b2-delete-file-version
 */
export const deleteFileVersion = defineOperation({
  capability: 'deleteFiles',
  input: z.strictObject({ fileId: z.string(), fileName: z.string(), bypassGovernance: z.boolean().optional() }),
  run: ({ service, caller, input }) => {
    const { fileId, fileName } = input;
    const absent = new B2Refusal(400, 'file_not_present', `File not present: ${fileName} ${fileId}`);
    const file = findFile(service.store, caller, fileId, absent);
    if (file.fileName !== fileName) throw absent;
    service.store.commit({ t: 'file-gone', fileId });
    return { fileId, fileName };
  },
});
