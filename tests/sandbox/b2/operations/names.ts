/** Every operation that the sandbox knows, as it is called in URLs, in the log and in fault rules. */
export const operationNames = [
  'b2_authorize_account',
  'b2_cancel_large_file',
  'b2_copy_file',
  'b2_copy_part',
  'b2_create_bucket',
  'b2_create_key',
  'b2_delete_bucket',
  'b2_delete_file_version',
  'b2_delete_key',
  'b2_download_file_by_id',
  'b2_download_file_by_name',
  'b2_finish_large_file',
  'b2_get_download_authorization',
  'b2_get_file_info',
  'b2_get_upload_part_url',
  'b2_get_upload_url',
  'b2_hide_file',
  'b2_list_buckets',
  'b2_list_file_names',
  'b2_list_file_versions',
  'b2_list_keys',
  'b2_list_parts',
  'b2_list_unfinished_large_files',
  'b2_start_large_file',
  'b2_update_bucket',
  'b2_upload_file',
  'b2_upload_part',
] as const;

export type OperationName = (typeof operationNames)[number];

export const isOperationName = (name: string): name is OperationName =>
  (operationNames as readonly string[]).includes(name);

/** Class A is free of charge and never capped: https://www.backblaze.com/cloud-storage/transaction-pricing */
const classA: ReadonlySet<OperationName> = new Set([
  'b2_cancel_large_file',
  'b2_delete_bucket',
  'b2_delete_file_version',
  'b2_delete_key',
  'b2_finish_large_file',
  'b2_get_upload_part_url',
  'b2_get_upload_url',
  'b2_hide_file',
  'b2_start_large_file',
  'b2_upload_file',
  'b2_upload_part',
]);

/** Classes B and C count against the transaction cap. */
export const countsAsTransaction = (operation: OperationName): boolean => !classA.has(operation);
