import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeSampleCourse } from '../tests/fixtures/sample-course.ts';
import { startCloud } from '../tests/sandbox/cloud.ts';
import { type CloudAccess, hasArrived } from '../tests/story/cloud-audit.ts';
import { policyStory } from '../tests/story/policy-story.ts';
import { sandboxStory } from '../tests/story/sandbox-story.ts';
import { runStory, type StoryCloud, type StoryFacts } from '../tests/story/story.ts';
import { build } from './build.ts';

const root = join(import.meta.dirname, '..');
const folder = join(root, '.cache/demo');

const { values } = parseArgs({
  options: {
    policy: { type: 'string' },
    email: { type: 'string' },
    password: { type: 'string' },
    /** Size of each of the three large videos; a fast line needs more, to be killed in the middle. */
    mb: { type: 'string', default: '45' },
  },
});

const account = {
  email: values.email ?? process.env['LECTERN_EMAIL'] ?? '',
  password: values.password ?? process.env['LECTERN_PASSWORD'] ?? '',
};
if (values.policy && !(account.email && account.password)) {
  console.error('With --policy, name the account: --email ADDRESS --password PASSWORD.');
  process.exit(1);
}

const isTerminal = process.stdout.isTTY;
let barShown = false;

function showProgress(done: number, total: number): void {
  const width = 30;
  const filled = total > 0 ? Math.round((done / total) * width) : 0;
  const mb = (bytes: number): string => (bytes / 1e6).toFixed(0);
  const line = `  ${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${mb(done)} of ${mb(total)} MB`;
  if (isTerminal) process.stdout.write(`\r${line}`);
  else if (filled % 6 === 0) console.log(line);
  barShown = isTerminal;
}

function tell(step: string): void {
  if (barShown) process.stdout.write('\n');
  barShown = false;
  console.log(`• ${step}`);
}

/** The sandbox cloud, or whatever a policy file names (`npm run demo -- --policy FILE --email … --password …`). */
async function openCloud(): Promise<{ cloud: StoryCloud; stop: () => Promise<void> }> {
  if (values.policy) {
    const access = JSON.parse(readFileSync(values.policy, 'utf8')) as CloudAccess;
    return { cloud: policyStory(values.policy, access, account), stop: async () => {} };
  }
  console.log('Starting the sandbox cloud (B2 and Supabase on this computer) …');
  const sandbox = await startCloud({ folder: join(folder, 'cloud'), database: 'pglite' });
  console.log(`  B2 ${sandbox.b2.url}   Supabase ${sandbox.supabase.url} (${sandbox.supabase.driver})`);
  return { cloud: sandboxStory(sandbox), stop: sandbox.stop };
}

function report({
  arrivals,
  bytesSentTwice,
  bytesTotal,
  relaunchToBytesMs,
  lessonsOnSecondComputer,
}: StoryFacts): void {
  const rows = arrivals.map((arrival) => ({
    file: arrival.fileName,
    MB: (arrival.bytes / 1e6).toFixed(1),
    'SHA-1 on disk': arrival.onDisk.slice(0, 12),
    'SHA-1 in B2': arrival.inB2?.slice(0, 12) ?? 'missing',
    'stored once': arrival.finishedVersions === 1 ? 'yes' : `${arrival.finishedVersions} ×`,
    'row in Supabase': arrival.inSupabase ? 'yes' : 'no',
    arrived: hasArrived(arrival) ? '✓' : '✗',
  }));
  console.log('\nWhat arrived where');
  console.table(rows);
  console.log(`Uploaded            ${(bytesTotal / 1e6).toFixed(1)} MB in ${arrivals.length} files`);
  if (bytesSentTwice !== null)
    console.log(`Sent twice          ${(bytesSentTwice / 1e6).toFixed(1)} MB, because of kill -9 in the middle`);
  console.log(`Relaunch to bytes   ${(relaunchToBytesMs / 1000).toFixed(1)} s, without a click`);
  console.log(`Second computer     ${lessonsOnSecondComputer} lessons`);
  console.log(`Screenshots         ${join(folder, 'screenshots')}`);
}

if (!build()) throw new Error('the app does not build');
rmSync(folder, { recursive: true, force: true });
mkdirSync(join(folder, 'screenshots'), { recursive: true });
console.log(`Making a sample course: H.264/AAC and VP9/Opus clips with captions, three grown to ${values.mb} MB …`);
const course = await makeSampleCourse(folder, { sizeBytes: Number(values.mb) * 1_000_000 });
const { cloud, stop } = await openCloud();
try {
  const shoot = async (
    page: { screenshot(options: { path: string }): Promise<unknown> },
    name: string,
  ): Promise<void> => {
    await page.screenshot({ path: join(folder, 'screenshots', `${name}.png`) });
  };
  report(await runStory({ cloud, course, folder, tell, showProgress, shoot }));
  console.log('\nAll of it is so.');
} catch (error) {
  console.error('\nNot so:', error);
  if (values.policy) console.error('If all was uploaded before it could be watched, give it more to do: --mb 2000');
  process.exitCode = 1;
} finally {
  await stop();
}
process.exit(process.exitCode ?? 0); // a sandbox database may keep a handle open
