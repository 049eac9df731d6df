import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UploadId, VersionId } from '../../../src/shared/domain/ids.ts';
import type { OperationName } from '../../sandbox/b2/operations/names.ts';
import { asOwner } from './owner.ts';
import { problem } from './problem.ts';
import { marks, partBytes } from './protocol.ts';
import { passWeek, pressOn, verify } from './pressing.ts';
import { settingsOf, type Scene } from './scene.ts';
import type { Deed } from './story.ts';
import type { StoryFile } from './story-files.ts';

const patienceMs = 250;
const heldPatienceMs = 1_500;
const storedPatienceMs = 3_000;
const hourMs = 3_600_000;

type DoIt<D extends Deed> = (scene: Scene, deed: D) => Promise<unknown>;
type Named<N extends Deed['do']> = Extract<Deed, { readonly do: N }>;

const nowMs = ({ witness }: Scene): number => Date.now() + witness.offsetMs();
function fileOf({ disk }: Scene, n: number): StoryFile {
  const file = disk.files[n];
  if (!file) throw new Error(`no file ${n}`);
  return file;
}
const uploadsOf = ({ witness }: Scene, { item }: StoryFile): UploadId[] =>
  witness
    .rows()
    .filter(({ versionId, state }) => versionId === item.versionId && state !== 'ready' && state !== 'cancelled')
    .map(({ uploadId }) => uploadId);

const isReady = ({ witness }: Scene, versionId: VersionId): boolean =>
  witness.rows().some((row) => row.versionId === versionId && row.state === 'ready');

const isWaitingFor = ({ witness }: Scene, ...codes: readonly string[]): boolean =>
  witness.rows().some(({ state, reason }) => state === 'waiting' && codes.includes(reason?.code ?? ''));

/** Until so many exchanges hang, or nothing comes. */
async function untilHeld({ sandbox, witness }: Scene): Promise<boolean> {
  for (const endMs = Date.now() + heldPatienceMs; Date.now() < endMs;) {
    if (sandbox.faults.stalled() > 0) return true;
    if (witness.rows().length > 0 && witness.rows().every(({ state }) => state === 'ready')) return false;
    await sleep(2);
  }
  return false;
}

/** An answer is held back while something happens. */
async function whileHeld(
  scene: Scene,
  match: { operations: OperationName[]; partNumbers?: number[]; fileNamePrefix?: string },
  work: () => Promise<void>,
): Promise<void> {
  const { faults } = scene.sandbox;
  const id = faults.add({ ...match, fault: { kind: 'stall-answer', forMs: 330 }, times: 1 });
  if (await untilHeld(scene)) await work();
  faults.remove(id);
}

const leaping: ReadonlySet<Deed['do']> = new Set(['pass-week', 'days-away', 'sleep']);

/** Its lesson goes, or comes back, however often the process dies over it. */
async function live(scene: Scene, order: 'purge' | 'take-back', file: StoryFile): Promise<void> {
  const { witness, send } = scene;
  const { versionId } = file.item;
  const [from, to] = order === 'purge' ? ([undefined, 'purged'] as const) : (['purged', 'taken-back'] as const);
  const now = witness.lives.get(versionId);
  // Of what somebody cancelled nothing more is to be told.
  const isOver = now !== 'purged' && witness.isGivenUp(versionId);
  const isKnown = witness.rows().some((row) => row.versionId === versionId);
  if (isOver || (order === 'purge' ? now === 'purged' || !isKnown : now !== from)) return;
  if (order === 'purge') {
    witness.giveUp(versionId);
    witness.release(versionId);
  }
  const isDone = (): boolean => witness.lives.get(versionId) === to;
  for (let tries = 0; tries < 40 && !isDone(); tries += 1) {
    send({ do: order, versionId });
    await witness.until(isDone, 500);
  }
  if (!isDone()) witness.problems.push(problem('stuck', `could not ${order}`));
  if (order === 'purge') return;
  witness.wantAgain(versionId);
  // Its bytes are there: from here on nothing takes them. Where days passed they may be on their way out.
  const mayBeGoing = scene.story.events.some(({ deed }) => leaping.has(deed.do));
  if (!mayBeGoing && isReady(scene, versionId)) witness.promise([versionId]);
}

/** Time passes, here and there. */
function leap({ send, witness, sandbox }: Scene, byMs: number): void {
  send({ do: 'set-clock', byMs });
  witness.setOffset(byMs);
  sandbox.clock.advance(byMs);
}

const lastPart = ({ item }: StoryFile, partSize: number): number => Math.max(1, Math.ceil(item.sizeBytes / partSize));

