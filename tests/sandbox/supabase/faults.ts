import { z } from 'zod';

const path = z.string().startsWith('/');
const nth = z.int().min(1);

/** What can go wrong on the way to the sandbox, as plain data: it crosses a thread boundary, or the control door. */
export const fault = z.discriminatedUnion('kind', [
  /** The nth next request to a path that ends so is carried out, and its answer never arrives. */
  z.strictObject({ kind: z.literal('lose-answer'), path, nth }),
  /** The nth next request to such a path never arrives. */
  z.strictObject({ kind: z.literal('lose-request'), path, nth }),
  /** The next `times` requests to such a path are answered with this status and an HTML page. */
  z.strictObject({ kind: z.literal('fail'), path, status: z.int().min(400).max(599), times: z.int().min(1) }),
  z.strictObject({ kind: z.literal('latency'), ms: z.number().min(0) }),
  /** Every request is answered 200 with a sign-in page, as hotel networks do. */
  z.strictObject({ kind: z.literal('captive'), on: z.boolean() }),
  /** Every access token handed out so far has expired. */
  z.strictObject({ kind: z.literal('expire-tokens') }),
  z.strictObject({ kind: z.literal('clear') }),
]);
export type Fault = z.infer<typeof fault>;

export type Verdict = 'pass' | 'lose-request' | 'lose-answer' | 'captive' | 'expired' | { readonly status: number };

interface Pending {
  readonly path: string;
  readonly verdict: Verdict;
  /** Requests to let pass first. */
  skip: number;
  times: number;
}

/** Decides the fate of each request. Holds what was injected until it happened or was cleared. */
export function createFaults() {
  let pending: Pending[] = [];
  let isCaptive = false;
  let latencyMs = 0;
  const issued = new Set<string>();
  const expired = new Set<string>();

  /** Every fault counts every request to its path; of several that are due, the oldest happens. */
  function take(path: string): Verdict {
    const here = pending.filter((one) => path.endsWith(one.path));
    const due = here.find(({ skip }) => skip === 0);
    for (const one of here) one.skip = Math.max(0, one.skip - 1);
    if (!due) return 'pass';
    due.times -= 1;
    pending = pending.filter(({ times }) => times > 0);
    return due.verdict;
  }
  function expireTokens(): void {
    for (const token of issued) expired.add(token);
    issued.clear();
  }
  function clear(): void {
    pending = [];
    isCaptive = false;
    latencyMs = 0;
  }
  const add = (path: string, verdict: Verdict, skip: number, times = 1): void =>
    void pending.push({ path, verdict, skip, times });

  return {
    inject(wanted: Fault): void {
      if (wanted.kind === 'clear') clear();
      else if (wanted.kind === 'captive') isCaptive = wanted.on;
      else if (wanted.kind === 'latency') latencyMs = wanted.ms;
      else if (wanted.kind === 'expire-tokens') expireTokens();
      else if (wanted.kind === 'fail') add(wanted.path, { status: wanted.status }, 0, wanted.times);
      else add(wanted.path, wanted.kind, wanted.nth - 1);
    },
    decide(path: string, token: string): Verdict {
      if (isCaptive) return 'captive';
      const verdict = take(path);
      return verdict === 'pass' && expired.has(token) ? 'expired' : verdict;
    },
    latencyMs: () => latencyMs,
    noteIssued(token: string): void {
      issued.add(token);
      expired.delete(token); // a token renewed within the second is the same text
    },
  };
}
export type Faults = ReturnType<typeof createFaults>;
