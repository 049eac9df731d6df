import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

/** Where chromiumHostSyncCall stops; see page/sync-call.ts. */
const PAUSE = 'function pauseForHost() { debugger; }';

const IMPORT = /^import (?:type )?[^;]*? from '\.\/([\w-]+)\.ts';$/gm;

/** The files of src/page that an entry needs, each after those that it imports. */
function filesOf(entry: string, done = new Map<string, string>()): Map<string, string> {
  if (done.has(entry)) return done;
  const source = readFileSync(new URL(`./page/${entry}.ts`, import.meta.url), 'utf8');
  done.set(entry, ''); // holds the place against a cycle
  for (const [, name = ''] of source.matchAll(IMPORT)) filesOf(name, done);
  done.delete(entry);
  return done.set(entry, source);
}

/** A file's text as part of a script: no types, no imports, no exports. */
function plainText(source: string): string {
  const script = stripTypeScriptTypes(source.replaceAll(IMPORT, ''));
  return script.replaceAll(/^export (?=function|class|const|async)/gm, '');
}

/** The page's code as text to be injected; made once, used for every page. */
export interface PageScripts {
  /** An expression statement that runs `entry(...args)`, the arguments being JavaScript text. */
  run(entry: PageEntry, ...args: string[]): string;
}

/** File and function that a script starts with. */
export interface PageEntry {
  file: string;
  start: string;
}

export const MAIN_WORLD: PageEntry = { file: 'main-world', start: 'startMainWorld' };
export const ISOLATED_WORLD: PageEntry = { file: 'isolated-world', start: 'startIsolatedWorld' };
export const WORKER: PageEntry = { file: 'urls', start: 'patchFetch' };
export const BEFORE_UNLOAD: PageEntry = { file: 'unload', start: 'dispatchBeforeUnload' };

/** Joins the files of src/page into scripts without types, imports and exports, as Chromium injects them. */
export function createPageScripts(): PageScripts {
  const texts = new Map<string, string>();
  const textOf = (file: string): string => {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const text = [PAUSE, ...[...filesOf(file).values()].map(plainText)].join('\n');
    texts.set(file, text);
    return text;
  };
  return {
    run: ({ file, start }, ...args) => `(() => {\n${textOf(file)}\nreturn ${start}(${args.join(', ')});\n})();`,
  };
}