async function mark(scene: Scene, file: StoryFile, name: string, forMs: number): Promise<void> {
  writeFileSync(file.path + name, '');
  await scene.witness.until(() => isWaitingFor(scene, 'file-locked', 'drive-missing'), forMs);
  rmSync(file.path + name, { force: true });
}

const change: DoIt<Named<'edit' | 'replace' | 'grow' | 'truncate' | 'touch'>> = async (scene, { do: how, file }) =>
  scene.disk.change(fileOf(scene, file), how, nowMs(scene));

const ofProcess = {
  kill: (scene) => scene.kill(),
  'kill-worker': async (scene) => scene.send({ do: 'kill-worker' }),
  quit: (scene) => scene.quit(),
  async 'kill-at-statement'(scene, { nth }) {
    scene.expectDeath();
    scene.send({ do: 'arm', dieAt: nth });
  },
  'kill-at-answer': (scene, { operation }) => whileHeld(scene, { operations: [operation] }, () => scene.kill()),
  async sleep(scene) {
    const byMs = hourMs * (1 + (scene.story.seed % 30));
    scene.send({ do: 'suspend' });
    await scene.sandbox.faults.away({ mode: 'refuse' });
    leap(scene, byMs);
    await scene.sandbox.faults.back();
    scene.send({ do: 'wake' });
  },
  async 'days-away'(scene, { isTold }) {
    await scene.sandbox.faults.away({ mode: 'refuse' });
    leap(scene, 72 * hourMs);
    await sleep(20);
    await scene.sandbox.faults.back();
    if (isTold) scene.send({ do: 'online' });
  },
  async 'set-clock'(scene, { byMs }) {
    scene.send({ do: 'set-clock', byMs });
    scene.witness.setOffset(byMs);
  },
  async 'full-disk'(scene, { forMs }) {
    scene.send({ do: 'disk', isFull: true });
    await sleep(forMs);
    scene.send({ do: 'disk', isFull: false });
  },
} satisfies { [N in Deed['do']]?: DoIt<Named<N>> };

/** Puts a cap on the account; answers how it is lifted. */
function cap({ sandbox }: Scene, which: Named<'cap'>['which']): () => void {
  if (which === 'any') {
    const id = sandbox.faults.add({ operations: ['b2_upload_part', 'b2_upload_file'], fault: 'cap' });
    return () => sandbox.faults.remove(id);
  }
  const [set, lifted] =
    which === 'storage'
      ? [{ storageBytes: sandbox.storedBytes() + 1 }, { storageBytes: null }]
      : [{ transactionsPerDay: 0 }, { transactionsPerDay: null }];
  sandbox.setCaps(set);
  return () => sandbox.setCaps(lifted);
}

const ofStorage = {
  async 'expire-account-tokens'({ sandbox }) {
    sandbox.expireTokens('account');
  },
  async 'expire-upload-tokens'({ sandbox }) {
    sandbox.expireTokens('upload');
  },
  async away(scene, { mode, forMs, isTold }) {
    await scene.sandbox.faults.away({ mode });
    await sleep(forMs);
    await scene.sandbox.faults.back();
    if (isTold) scene.send({ do: 'online' });
  },
  async cap(scene, { which, isResumed }) {
    const { witness } = scene;
    const lift = cap(scene, which);
    await witness.until(() => isWaitingFor(scene, 'cap-exceeded'), patienceMs);
    lift();
    if (isResumed) scene.send({ do: 'verb', verb: 'resume', which: 'all' });
  },
  async 'short-quota'(scene, { forMs }) {
    scene.send({ do: 'configure', settings: null, why: 'over-quota' });
    await sleep(forMs);
    scene.send({ do: 'configure', settings: scene.settings });
  },
  async 'revoke-key'(scene) {
    await asOwner(scene, 'b2_delete_key', { applicationKeyId: scene.settings.keyId });
    await scene.witness.until(() => isWaitingFor(scene, 'key-revoked', 'access-denied'), patienceMs);
    scene.settings = settingsOf(scene.sandbox, 'second');
    scene.send({ do: 'configure', settings: scene.settings });
  },
  async 'cancel-on-server'(scene) {
    const [file] = scene.sandbox.unfinished();
    if (file) await asOwner(scene, 'b2_cancel_large_file', { fileId: file.fileId });
  },
  async 'lose-object'(scene, { file }) {
    const { item } = fileOf(scene, file);
    await pressOn(scene, () => isReady(scene, item.versionId), storedPatienceMs);
    const [object] = scene.sandbox.objects(`${scene.sandbox.prefix}${item.name}`);
    if (!object || !isReady(scene, item.versionId)) return;
    const { fileId, fileName } = object;
    scene.lost.add(fileId);
    await asOwner(scene, 'b2_delete_file_version', { fileId, fileName });
  },
  'verify-again': (scene, { mode }) => verify(scene, mode),
  async 'send-again'(scene, { file }) {
    const { witness } = scene;
    const chosen = fileOf(scene, file);
    const { versionId } = chosen.item;
    await pressOn(scene, () => isReady(scene, versionId), storedPatienceMs);
    await verify(scene, 'ends');
    const row = witness.rows().find((one) => one.versionId === versionId && one.state === 'ready');
    const check = witness.checks.findLast(({ uploadId }) => uploadId === row?.uploadId);
    // Only what was found to be gone can be asked for again.
    if (!row || check?.found?.verdict !== 'gone') return;
    witness.release(versionId);
    scene.send({ do: 'clear', uploadId: row.uploadId });
    if (!(await witness.until(() => !isReady(scene, versionId), storedPatienceMs))) return;
    scene.sentAgain.add(versionId);
    await scene.enqueue([chosen]);
  },
} satisfies { [N in Deed['do']]?: DoIt<Named<N>> };

