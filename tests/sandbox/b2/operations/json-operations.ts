import { createBucket, deleteBucket, listBuckets, updateBucket } from './buckets.ts';
import { copyFile, copyPart } from './copy.ts';
import { getDownloadAuthorization } from './download-authorization.ts';
import { deleteFileVersion, getFileInfo, getUploadUrl, hideFile } from './files.ts';
import { finishLargeFile } from './finish.ts';
import { createKey, deleteKey, listKeys } from './keys.ts';
import {
  cancelLargeFile,
  getUploadPartUrl,
  listParts,
  listUnfinishedLargeFiles,
  startLargeFile,
} from './large-files.ts';
import { listFileNames, listFileVersions } from './listing.ts';
import type { OperationName } from './names.ts';
import type { JsonOperation } from './operation.ts';

/** Operations that do not take a JSON body with an account token are handled on their own. */
type SpecialOperation =
  | 'b2_authorize_account'
  | 'b2_upload_file'
  | 'b2_upload_part'
  | 'b2_download_file_by_id'
  | 'b2_download_file_by_name';

export type JsonOperationName = Exclude<OperationName, SpecialOperation>;

export const jsonOperations: Readonly<Record<JsonOperationName, JsonOperation>> = {
  b2_cancel_large_file: cancelLargeFile,
  b2_copy_file: copyFile,
  b2_copy_part: copyPart,
  b2_create_bucket: createBucket,
  b2_create_key: createKey,
  b2_delete_bucket: deleteBucket,
  b2_delete_file_version: deleteFileVersion,
  b2_delete_key: deleteKey,
  b2_finish_large_file: finishLargeFile,
  b2_get_download_authorization: getDownloadAuthorization,
  b2_get_file_info: getFileInfo,
  b2_get_upload_part_url: getUploadPartUrl,
  b2_get_upload_url: getUploadUrl,
  b2_hide_file: hideFile,
  b2_list_buckets: listBuckets,
  b2_list_file_names: listFileNames,
  b2_list_file_versions: listFileVersions,
  b2_list_keys: listKeys,
  b2_list_parts: listParts,
  b2_list_unfinished_large_files: listUnfinishedLargeFiles,
  b2_start_large_file: startLargeFile,
  b2_update_bucket: updateBucket,
};
