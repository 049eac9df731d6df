/** Where a box is in the bytes of an index. */
export interface Place {
  readonly at: number;
  readonly bytes: number;
}
/** A list of chunk offsets (`stco`, `co64`; ISO/IEC 14496-12, 8.7.5): absolute places of media in the file. */
export interface ChunkTable extends Place {
  readonly isWide: boolean;
  readonly count: number;
}
export interface IndexTables {
  readonly tables: readonly ChunkTable[];
  /** The index itself and every box around a table: their lengths change with it. */
  readonly parents: readonly Place[];
}

const parents: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'dinf']);
/** Compressed, fragmented, or with absolute places that we do not know how to move. */
const unknown: ReadonlySet<string> = new Set(['cmov', 'mvex', 'saio']);
const maxDepth = 8;

const typeAt = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((n) => view.getUint8(at + 4 + n)));

/** The tables of an index that can be moved; null when it cannot, or makes no sense. `index`: a whole `moov` box. */
export function findTables(index: Uint8Array): IndexTables | null {
  const found = { tables: [] as ChunkTable[], parents: [] as Place[] };
  const view = new DataView(index.buffer, index.byteOffset, index.length);
  return walk(view, { at: 0, bytes: index.length }, found, 0) ? found : null;
}

function walk(view: DataView, { at, bytes }: Place, found: { tables: ChunkTable[]; parents: Place[] }, depth: number) {
  const end = at + bytes;
  for (let box = at; box < end;) {
    const size = box + 8 <= end ? view.getUint32(box) : 0;
    // QuickTime ends a list of boxes with four zeros.
    if (size === 0 && end - box === 4) return true;
    if (size < 8 || box + size > end || depth > maxDepth) return false;
    const place = { at: box, bytes: size };
    const type = typeAt(view, box);
    if (unknown.has(type) || (type === 'dref' && !isAllHere(view, place))) return false;
    if (type === 'stco' || type === 'co64') {
      const table = readTable(view, place, type === 'co64');
      if (!table) return false;
      found.tables.push(table);
    }
    if (parents.has(type)) {
      found.parents.push(place);
      if (!walk(view, { at: box + 8, bytes: size - 8 }, found, depth + 1)) return false;
    }
    box += size;
  }
  return true;
}

function readTable(view: DataView, { at, bytes }: Place, isWide: boolean): ChunkTable | null {
  if (bytes < 16) return null;
  const count = view.getUint32(at + 12);
  return count * (isWide ? 8 : 4) > bytes - 16 ? null : { at, bytes, isWide, count };
}

/** Whether all media are in this very file (8.7.2): a table may speak of another one. */
function isAllHere(view: DataView, { at, bytes }: Place): boolean {
  let entry = at + 16;
  const end = at + bytes;
  while (entry + 12 <= end) {
    if ((view.getUint32(entry + 8) & 1) === 0) return false;
    entry += Math.max(12, view.getUint32(entry));
  }
  return true;
}

/** One entry of a table. */
export function offsetAt(view: DataView, { at, isWide }: ChunkTable, n: number): number {
  return isWide ? Number(view.getBigUint64(at + 16 + n * 8)) : view.getUint32(at + 16 + n * 4);
}
