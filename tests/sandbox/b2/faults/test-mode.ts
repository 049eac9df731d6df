import { B2Refusal, expiredAuthToken } from '../errors.ts';
import type { OperationName } from '../operations/names.ts';
import { chance } from '../random.ts';

/** The service's own fault switch: https://www.backblaze.com/docs/cloud-storage-integration-checklist */
const testModes = ['fail_some_uploads', 'expire_some_account_authorization_tokens', 'force_cap_exceeded'] as const;

export type TestMode = (typeof testModes)[number];

export const readTestMode = (header: string | string[] | undefined): TestMode | undefined =>
  testModes.find((mode) => mode === header);

const uploads: ReadonlySet<OperationName> = new Set(['b2_upload_file', 'b2_upload_part']);
const uploadRelated: ReadonlySet<OperationName> = new Set([
  ...uploads,
  'b2_get_upload_url',
  'b2_get_upload_part_url',
  'b2_start_large_file',
]);
const failedShare = 0.3;

/**
 * What `X-Bz-Test-Mode` makes of a call: the refusal to answer, or undefined. `call` numbers the calls, so that
 * "some" is decided by the seed.
 */
export function testModeRefusal(
  mode: TestMode | undefined,
  about: { seed: number; operation: OperationName; call: number },
): B2Refusal | undefined {
  const drawn = (): boolean => chance(about.seed, mode ?? '', about.operation, about.call) < failedShare;
  if (mode === 'fail_some_uploads' && uploads.has(about.operation) && drawn()) {
    return new B2Refusal(503, 'service_unavailable', 'no tomes available (X-Bz-Test-Mode)');
  }
  if (mode === 'force_cap_exceeded' && uploadRelated.has(about.operation)) {
    return new B2Refusal(403, 'cap_exceeded', 'Cap exceeded (X-Bz-Test-Mode)');
  }
  const ofAccount = about.operation !== 'b2_authorize_account' && !uploads.has(about.operation);
  if (mode === 'expire_some_account_authorization_tokens' && ofAccount && drawn()) return expiredAuthToken();
  return undefined;
}
