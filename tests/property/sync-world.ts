import { copyFileSync, rmSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { createDevice, put, serverDump, set, type Device, type MemoryVault } from '../integration/sync-rig.ts';
import { mergeOp, type Op, type SyncedRow } from '../../src/shared/domain/merge.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';

/** How one request of a round fares. `zombie`: it arrives later, when nobody waits for it any more. */
export type Fate = 'ok' | 'lose-request' | 'lose-answer' | 'duplicate' | 'zombie';
export interface Step {
  readonly device: number;
  readonly kind:
    | 'new-course'
    | 'new-chapter'
    | 'rename'
    | 'describe'
    | 'move'
    | 'delete'
    | 'restore'
    | 'too-long'
    | 'orphan'
    | 'sync'
    | 'restart'
    | 'snapshot'
    | 'rollback'
    | 'clock'
    | 'fire-zombie';
  readonly a: number;
  readonly b: number;
  readonly fate: Fate;
  readonly nth: number;
}

interface Computer {
  device: Device;
  /** The latest stamp that was ever on show, per field group. */
  seen: Map<string, string>;
  skewMs: number;
  snapshot: string | null;
  fate: Fate;
  /** Requests left before the fate strikes. */
  left: number;
}

/** Wrong clocks stay behind the server's: no stamp is clamped, so the last writer can be told. (Clamping has a test.) */
const LONG_AGO_MS = 864_000_000;

const idsOf = (device: Device, table: string): string[] =>
  device.db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as string[];
function pick(device: Device, table: string, n: number): string | null {
  const ids = idsOf(device, table);
  return ids[n % Math.max(1, ids.length)] ?? null;
}

type Write = (device: Device, ...drafts: Parameters<Device['mutate']>) => void;

/** What a person does, by the kind of step; what has nothing to act on is let be. */
function createEdits(write: Write): Readonly<Record<string, (device: Device, step: Step) => void>> {
  return {
    'new-course': (device, { a }) =>
      write(device, put('courses', uuidv7(), { origin: { created_at_ms: a }, title: { title: `Course ${a}` } })),
    'new-chapter': (device, { a, b }) => {
      const course = pick(device, 'courses', a);
      const place = course && { course_id: course, pos: `a${b % 10}` };
      if (place) write(device, put('chapters', uuidv7(), { place, title: { title: `Chapter ${b}` } }));
    },
    rename: (device, { a, b }) => {
      const id = pick(device, 'courses', a);
      if (id) write(device, set('courses', id, { title: { title: `Title ${b}` } }));
    },
    describe: (device, { a, b }) => {
      const id = pick(device, 'courses', a);
      const objectives = [`one ${b}`, 'two'];
      if (id)
        write(
          device,
          set('courses', id, { objectives: { objectives }, facts: { category: `${b}`, language: 'en', level: 'all' } }),
        );
    },
    move: (device, { a, b }) => {
      const [id, course] = [pick(device, 'chapters', a), pick(device, 'courses', b)];
      if (id && course) write(device, set('chapters', id, { place: { course_id: course, pos: `a${b % 10}` } }));
    },
    delete: (device, { a, b }) => {
      const id = pick(device, 'chapters', a);
      if (id) write(device, set('chapters', id, { life: { deleted_at_ms: b } }));
    },
    restore: (device, { a }) => {
      const id = pick(device, 'chapters', a);
      if (id) write(device, set('chapters', id, { life: { deleted_at_ms: null } }));
    },
    'too-long': (device, { a }) => {
      const id = pick(device, 'courses', a);
      if (id)
        write(
          device,
          set('courses', id, { subtitle: { subtitle: 'must go back' } }),
          set('courses', id, { title: { title: 'x'.repeat(501) } }),
        );
    },
    orphan: (device) => write(device, put('chapters', uuidv7(), { place: { course_id: uuidv7(), pos: 'a0' } })),
  };
}

/** Several computers of one person around one server, with everything that may go wrong between them. */
export function createWorld(sandbox: SupabaseSandbox, vault: MemoryVault, count: number) {
  const zombies: (() => Promise<unknown>)[] = [];
  /** Everything ever written, by mutation id: what the checks at the end go by. */
  const written = new Map<string, readonly Op[]>();
  const forgotten = new Set<string>();

  function fetchOf(computer: Computer): typeof globalThis.fetch {
    return async (input, init) => {
      const strikes = computer.fate !== 'ok' && computer.left-- === 0;
      if (!strikes) return globalThis.fetch(input, init);
      if (computer.fate === 'duplicate') await globalThis.fetch(input, init);
      if (computer.fate === 'duplicate') return globalThis.fetch(input, init);
      if (computer.fate === 'lose-answer') await globalThis.fetch(input, init);
      if (computer.fate === 'zombie') zombies.push(() => globalThis.fetch(input, { ...init, signal: null }));
      throw new TypeError('fetch failed');
    };
  }
  function open(computer: Omit<Computer, 'device'> & { device?: Device }, path?: string): Computer {
    const self = computer as Computer;
    const options = { vault, skewMs: () => self.skewMs - LONG_AGO_MS, fetch: fetchOf(self), isStubborn: true };
    self.device = createDevice(sandbox, path === undefined ? options : { ...options, path });
    return self;
  }
  const computers = Array.from({ length: count }, () =>
    open({ seen: new Map(), skewMs: 0, snapshot: null, fate: 'ok', left: 0 }),
  );

  /** Remembers what was written, and checks at once that the writer sees it (I6). */
  function write(device: Device, ...drafts: Parameters<Device['mutate']>): void {
    const before = new Set(device.outbox().map(({ mid }) => mid));
    const mid = device.mutate(...drafts);
    const entries = device.outbox() as unknown as { mid: string; ops: string }[];
    const ops = JSON.parse(entries.find((entry) => entry.mid === mid)?.ops ?? '[]') as Op[];
    for (const former of before) if (!entries.some((entry) => entry.mid === former)) forgotten.add(former); // coalesced
    written.set(mid, ops);
    for (const op of ops)
      for (const group of Object.keys(op.v)) {
        const held = device.row(op.t as 'courses', op.id)?.fv[group] ?? '';
        if (held < op.h && group !== 'origin') throw new Error(`I6: ${op.t}.${group} is not seen by its writer`);
      }
  }

  /** I6 in between: a pending own write stays in sight unless a later one is. */
  function checkOwnWrites(device: Device): void {
    for (const { ops } of device.outbox() as unknown as { ops: string }[])
      for (const op of JSON.parse(ops) as Op[])
        for (const group of Object.keys(op.v)) {
          const held = device.row(op.t as 'courses', op.id)?.fv[group] ?? '';
          if (held !== '' && held < op.h && group !== 'origin') throw new Error(`I6: ${group} flickered`);
        }
  }

  /** I7: no field goes back in time, but for a refused mutation (shown) and a disk that was put back. */
  function checkTime({ device, seen }: Computer): void {
    const letters = device.deadLetters() as unknown as { ops: string }[];
    const refused = new Set(letters.flatMap(({ ops }) => (JSON.parse(ops) as Op[]).map(({ h }) => h)));
    for (const [table, rows] of Object.entries(device.dump()))
      for (const [id, row] of Object.entries(rows as Record<string, SyncedRow>))
        for (const [group, h] of Object.entries(row.fv)) {
          const key = `${table} ${id} ${group}`;
          const before = seen.get(key) ?? '';
          if (h < before && !refused.has(before)) throw new Error(`I7: ${key} went back from ${before} to ${h}`);
          seen.set(key, h);
        }
  }

  async function sync(computer: Computer, fate: Fate, nth: number): Promise<string> {
    computer.fate = fate;
    computer.left = nth;
    const ended = await computer.device.sync();
    computer.fate = 'ok';
    return ended;
  }
  async function restart(computer: Computer, path = computer.device.path): Promise<void> {
    computer.device.close();
    open(computer, path);
    await computer.device.session.restore();
  }
  function takeSnapshot(computer: Computer): void {
    computer.device.db.pragma('wal_checkpoint(TRUNCATE)');
    computer.snapshot = `${computer.device.path}.snapshot`;
    copyFileSync(computer.device.path, computer.snapshot);
  }
  /** The disk is put back: what was written since, and had not been sent, is gone with it. */
  async function rollBack(computer: Computer): Promise<void> {
    if (computer.snapshot === null) return;
    for (const { mid } of [...computer.device.outbox(), ...computer.device.deadLetters()]) forgotten.add(mid);
    computer.seen.clear();
    const { path } = computer.device;
    computer.device.close();
    for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
    copyFileSync(computer.snapshot, path);
    open(computer, path);
    await computer.device.session.restore();
  }

  const edits = createEdits(write);
  async function act(step: Step): Promise<void> {
    const computer = computers[step.device % count];
    if (!computer) return;
    const edit = edits[step.kind];
    if (edit) edit(computer.device, step);
    else if (step.kind === 'sync') await sync(computer, step.fate, step.nth);
    else if (step.kind === 'restart') await restart(computer);
    else if (step.kind === 'snapshot') takeSnapshot(computer);
    else if (step.kind === 'rollback') await rollBack(computer);
    else if (step.kind === 'clock') computer.skewMs = ((step.a % 3) - 1) * 3_600_000;
    else await zombies.shift()?.();
    checkOwnWrites(computer.device);
    checkTime(computer);
  }

  /** Late requests arrive, then everybody syncs until nothing moves. */
  async function settle(): Promise<void> {
    for (const fire of zombies.splice(0)) await fire();
    for (let round = 0; round < 3; round++)
      for (const computer of computers) {
        const ended = await sync(computer, 'ok', 0);
        if (ended !== 'ok') throw new Error(`a round without faults ended with ${ended}`);
      }
  }

  return {
    computers,
    act,
    settle,
    written,
    forgotten,
    dump: (ws: string) => serverDump(sandbox, ws),
    start: async () => {
      for (const { device } of computers) await device.session.restore();
    },
    close: () => {
      for (const { device } of computers) device.close();
    },
  };
}
export type World = ReturnType<typeof createWorld>;

/** What the accepted mutations make of every row, merged in any order (imm groups aside). */
export function replay(ops: readonly Op[]): Map<string, SyncedRow> {
  const rows = new Map<string, SyncedRow>();
  for (const op of ops.toSorted((x, y) => (x.k === y.k ? 0 : x.k === 'put' ? -1 : 1))) {
    const merged = mergeOp(rows.get(`${op.t} ${op.id}`) ?? null, op);
    if (merged) rows.set(`${op.t} ${op.id}`, merged);
  }
  return rows;
}
