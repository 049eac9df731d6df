import { z } from 'zod';
import { operationNames } from '../operations/names.ts';

/**
 * When an answer comes that is not the operation's own: before the body is read; after it was read but before
 * anything is kept; or after the operation did its work, so that only its answer is lost.
 */
const moment = z.enum(['at-once', 'after-body', 'after-storing']);

const statusFault = z.strictObject({
  kind: z.literal('status'),
  status: z.int().min(400).max(599),
  code: z.string().default('sandbox_fault'),
  message: z.string().default('fault injected by the sandbox'),
  /** An HTML page, as a proxy in between would send. */
  html: z.boolean().default(false),
  retryAfterSeconds: z.number().optional(),
  when: moment.default('at-once'),
});

/** Bytes of the body let through first; absent: half of the body. */
const afterBytes = z.int().min(0).optional();
/** How long it lasts; absent: until `release()` or until the connection ends. */
const forMs = z.int().min(0).optional();
/** End the connection with FIN instead of RST. */
const gently = z.boolean().default(false);

const fault = z.discriminatedUnion('kind', [
  statusFault,
  /** Upload URLs: the URL given out leads to a port where nobody listens. Other calls: reset before any answer. */
  z.strictObject({ kind: z.literal('connection-refused') }),
  /** The connection ends in the middle of the upload's, or the download's, body. */
  z.strictObject({ kind: z.literal('cut-in-body'), afterBytes, gently }),
  /** The work is done and kept, the connection ends instead of an answer. */
  z.strictObject({ kind: z.literal('cut-after-storing'), gently }),
  /** No byte is taken (or given) any more, the connection stays open. */
  z.strictObject({ kind: z.literal('stall-in-body'), afterBytes, forMs }),
  /** The work is done and kept, the answer does not come. */
  z.strictObject({ kind: z.literal('stall-answer'), forMs }),
  /** Every `contentSha1` of the answer is wrong. */
  z.strictObject({ kind: z.literal('lie-about-hash') }),
  /** The bytes are kept with one of them changed, the answer says all is well. */
  z.strictObject({ kind: z.literal('damage-stored') }),
]);

export type Fault = z.output<typeof fault>;

const status = (
  code: number,
  name: string,
  message: string,
  more: { when?: z.infer<typeof moment>; html?: boolean; retryAfterSeconds?: number } = {},
): Fault => fault.parse({ kind: 'status', status: code, code: name, message, ...more });

/** The faults of the field, by name. A rule may use these words or a `Fault` of its own. */
export const namedFaults = {
  '500': status(500, 'internal_error', 'An unexpected error has occurred.'),
  '500-after-body': status(500, 'internal_error', 'An unexpected error has occurred.', { when: 'after-body' }),
  '500-after-storing': status(500, 'internal_error', 'An unexpected error has occurred.', { when: 'after-storing' }),
  '502-html': status(502, 'bad_gateway', 'Bad Gateway', { html: true }),
  '502-html-after-body': status(502, 'bad_gateway', 'Bad Gateway', { html: true, when: 'after-body' }),
  '502-html-after-storing': status(502, 'bad_gateway', 'Bad Gateway', { html: true, when: 'after-storing' }),
  '503-at-once': status(503, 'service_unavailable', 'no tomes available'),
  '503-after-body': status(503, 'service_unavailable', 'vault is too busy', { when: 'after-body' }),
  '503-retry-after': status(503, 'service_unavailable', 'vault is too busy', { retryAfterSeconds: 1 }),
  '408': status(408, 'request_timeout', 'The service timed out trying to read your request.'),
  '429': status(429, 'too_many_requests', 'Too many requests'),
  '429-retry-after': status(429, 'too_many_requests', 'Too many requests', { retryAfterSeconds: 1 }),
  'expired-auth-token': status(401, 'expired_auth_token', 'Authorization token has expired'),
  'bad-auth-token': status(401, 'bad_auth_token', 'Invalid authorization token'),
  unauthorized: status(401, 'unauthorized', ''),
  checksum: status(400, 'bad_request', 'Checksum did not match data received', { when: 'after-body' }),
  'auth-token-limit': status(400, 'auth_token_limit', 'more than one upload using auth token 4_sandbox'),
  'storage-cap': status(403, 'storage_cap_exceeded', 'Cannot upload files, storage cap exceeded.'),
  'transaction-cap': status(403, 'transaction_cap_exceeded', 'Transaction cap exceeded.'),
  cap: status(403, 'cap_exceeded', 'Cap exceeded.'),
  'access-denied': status(403, 'access_denied', 'Access denied'),
  'connection-refused': { kind: 'connection-refused' },
  'cut-in-body': { kind: 'cut-in-body', gently: false },
  'cut-after-storing': { kind: 'cut-after-storing', gently: false },
  'stall-in-body': { kind: 'stall-in-body' },
  'stall-answer': { kind: 'stall-answer' },
  'lie-about-hash': { kind: 'lie-about-hash' },
  'damage-stored': { kind: 'damage-stored' },
} as const satisfies Record<string, Fault>;

export type FaultName = keyof typeof namedFaults;

const faultName = z.enum(Object.keys(namedFaults) as [FaultName, ...FaultName[]]);
const faultOrName = z.union([faultName, fault]);

/** Which calls a rule hits. All that is given must hold; what is absent does not restrict. */
export const faultRule = z.strictObject({
  id: z.string().optional(),
  operations: z.array(z.enum(operationNames)).optional(),
  partNumbers: z.array(z.int()).optional(),
  /** Names of the files that a call is about must begin with this. */
  fileNamePrefix: z.string().optional(),
  /** Hit the n-th (from 1) of the calls that match the rest of the rule. */
  calls: z.array(z.int().min(1)).optional(),
  /** Hit this share of the matching calls, chosen by the seed, the file, the part and the attempt. */
  probability: z.number().min(0).max(1).optional(),
  /** Stop after this many hits. */
  times: z.int().min(1).optional(),
  /** One fault, or several to choose from by the seed. */
  fault: z.union([faultOrName, z.array(faultOrName).min(1)]),
});

export type FaultRule = z.input<typeof faultRule>;
type CheckedRule = z.output<typeof faultRule>;

export const faultsOf = (rule: CheckedRule): Fault[] =>
  [rule.fault].flat().map((one) => (typeof one === 'string' ? namedFaults[one] : one));

/** How the line is. Absent or null values mean no limit. */
export const linkSettings = z.strictObject({
  /** Waited before every answer. */
  latencyMs: z.number().min(0).optional(),
  /** Bodies, in each direction. */
  bytesPerSecondPerConnection: z.number().positive().optional(),
  bytesPerSecondTotal: z.number().positive().optional(),
});

export type LinkSettings = z.infer<typeof linkSettings>;
