import { z } from 'zod';
import { type ControlDoor, openControlDoor } from '../../control-door.ts';
import { faultRule, linkSettings } from '../faults/model.ts';
import type { SandboxFace } from '../face.ts';

const away = z.strictObject({ mode: z.enum(['refuse', 'hang']), forMs: z.number().positive().optional() });
const clock = z.strictObject({
  advanceMs: z.number().optional(),
  setMs: z.number().optional(),
  skewMs: z.number().optional(),
});
const caps = z.strictObject({
  storageBytes: z.number().nullable().optional(),
  transactionsPerDay: z.number().nullable().optional(),
});
const tokens = z.strictObject({ which: z.enum(['account', 'upload', 'all']) });
const byId = z.strictObject({ id: z.string() });
const byFile = z.strictObject({ fileId: z.string() });

type Action = (sandbox: SandboxFace, body: unknown) => unknown;

/** Leaves out what is undefined: an absent limit and one that is undefined mean the same here. */
const defined = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

function moveClock(sandbox: SandboxFace, body: unknown): { nowMs: number } {
  const { advanceMs, setMs, skewMs } = clock.parse(body);
  if (setMs !== undefined) sandbox.clock.set(setMs);
  if (advanceMs !== undefined) sandbox.clock.advance(advanceMs);
  if (skewMs !== undefined) sandbox.clock.skewDateHeader(skewMs);
  return { nowMs: sandbox.clock.nowMs() };
}

const stateOf = (sandbox: SandboxFace): object => ({
  url: sandbox.url,
  accountId: sandbox.accountId,
  bucket: sandbox.bucket,
  prefix: sandbox.prefix,
  keys: sandbox.keys,
  nowMs: sandbox.clock.nowMs(),
  objects: sandbox.objects(),
  unfinished: sandbox.unfinished(),
  storedBytes: sandbox.storedBytes(),
  bytesReceived: sandbox.log.bytesReceived(),
  stalled: sandbox.faults.stalled(),
  rules: sandbox.faults.status(),
  internalErrors: sandbox.internalErrors().map(String),
});

const actions: Readonly<Record<string, Action>> = {
  'GET /_sandbox/state': stateOf,
  'GET /_sandbox/log': (sandbox) => sandbox.log.entries(),
  'POST /_sandbox/sha1': async (sandbox, body) => ({ sha1: await sandbox.sha1OfObject(byFile.parse(body).fileId) }),
  'POST /_sandbox/faults': (sandbox, body) => ({ id: sandbox.faults.add(faultRule.parse(body)) }),
  'POST /_sandbox/faults/remove': (sandbox, body) => sandbox.faults.remove(byId.parse(body).id),
  'POST /_sandbox/faults/clear': (sandbox) => sandbox.faults.clear(),
  'POST /_sandbox/release': (sandbox) => sandbox.faults.release(),
  'POST /_sandbox/link': (sandbox, body) => sandbox.faults.setLink(linkSettings.parse(body)),
  'POST /_sandbox/away': (sandbox, body) => sandbox.faults.away(defined(away.parse(body))),
  'POST /_sandbox/back': (sandbox) => sandbox.faults.back(),
  'POST /_sandbox/clock': moveClock,
  'POST /_sandbox/caps': (sandbox, body) => sandbox.setCaps(defined(caps.parse(body))),
  'POST /_sandbox/tokens/expire': (sandbox, body) => sandbox.expireTokens(tokens.parse(body).which),
};

/** Serves `/_sandbox/…` on a loopback port of its own, so that it works while the network is away. */
export function startControl(sandbox: SandboxFace, port: number): Promise<ControlDoor> {
  const bound = Object.entries(actions).map(([call, act]) => [call, (body: unknown) => act(sandbox, body)] as const);
  return openControlDoor(Object.fromEntries(bound), port);
}
