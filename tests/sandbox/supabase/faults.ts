/** What can go wrong on the way to the sandbox, as plain data: it crosses a thread boundary. */
export type Fault =
  /** The nth next request to a path that ends so is carried out, and its answer never arrives. */
  | { readonly kind: 'lose-answer'; readonly path: string; readonly nth: number }
  /** The nth next request to such a path never arrives. */
  | { readonly kind: 'lose-request'; readonly path: string; readonly nth: number }
  /** The next `times` requests to such a path are answered with this status and a JSON or HTML body. */
  | { readonly kind: 'fail'; readonly path: string; readonly status: number; readonly times: number }
  | { readonly kind: 'latency'; readonly ms: number }
  /** Every request is answered 200 with a sign-in page, as hotel networks do. */
  | { readonly kind: 'captive'; readonly on: boolean }
  /** Every access token handed out so far has expired. */
  | { readonly kind: 'expire-tokens' }
  | { readonly kind: 'clear' };

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
    const here = pending.filter((fault) => path.endsWith(fault.path));
    const due = here.find(({ skip }) => skip === 0);
    for (const fault of here) fault.skip = Math.max(0, fault.skip - 1);
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
    inject(fault: Fault): void {
      if (fault.kind === 'clear') clear();
      else if (fault.kind === 'captive') isCaptive = fault.on;
      else if (fault.kind === 'latency') latencyMs = fault.ms;
      else if (fault.kind === 'expire-tokens') expireTokens();
      else if (fault.kind === 'fail') add(fault.path, { status: fault.status }, 0, fault.times);
      else add(fault.path, fault.kind, fault.nth - 1);
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
