import type { WaitCode } from '../../shared/domain/upload.ts';

export interface Trouble {
  readonly code: WaitCode;
  readonly detail: string;
  readonly retryAtMs: number;
}
export interface Lane {
  /** Bytes of the present try that were handed to the network. */
  written(bytes: number): void;
  /** This lane waits before it tries again; what it had sent is lost. */
  trouble(trouble: Trouble): void;
  /** The present try is over without a wait worth showing. */
  reset(): void;
  end(): void;
}

interface LaneState {
  bytes: number;
  trouble: Trouble | null;
}

/**
 * What the connections of one upload are doing. The upload as a whole waits only when every one of its lanes does:
 * one busy vault among eight is nobody's news.
 */
export function createLanes(onChange: () => void, onBytes: (delta: number) => void) {
  const lanes = new Set<LaneState>();
  return {
    open(): Lane {
      const lane: LaneState = { bytes: 0, trouble: null };
      lanes.add(lane);
      const settle = (trouble: Trouble | null): void => {
        lane.bytes = 0;
        lane.trouble = trouble;
        onChange();
      };
      return {
        written(bytes) {
          onBytes(bytes - lane.bytes);
          lane.bytes = bytes;
          if (lane.trouble === null) return;
          lane.trouble = null;
          onChange();
        },
        trouble: settle,
        reset: () => settle(null),
        end() {
          lanes.delete(lane);
          onChange();
        },
      };
    },
    inFlightBytes: (): number => [...lanes].reduce((sum, lane) => sum + lane.bytes, 0),
    /** Null while at least one lane gets on. */
    commonTrouble(): Trouble | null {
      const troubles = [...lanes].map((lane) => lane.trouble);
      const [first, ...rest] = troubles;
      if (!first || troubles.includes(null)) return null;
      return rest.reduce<Trouble>((next, other) => (other && other.retryAtMs < next.retryAtMs ? other : next), first);
    },
  };
}
export type Lanes = ReturnType<typeof createLanes>;
