import { parseArgs } from 'node:util';
import { runKills } from '../tests/fault/app-kills.ts';

/** `npm run kills -- --kills N --seed S`: the built app, killed N times while it works (docs/reliability.md). */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});
const { faults, dataDir, ...figures } = await runKills(Number(values.kills), Number(values.seed), (line) =>
  console.log(line),
);
console.log(JSON.stringify(figures, null, 2));
for (const fault of faults) console.error(fault);
if (faults.length > 0 || figures.integrityFailures > 0) {
  console.error(`The app's data is kept in ${dataDir}`);
  process.exitCode = 1;
}