const ofFiles = {
  edit: change,
  replace: change,
  grow: change,
  truncate: change,
  touch: change,
  async 'edit-at-last-part'(scene, { file }) {
    const chosen = fileOf(scene, file);
    const match = { operations: ['b2_upload_part' as const], partNumbers: [lastPart(chosen, partBytes)] };
    await whileHeld(scene, { ...match, fileNamePrefix: `${scene.sandbox.prefix}${chosen.item.name}` }, async () =>
      scene.disk.change(chosen, 'edit', nowMs(scene)),
    );
  },
  lock: (scene, { file, forMs }) => mark(scene, fileOf(scene, file), marks.locked, forMs),
  silence: (scene, { file, forMs }) => mark(scene, fileOf(scene, file), marks.silent, forMs),
  async unplug(scene, { file, forMs }) {
    const chosen = fileOf(scene, file);
    scene.disk.unplug(chosen);
    await scene.witness.until(() => isWaitingFor(scene, 'file-missing'), forMs);
    if (!existsSync(chosen.path)) scene.disk.plugIn(chosen);
  },
} satisfies { [N in Deed['do']]?: DoIt<Named<N>> };

const ofUser = {
  async pause(scene, { file }) {
    scene.send({ do: 'verb', verb: 'pause', which: uploadsOf(scene, fileOf(scene, file)) });
  },
  async cancel(scene, { file }) {
    const chosen = fileOf(scene, file);
    const which = uploadsOf(scene, chosen);
    // What is purged is being ended by itself; cancelled in that moment, too, it would stay away when it is taken back.
    if (which.length === 0 || scene.witness.lives.get(chosen.item.versionId) === 'purged') return;
    scene.witness.giveUp(chosen.item.versionId);
    scene.send({ do: 'verb', verb: 'cancel', which });
  },
  async 'send-first'(scene, { file }) {
    const [uploadId] = uploadsOf(scene, fileOf(scene, file));
    if (uploadId) scene.send({ do: 'send-first', uploadId });
  },
  async 'pause-all'(scene) {
    scene.send({ do: 'verb', verb: 'pause', which: 'all' });
    await sleep(20);
    scene.send({ do: 'verb', verb: 'resume', which: 'all' });
  },
  async 'retry-all'(scene) {
    scene.send({ do: 'verb', verb: 'retry', which: 'all' });
  },
  purge: (scene, { file }) => live(scene, 'purge', fileOf(scene, file)),
  'take-back': (scene, { file }) => live(scene, 'take-back', fileOf(scene, file)),
  'pass-week': (scene) => passWeek(scene, patienceMs),
  'enqueue-late': (scene) => scene.enqueue(scene.disk.files.filter(({ planned }) => planned.comes === 'late')),
  async 'enqueue-after'(scene, { file }) {
    const chosen = fileOf(scene, file);
    const { sameAs, formerly } = chosen.planned;
    const first = fileOf(scene, sameAs ?? formerly ?? 0).item.versionId;
    await pressOn(scene, () => isReady(scene, first) || scene.witness.isGivenUp(first), storedPatienceMs);
    await scene.enqueue([chosen]);
  },
} satisfies { [N in Deed['do']]?: DoIt<Named<N>> };

const all: Readonly<Record<Deed['do'], DoIt<never>>> = { ...ofProcess, ...ofStorage, ...ofFiles, ...ofUser };

/** Does it, and resolves when what it takes away is back. */
export const doDeed = (scene: Scene, deed: Deed): Promise<unknown> => (all[deed.do] as DoIt<Deed>)(scene, deed);
