import { z } from 'zod';
import { readFileIfThere, writeFileAtomically } from '../lib/atomic-file.ts';

const schema = z.object({
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  x: z.int().optional(),
  y: z.int().optional(),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof schema>;

const INITIAL: WindowState = { width: 1280, height: 820, maximized: false };

/** The last window's size and place. A damaged file only costs the memory of it. */
export function createWindowState(file: string) {
  return {
    load(): WindowState {
      const content = readFileIfThere(file);
      if (!content) return INITIAL;
      try {
        return schema.parse(JSON.parse(content.toString('utf8')));
      } catch {
        return INITIAL;
      }
    },
    save: (state: WindowState): void => writeFileAtomically(file, JSON.stringify(state)),
  };
}
export type WindowStateStore = ReturnType<typeof createWindowState>;
