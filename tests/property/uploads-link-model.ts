import { startTuning, tune, type Tuning } from '../../src/main/uploads/connections.ts';
import { maxLanes, planParts } from '../../src/main/uploads/plan.ts';

/** A line as a client sees it: what it carries in all and on one connection, and how long an answer travels. */
export interface Line {
  readonly bytesPerSecond: number;
  readonly perConnection: number;
  readonly latencyMs: number;
}
interface Lane {
  waitMs: number;
  left: number;
}
const stepMs = 20;
const limits = { absoluteMinimumPartBytes: 5_000_000, recommendedPartBytes: 100_000_000 };

interface Sending {
  readonly line: Line;
  readonly sizeBytes: number;
  readonly partBytes: number;
  /** How many connections there may be, told of all bytes so far. */
  readonly limitAt: (nowMs: number, totalBytes: number, lanes: number) => number;
}

/** Milliseconds that a file takes, in steps of fake time. A new connection asks for a URL first; each part waits for its answer. */
function simulate({ line, sizeBytes, partBytes, limitAt }: Sending): number {
  const { bytesPerSecond, perConnection, latencyMs } = line;
  const lanes: Lane[] = [];
  let toStart = sizeBytes;
  let totalBytes = 0;
  for (let nowMs = 0; ; nowMs += stepMs) {
    const limit = limitAt(nowMs, totalBytes, lanes.length);
    for (const lane of lanes) lane.waitMs -= stepMs;
    for (let index = lanes.length - 1; index >= 0; index -= 1) {
      const lane = lanes[index];
      if (!lane || lane.left > 0 || lane.waitMs > 0) continue;
      if (toStart === 0 || lanes.length > limit) lanes.splice(index, 1);
      else toStart -= lane.left = Math.min(partBytes, toStart);
    }
    while (lanes.length < limit && toStart > 0) {
      const left = Math.min(partBytes, toStart);
      toStart -= left;
      lanes.push({ waitMs: 2 * latencyMs, left });
    }
    if (lanes.length === 0) return nowMs;
    const moving = lanes.filter(({ waitMs, left }) => waitMs <= 0 && left > 0);
    const share = (Math.min(perConnection, bytesPerSecond / Math.max(1, moving.length)) * stepMs) / 1_000;
    for (const lane of moving) {
      const sent = Math.min(share, lane.left);
      lane.left -= sent;
      totalBytes += sent;
      if (lane.left === 0) lane.waitMs = latencyMs;
    }
  }
}

/** As our engine does it: connections by `tune`, parts as planned before anything was measured. */
export function adaptiveMs(line: Line, sizeBytes: number): number {
  const plan = planParts({ sizeBytes, limits, bytesPerSecondPerConnection: null });
  if (plan?.kind !== 'parts') throw new Error('not in parts');
  let tuning: Tuning = startTuning(16, 0);
  const most = maxLanes(plan, sizeBytes);
  return simulate({
    line,
    sizeBytes,
    partBytes: plan.partBytes,
    limitAt: (nowMs, totalBytes, lanes) => {
      tuning = tune(tuning, { nowMs, totalBytes, isSaturated: lanes >= tuning.limit });
      return Math.min(tuning.limit, most);
    },
  });
}

/**
 * The best that connections and part size set by hand come to. Of a file of 5 GB and more only those count that have at
 * most one percent of it in flight, as ours has: what more of them is worth is the price of a cheap kill.
 */
export function bestFixedMs(line: Line, sizeBytes: number): number {
  const settings = [1, 2, 4, 8, 10, 16].flatMap((connections) =>
    [5e6, 10e6, 25e6, 50e6, 100e6].map((partBytes) => ({ connections, partBytes })),
  );
  const allowed = settings.filter(
    ({ connections, partBytes }) => sizeBytes < 5e9 || connections * partBytes <= sizeBytes / 100,
  );
  const times = allowed.map(({ connections, partBytes }) =>
    simulate({ line, sizeBytes, partBytes, limitAt: () => connections }),
  );
  return Math.min(...times);
}
