import { checkSight } from './checks.ts';
import { withEngine } from './engine.ts';
import { again, anotherOf, work, type Scene } from './scene.ts';
import { hold, keep } from './violation.ts';

function strike({ computer, step }: Scene): void {
  computer.line.fate = step.fate;
  computer.line.left = step.nth;
}

/** A round in which one request may be struck. */
export async function sync(scene: Scene): Promise<void> {
  strike(scene);
  scene.tally.bump(`round ${await scene.computer.round()}`);
  scene.computer.line.fate = 'ok';
}

/** With nothing wrong: the pause after a write, and what starting over costs. With one fault: the longest pause. */
const AGE_MS = { fine: 5_000, struck: 305_000 } as const;

/** I2: somebody works while the app's engine runs; nothing waits for longer than its timers allow. */
export async function runEngine(scene: Scene): Promise<void> {
  const { computer, server, step, passTime, tally } = scene;
  strike(scene);
  await withEngine(computer, passTime, async ({ poke, runFor }) => {
    for (let turns = step.fate === 'ok' ? 3 : 1; turns > 0; turns--) {
      work(scene, 1 + scene.random.int(3));
      poke();
      await runFor(step.fate === 'ok' ? AGE_MS.fine : AGE_MS.struck);
      const isMember = server.roles.get(computer.user) !== null;
      const left = computer.waiting();
      const show = (): string => `${computer.name} had all the time it may take: ${JSON.stringify(left)}`;
      hold('I2', left.length === 0 || !isMember, show);
      tally.bump(isMember ? 'drained by the engine' : 'engine of nobody');
    }
  });
  computer.line.fate = 'ok';
}

/** Another computer's whole round comes between two requests of this one's. */
export async function together(scene: Scene): Promise<void> {
  const other = anotherOf(scene);
  let left = scene.step.nth;
  scene.computer.line.gate = async () => {
    if (left-- !== 0) return;
    scene.computer.line.gate = null;
    if (other !== scene.computer) await other.round();
  };
  await sync(scene);
  scene.computer.line.gate = null;
}

/**
 * Another computer's whole round comes while this one's push is done and not yet committed. It gets to its end, or it
 * waits for that commit: which of the two is the database's business, and the same every time.
 */
export async function atOnce(scene: Scene): Promise<void> {
  const { computer, server, tally } = scene;
  const other = anotherOf(scene);
  if (other === computer || !server.hasConnections) return together(scene);
  let others: Promise<unknown> = Promise.resolve();
  computer.line.hold = {
    async before() {
      let isDone = false;
      others = other.round().then(
        () => (isDone = true),
        (error: unknown) => ((isDone = true), keep(error)),
      );
      while (!isDone && !(await server.isWaiting())) await new Promise(setImmediate);
      tally.bump(isDone ? 'passed a commit' : 'waited for a commit');
    },
    after: async () => void (await others),
  };
  tally.bump(`round ${await computer.round()}`);
  computer.line.hold = null;
}

/** The person goes on typing while it is being sent. */
export async function meanwhile(scene: Scene): Promise<void> {
  const { line } = scene.computer;
  line.gate = async ({ door }) => {
    if (door !== 'sync_push') return;
    line.gate = null;
    again(scene);
    checkSight(scene.computer, scene.server); // it was on show before the answer came
  };
  await sync(scene);
  line.gate = null;
}
