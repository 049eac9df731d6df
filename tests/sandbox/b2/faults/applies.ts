import { type OperationName, operationNames } from '../operations/names.ts';
import type { Fault } from './model.ts';

const isDownload = (operation: OperationName): boolean => operation.startsWith('b2_download');
const keepsBytes: ReadonlySet<OperationName> = new Set(['b2_upload_file', 'b2_upload_part']);
const tellsHashes: ReadonlySet<OperationName> = new Set([
  'b2_copy_file',
  'b2_copy_part',
  'b2_get_file_info',
  'b2_hide_file',
  'b2_list_file_names',
  'b2_list_file_versions',
  'b2_list_parts',
  'b2_upload_file',
  'b2_upload_part',
]);

/** Whether the fault could change anything about a call of the operation. */
export function canMeet(fault: Fault, operation: OperationName): boolean {
  if (fault.kind === 'damage-stored') return keepsBytes.has(operation);
  if (fault.kind === 'lie-about-hash') return tellsHashes.has(operation);
  // A download's head is out before its work is done: no other status can follow.
  return fault.kind !== 'status' || fault.when !== 'after-storing' || !isDownload(operation);
}

const wordFor = (fault: Fault): string =>
  fault.kind === 'status' ? `status ${fault.status} ${fault.when}` : fault.kind;

/** Throws, with the operations that would do, when one of `operations` could never meet one of the faults. */
export function requireMeetable(faults: readonly Fault[], operations: readonly OperationName[]): void {
  for (const fault of faults) {
    const never = operations.filter((operation) => !canMeet(fault, operation));
    if (never.length === 0) continue;
    const possible = operationNames.filter((operation) => canMeet(fault, operation));
    throw new Error(
      `the fault "${wordFor(fault)}" changes nothing about ${never.join(', ')}; it can happen to: ${possible.join(', ')}`,
    );
  }
}
