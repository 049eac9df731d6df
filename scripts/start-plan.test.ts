import { expect, test } from 'vitest';
import { planStart } from './start-plan.ts';

const shown = { hasDisplay: true, env: {} };
const bare = { hasDisplay: false, env: {} };

test('with a display the studio opens, with all arguments but our own switches', () => {
  expect(planStart(['--policy', 'p.json', '--sandbox', '--lang=de'], shown)).toEqual({
    kind: 'studio',
    isSandbox: true,
    mustFetch: false,
    args: ['--policy', 'p.json', '--lang=de'],
  });
  expect(planStart(['--fetch-electron'], shown)).toMatchObject({ kind: 'studio', mustFetch: true, args: [] });
});

test('without a display the demo runs', () => {
  for (const args of [[], ['--sandbox'], ['--fetch-electron']])
    expect(planStart(args, bare)).toEqual({ kind: 'demo', args: [] });
});

test('without a display a policy needs an account, from the command line or the environment', () => {
  const account = ['--email', 'a@b.example', '--password=x'];
  expect(planStart(['--policy', 'p.json', ...account], bare)).toEqual({
    kind: 'demo',
    args: ['--policy', 'p.json', ...account],
  });
  const env = { LECTERN_EMAIL: 'a@b.example', LECTERN_PASSWORD: 'x' };
  expect(planStart(['--policy=p.json'], { ...bare, env })).toMatchObject({ kind: 'demo' });
  for (const args of [
    ['--policy', 'p.json'],
    ['--policy=p.json', '--email=a@b.example'],
  ]) {
    const plan = planStart(args, bare);
    expect(plan.kind === 'refuse' && plan.message).toContain(
      'npm run demo -- --policy p.json --email ADDRESS --password PASSWORD',
    );
  }
});

test('without a display, what only the studio understands is refused by name', () => {
  for (const args of [['--lang=de'], ['--email', 'a@b.example', 'somewhere'], ['-x']]) {
    const plan = planStart(args, bare);
    expect(plan.kind === 'refuse' && plan.message).toContain(`and ${args.at(-1)} needs one`);
  }
});
