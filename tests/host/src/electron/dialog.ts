import { strict } from '../page/guard.ts';

const QUESTIONS = ['showOpenDialog', 'showSaveDialog', 'showMessageBox'] as const;

function unanswered(name: string): Error {
  return new Error(
    `chromium-host: dialog.${name} is not implemented: nobody is there to answer. A test answers in its place, e.g. ` +
      `electronApp.evaluate(({ dialog }) => { dialog.${name} = async () => ({ canceled: true, filePaths: [] }); })`,
  );
}

/**
 * Electron's `dialog`. Questions fail until a test replaces the function. `showErrorBox` only tells something: it is kept in
 * `dialog.errorBoxes` and printed.
 */
export function createDialog(): object {
  const errorBoxes: { title: string; content: string }[] = [];
  const later = QUESTIONS.map((name) => [name, () => Promise.reject(unanswered(name))] as const);
  const atOnce = QUESTIONS.map((name) => {
    const ask = () => {
      throw unanswered(`${name}Sync`);
    };
    return [`${name}Sync`, ask] as const;
  });
  return strict('dialog', {
    ...Object.fromEntries([...later, ...atOnce]),
    errorBoxes,
    showErrorBox(title: string, content: string): void {
      errorBoxes.push({ title, content });
      console.error(`[error box] ${title}: ${content}`);
    },
  });
}
