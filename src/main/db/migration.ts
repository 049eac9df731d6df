import type { Draft } from '../../shared/domain/merge.ts';

/**
 * What a change that an older app wrote says in the field groups of this version: its values, and the stamps that its
 * author had seen. Pure; the row, the stamp and the kind of change stay.
 */
export type OpUpgrade = (op: Draft) => Pick<Draft, 'v' | 'b'>;

/** One numbered step of the local schema. Steps are never edited once released; add a new one. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly up: string;
  /**
   * When field groups change their names or columns. Rows, the copies in `base_rows`, their stamps and those in
   * `history_stamps` are for `up`.
   */
  readonly upgradeOp?: OpUpgrade;
}
