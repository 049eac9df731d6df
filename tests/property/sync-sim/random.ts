/** Chance that can be repeated: the same seed gives the same numbers (sfc32, seeded by a string's hash). */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  int(below: number): number;
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** In the shape of a UUIDv7. */
  uuid(): string;
  /** Eight hex digits. */
  hex8(): string;
}

/** Four 32-bit words out of a text (FNV-1a with four starting points). */
function words(seed: string): [number, number, number, number] {
  const start = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35] as const;
  const hash = (from: number): number => {
    let held = from;
    for (const letter of seed) held = Math.imul(held ^ (letter.codePointAt(0) ?? 0), 0x01000193);
    return held >>> 0;
  };
  return [hash(start[0]), hash(start[1]), hash(start[2]), hash(start[3])];
}

export function createRandom(seed: string): Random {
  let [a, b, c, d] = words(seed);
  function word(): number {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  }
  for (let round = 0; round < 12; round++) word();
  const hex = (length: number): string => {
    let text = '';
    while (text.length < length) text += word().toString(16).padStart(8, '0');
    return text.slice(0, length);
  };
  const next = (): number => word() / 4_294_967_296;
  const int = (below: number): number => Math.floor(next() * below);
  return {
    next,
    int,
    chance: (share) => next() < share,
    pick: (items) => items[int(items.length)] as (typeof items)[number],
    uuid: () => `${hex(8)}-${hex(4)}-7${hex(3)}-a${hex(3)}-${hex(12)}`,
    hex8: () => hex(8),
  };
}

/** What happened, counted by name. */
export function createTally() {
  const counts = new Map<string, number>();
  return {
    bump: (name: string, by = 1): void => void counts.set(name, (counts.get(name) ?? 0) + by),
    of: (name: string): number => counts.get(name) ?? 0,
    add(other: { entries(): [string, number][] }): void {
      for (const [name, count] of other.entries()) counts.set(name, (counts.get(name) ?? 0) + count);
    },
    entries: (): [string, number][] => [...counts].toSorted(([x], [y]) => (x < y ? -1 : 1)),
  };
}
export type Tally = ReturnType<typeof createTally>;
