import { createRandom } from '../../property/uploads-fake-time.ts';

/** Drawing from a seed. */
export function createDraw(seed: number) {
  const unit = createRandom(seed);
  const int = (below: number): number => Math.floor(unit() * below);
  return {
    unit,
    int,
    chance: (share: number): boolean => unit() < share,
    pick<T>(list: readonly T[]): T {
      const picked = list[int(list.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    bytes(count: number): Uint8Array {
      const bytes = new Uint8Array(count);
      const view = new DataView(bytes.buffer);
      for (let at = 0; at + 4 <= count; at += 4) view.setUint32(at, int(2 ** 32));
      return bytes;
    },
  };
}
export type Draw = ReturnType<typeof createDraw>;
