import type { Draft } from '../../../src/shared/domain/merge.ts';
import type { TableName } from '../../../src/shared/domain/registry.ts';
import type { Computer } from './computer.ts';
import type { Random, Tally } from './random.ts';
import { parseOps } from './read.ts';
import type { Server } from './server.ts';
import type { Image } from './disk.ts';
import type { Step } from './steps.ts';
import { createRow, editOf, editRow, type Making } from './values.ts';

/** Everything that a step may act on. */
export interface Stage {
  readonly server: Server;
  readonly computers: Computer[];
  readonly zombies: (() => Promise<unknown>)[];
  readonly tally: Tally;
  readonly addComputer: (like: Computer, image?: Image, person?: number) => void;
  readonly passTime: (ms: number) => void;
  readonly nowMs: () => number;
}
/** One step's view of it. */
export interface Scene extends Stage {
  readonly computer: Computer;
  readonly random: Random;
  readonly step: Step;
}
export type Act = (scene: Scene) => unknown;

export const makingOf = ({ computer, random }: Scene): Making => ({
  random,
  rowsOf: (table) => computer.idsOf(table),
  newId: random.uuid,
  tables: computer.tables(),
  tableOf: computer.tableOf,
});
export function anyRow(scene: Scene, tables = scene.computer.tables()): { t: TableName; id: string } | null {
  const t = scene.random.pick(tables);
  const ids = scene.computer.idsOf(t);
  return ids.length > 0 ? { t, id: scene.random.pick(ids) } : null;
}
/** A row of one of some tables, after whatever it has to hang on. */
export const newRow = (scene: Scene, tables = scene.computer.tables()): Draft[] => {
  const drafts: Draft[] = [];
  createRow(scene.random.pick(tables), makingOf(scene), drafts);
  return drafts;
};
export function work(scene: Scene, times: number): void {
  for (let left = times; left > 0; left--) {
    const draft = scene.random.chance(0.3) ? undefined : editRow(makingOf(scene), isOrdinary);
    scene.computer.mutate(...(draft ? [draft] : newRow(scene)));
  }
}
/** The row that was written last, and the same field of it where that was one. */
export function again(scene: Scene): void {
  const op = parseOps(scene.computer.entries().at(-1)?.ops ?? '[]').at(-1);
  if (!op) return;
  const row = { t: op.t as TableName, id: op.id };
  const draft = editOf(row, makingOf(scene), (group, merge) => isOrdinary(group, merge) && group in op.v);
  if (draft) scene.computer.mutate(draft);
}
export const isOrdinary = (group: string, merge: string): boolean => merge !== 'imm' && group !== 'life';
export const anotherOf = ({ computers, computer, random }: Scene): Computer =>
  random.pick(computers.filter((one) => one !== computer || computers.length === 1));
