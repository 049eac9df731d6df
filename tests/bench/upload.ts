import { loadavg } from 'node:os';
import { type Figures, report } from './report.ts';
import { closeBench, makeLoad, openBench, type Bench, type Load } from './upload-bench.ts';
import { runKill } from './upload-kill.ts';
import { runLinks } from './upload-links.ts';
import { options } from './upload-options.ts';
import { runRow } from './upload-row.ts';
import { runSparse } from './upload-sparse.ts';
import { toolsFor } from './upload-tools.ts';

/*
 * Ours (the whole way: journal on disk, worker thread, verification) against `rclone` and Debian's `b2`, in turns in the
 * same run, on the sandbox server in a process of its own. Wall, CPU (user and system, children included) and peak memory
 * (Linux). Ours is an app that runs: it is measured from the call that queues to the last file that is ready; a tool from
 * its start to its end, signed in before.
 *
 *   npm run bench:upload -- [--rows 1gib,small,…] [--mib 1024] [--files 300] [--rounds 1] [--seconds 20]
 *                           [--dir FOLDER] [--json FILE] [--only NAME] [--profile FOLDER]
 *
 * `--mib` is the size of the one large file, `--dir` where everything lies (a folder in memory leaves the disk out).
 * Rows beyond the default ones: 4gib, large10. Every object is read back by the server and its SHA-1 compared with the
 * file's. The `node:http` loop is no peer: it shows what is possible.
 */
type Row = (bench: Bench) => Promise<Record<string, Figures>>;

const size = `${options.mib} MiB`;
let large: Load | undefined;
/** One file for all rows that send one. */
const largeLoad = (bench: Bench): Load => (large ??= makeLoad(bench, 1, options.mib * 2 ** 20));

const rows: Readonly<Record<string, Row>> = {
  '1gib': (bench) => runRow(bench, { name: size, tools: toolsFor('parts'), load: largeLoad(bench) }),
  '4gib': (bench) => {
    const load = makeLoad(bench, 1, 4 * 2 ** 30);
    return runRow(bench, { name: '4 GiB', tools: toolsFor('parts'), load });
  },
  large10: (bench) => {
    const load = makeLoad(bench, 10, 100_000_000);
    return runRow(bench, { name: '10 × 100 MB', tools: toolsFor('parts'), load });
  },
  small: (bench) => {
    const load = makeLoad(bench, options.files, 5_000_000);
    return runRow(bench, { name: `${options.files} × 5 MB`, tools: toolsFor('files'), load });
  },
  latency: (bench) =>
    runRow(bench, {
      name: `${size}, 100 ms, 20 MB/s a connection`,
      tools: toolsFor('parts'),
      load: largeLoad(bench),
      prepare: ({ sandbox }) => sandbox.control.setLink({ latencyMs: 100, bytesPerSecondPerConnection: 20e6 }),
    }),
  faults: (bench) =>
    runRow(bench, {
      name: `${size}, 5 % faults`,
      tools: toolsFor('parts'),
      load: largeLoad(bench),
      prepare: async ({ sandbox }) => {
        const fault = ['503-at-once', '503-after-body', '500', 'cut-in-body', '408', '429-retry-after'] as const;
        const operations = ['b2_upload_part', 'b2_get_upload_part_url'] as const;
        await sandbox.control.addFault({ operations: [...operations], probability: 0.05, fault: [...fault] });
      },
    }),
  kill50: (bench) => killAt(bench, 0.5),
  kill95: (bench) => killAt(bench, 0.95),
  sparse: runSparse,
  links: runLinks,
};

const killAt = (bench: Bench, share: number): Promise<Record<string, Figures>> => {
  const name = `${size}, killed at ${share * 100} %`;
  const tools = toolsFor('parts').filter(({ name: tool, role }) => role === 'ours' || tool.includes('default'));
  return runKill(bench, { name, tools, load: largeLoad(bench), share });
};

async function main(): Promise<void> {
  const bench = await openBench();
  const all: Record<string, Figures> = {};
  try {
    for (const name of options.rows) {
      const row = rows[name];
      if (!row) throw new Error(`no row is called ${name}; there are ${Object.keys(rows).join(', ')}`);
      console.log(`${name} … (load ${loadavg()[0]?.toFixed(1)})`);
      const figures = await row(bench);
      console.table(figures);
      Object.assign(all, figures);
    }
  } finally {
    await closeBench(bench);
  }
  report('Uploads', all);
}

await main();
