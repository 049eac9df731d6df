import { parseArgs } from 'node:util';

/** What `npm run bench:upload -- …` takes; `upload.ts` says what each means. */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1gib,4gib,small,large10,latency,faults,kill50,kill95,sparse,links' },
    mib: { type: 'string', default: '1024' },
    files: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '20' },
    lines: { type: 'string', default: '5,50,500' },
    dir: { type: 'string' },
    json: { type: 'string' },
    profile: { type: 'string' },
    only: { type: 'string' },
  },
});

export const options = {
  rows: values.rows.split(','),
  mib: Number(values.mib),
  files: Number(values.files),
  rounds: Number(values.rounds),
  /** How long the sparse files are sent for. */
  seconds: Number(values.seconds),
  /** Of the row `links`: Mbit/s. */
  lines: values.lines.split(',').map(Number),
  dir: values.dir,
  /** Folder for CPU profiles of our own process. */
  profile: values.profile,
  /** Clients whose name begins with it; absent: all. */
  only: values.only,
} as const;
