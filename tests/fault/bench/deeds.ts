import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UploadId } from '../../../src/shared/domain/ids.ts';
import type { OperationName } from '../../sandbox/b2/operations/names.ts';
import { marks } from './protocol.ts';
import { settingsOf, type Scene } from './scene.ts';
import type { Deed } from './story.ts';
import type { StoryFile } from './story-files.ts';

const patienceMs = 250;
const heldPatienceMs = 1_500;
const hourMs = 3_600_000;

type DoIt<D extends Deed> = (scene: Scene, deed: D) => Promise<void>;
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

/** As somebody does in the service's own web pages, with the master key: again, when a fault of the story hits it. */
async function asOwner(scene: Scene, operation: string, body: object): Promise<void> {
  const { keyId, applicationKey } = scene.sandbox.keys.master;
  const basic = `Basic ${Buffer.from(`${keyId}:${applicationKey}`).toString('base64')}`;
  const post = async (call: string, Authorization: string, json: object): Promise<string | null> => {
    const init = { method: 'POST', headers: { Authorization }, body: JSON.stringify(json) };
    const answer = await fetch(`${scene.sandbox.url}/b2api/v2/${call}`, init).catch(() => null);
    return answer?.ok ? answer.text() : null;
  };
  for (let tries = 0; tries < 40; tries += 1) {
    const account = await post('b2_authorize_account', basic, {});
    if (account === null) continue;
    const { authorizationToken } = JSON.parse(account) as { authorizationToken: string };
    if ((await post(operation, authorizationToken, body)) !== null) return;
  }
}

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
    scene.send({ do: 'set-clock', byMs });
    scene.witness.setOffset(byMs);
    scene.sandbox.clock.advance(byMs);
    await scene.sandbox.faults.back();
    scene.send({ do: 'wake' });
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
  async cap(scene, { isResumed }) {
    const { sandbox, witness } = scene;
    sandbox.setCaps({ storageBytes: sandbox.storedBytes() + 1 });
    await witness.until(() => isWaitingFor(scene, 'cap-exceeded'), patienceMs);
    sandbox.setCaps({ storageBytes: null });
    if (isResumed) scene.send({ do: 'verb', verb: 'resume', which: 'all' });
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
} satisfies { [N in Deed['do']]?: DoIt<Named<N>> };

const ofFiles = {
  edit: change,
  replace: change,
  grow: change,
  truncate: change,
  touch: change,
  async 'edit-at-last-part'(scene, { file }) {
    const chosen = fileOf(scene, file);
    const match = { operations: ['b2_upload_part' as const], partNumbers: [lastPart(chosen, 50_000)] };
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
    if (which.length === 0) return;
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
  'enqueue-late': (scene) => scene.enqueue(scene.disk.files.filter(({ isLate }) => isLate)),
} satisfies { [N in Deed['do']]?: DoIt<Named<N>> };

const all: Readonly<Record<Deed['do'], DoIt<never>>> = { ...ofProcess, ...ofStorage, ...ofFiles, ...ofUser };

/** Does it, and resolves when what it takes away is back. */
export const doDeed = (scene: Scene, deed: Deed): Promise<void> => (all[deed.do] as DoIt<Deed>)(scene, deed);
