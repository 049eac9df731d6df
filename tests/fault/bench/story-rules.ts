import type { FaultName, FaultRule } from '../../sandbox/b2/faults/model.ts';
import type { OperationName } from '../../sandbox/b2/operations/names.ts';
import type { Draw } from './draw.ts';

const ofBytes: readonly FaultName[] = [
  ...(['503-at-once', '503-after-body', '503-retry-after', '500', '500-after-body', '500-after-storing'] as const),
  ...(['502-html', '502-html-after-body', '502-html-after-storing', '408', '429', '429-retry-after'] as const),
  ...(['expired-auth-token', 'bad-auth-token', 'checksum', 'auth-token-limit', 'connection-refused'] as const),
  ...(['cut-in-body', 'cut-after-storing', 'stall-in-body', 'stall-answer', 'lie-about-hash'] as const),
];
const ofCalls: readonly FaultName[] = [
  ...(['503-at-once', '500-after-storing', '502-html', '502-html-after-storing', '408', '429'] as const),
  ...(['429-retry-after', 'expired-auth-token', 'bad-auth-token', 'connection-refused', 'cut-after-storing'] as const),
];
export const bytesOperations: readonly OperationName[] = ['b2_upload_part', 'b2_upload_file'];
export const calls: readonly OperationName[] = [
  ...(['b2_authorize_account', 'b2_get_upload_url', 'b2_get_upload_part_url', 'b2_start_large_file'] as const),
  ...(['b2_list_parts', 'b2_finish_large_file', 'b2_get_file_info', 'b2_list_file_versions'] as const),
  ...(['b2_list_unfinished_large_files', 'b2_cancel_large_file', 'b2_delete_file_version', 'b2_copy_part'] as const),
  ...(['b2_copy_file', 'b2_list_file_names'] as const),
];
/** An account token is asked for at the call itself: a refusal of it there would be final. */
const refusesTokens: ReadonlySet<FaultName> = new Set(['expired-auth-token', 'bad-auth-token']);

/** One fault of the table, at some calls; now and then the same part fails 3, 6 or 30 times. */
function planRule(draw: Draw): FaultRule {
  const isOfBytes = draw.chance(0.55);
  const operation = isOfBytes ? draw.pick(bytesOperations) : draw.pick(calls);
  const possible = operation === 'b2_authorize_account' ? ofCalls.filter((name) => !refusesTokens.has(name)) : ofCalls;
  const fault = draw.pick(isOfBytes ? ofBytes : possible);
  // A stall costs real time.
  const isSlow = fault.startsWith('stall');
  const times = isSlow ? 1 : draw.pick([1, 1, 2, 3, 6, 30]);
  const one = draw.chance(0.5) && operation === 'b2_upload_part' ? { partNumbers: [1 + draw.int(6)] } : {};
  return { operations: [operation], fault, times, ...one };
}

/** Longer than any back-off of ours: who does not listen is found. */
export const longRetryAfter = {
  kind: 'status',
  status: 429,
  code: 'too_many_requests',
  message: 'Too many requests',
  retryAfterSeconds: 90,
} as const;

/** Everything is too much for a while, with and without a word how long. */
const planThrottle = (draw: Draw): FaultRule[] => [
  {
    operations: [...bytesOperations, ...calls],
    probability: 0.2 + 0.4 * draw.unit(),
    times: 3 + draw.int(12),
    fault: draw.pick([['429'], ['429-retry-after'], [longRetryAfter], ['429', '429-retry-after', longRetryAfter]]),
  },
];

/** The faults of the server in a story. */
export function planRules(draw: Draw): FaultRule[] {
  const kind = draw.unit();
  if (kind < 0.12) return [];
  if (kind < 0.18) return [{ operations: ['b2_upload_part'], probability: 0.03, fault: 'checksum' }];
  if (kind < 0.23) return planThrottle(draw);
  const quick = ofBytes.filter((name) => !name.startsWith('stall'));
  if (kind < 0.32)
    return [
      { operations: [...bytesOperations], probability: 0.05, fault: quick },
      { operations: calls.slice(1), probability: 0.05, fault: [...ofCalls] },
    ];
  return Array.from({ length: 1 + draw.int(4) }, () => planRule(draw));
}
