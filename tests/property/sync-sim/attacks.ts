import { foreign } from './database-sql.ts';
import { anyRow, type Scene } from './scene.ts';
import { hold } from './violation.ts';

/** Somebody with a token of his own, who is a member of a workspace of his own only. */
const thief = ({ server, random, tally }: Scene, user: string, ws: string, batch: readonly unknown[]) => {
  tally.bump('attack');
  const args = { p_client: random.uuid(), p_ws: ws, p_user: user, p_batch: batch, p_nonce: random.uuid() };
  return server.attack({ door: 'sync_push', args, user: foreign.user });
};

/** What the server has to refuse: another's outbox, and rows that change their workspace by three ways. */
export async function attack(scene: Scene): Promise<void> {
  const { computer, server, random } = scene;
  const sent = await thief(scene, String(server.users[0]), server.ws, []);
  hold('I10', sent === '28000', () => `another user's outbox was answered with ${sent}`);
  const row = await server.anyRow(random.next());
  if (!row) return;
  const moved = await server.move(row.t, row.id, foreign.workspace);
  hold('I9', moved === '23514', () => `${row.t} ${row.id} was moved to another workspace: ${moved}`);
  const h = `${String(scene.nowMs()).padStart(13, '0')}-0000-00000000`;
  const ops = [{ ...row, k: 'put', h, v: {} }];
  const taken = await thief(scene, foreign.user, foreign.workspace, [{ seq: 1, mid: random.uuid(), ops }]);
  hold('I9', taken !== 'none', () => `${row.t} ${row.id} was taken by another workspace: ${taken}`);
  const mine = anyRow(scene, ['courses']);
  if (mine) computer.mutate({ ...mine, k: 'set', v: { title: { title: 'smuggled', ws: foreign.workspace } } });
}
