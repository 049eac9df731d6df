import { strict } from '../page/guard.ts';

/** Text of Electron's `clipboard`, held in memory: it is not the desktop's, nor the page's. */
export function createClipboard(): object {
  let held = '';
  return strict('clipboard', {
    readText: async () => held,
    async writeText(text: string): Promise<void> {
      held = text;
    },
    clear(): void {
      held = '';
    },
  });
}
