import type { ReasonCode } from '../../../src/shared/domain/upload.ts';
import type { FaultName, FaultRule } from '../../sandbox/b2/faults/model.ts';
import type { DeedName, Story } from './story.ts';

/** What may be said of an upload that meets a fault; every word beyond the sum of these is a lie. */
const ofFaults: Readonly<Partial<Record<FaultName, readonly ReasonCode[]>>> = {
  '429': ['rate-limited'],
  '429-retry-after': ['rate-limited'],
  'connection-refused': ['offline', 'server-busy'],
};
/** Of the others that pass by themselves. */
const passing: readonly ReasonCode[] = ['server-busy'];

const changes: readonly ReasonCode[] = ['file-changed', 'file-growing'];
const ofDeeds: Readonly<Record<DeedName, readonly ReasonCode[]>> = {
  kill: [],
  'kill-worker': [],
  quit: [],
  'kill-at-statement': [],
  'kill-at-answer': ['server-busy'],
  sleep: ['server-busy', 'offline'],
  'expire-account-tokens': ['server-busy'],
  'expire-upload-tokens': ['server-busy'],
  'set-clock': [],
  away: ['offline', 'server-busy'],
  'full-disk': ['disk-full'],
  'days-away': ['offline', 'server-busy'],
  cap: ['cap-exceeded'],
  'short-quota': ['over-quota'],
  'revoke-key': ['key-revoked', 'access-denied', 'server-busy'],
  'cancel-on-server': ['server-forgot'],
  edit: changes,
  replace: changes,
  grow: changes,
  truncate: changes,
  touch: changes,
  'edit-at-last-part': [...changes, 'server-busy'],
  lock: ['file-locked'],
  unplug: ['file-missing'],
  silence: ['drive-missing'],
  pause: [],
  cancel: [],
  'send-first': [],
  'pause-all': [],
  'retry-all': [],
  'enqueue-late': [],
  'enqueue-after': [],
  'verify-again': [],
  'lose-object': [],
  'send-again': [],
  purge: [],
  'take-back': [],
  'pass-week': ['offline', 'server-busy'],
};

const ofRule = ({ fault }: FaultRule): ReasonCode[] =>
  [fault].flat().flatMap((one) => {
    if (typeof one === 'string') return ofFaults[one] ?? passing;
    return one.kind === 'status' && one.status === 429 ? ['rate-limited'] : passing;
  });

/** The reasons that this story may show. */
export function allowedReasons({ rules, events }: Story): ReadonlySet<ReasonCode> {
  return new Set([...rules.flatMap(ofRule), ...events.flatMap(({ deed }) => ofDeeds[deed.do])]);
}
