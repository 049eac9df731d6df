import { registerHooks } from 'node:module';

const NAMES = new Set(['electron', 'electron/main', 'electron/common']);
const URL_OF_ELECTRON = 'chromium-host:electron';
/** Where the module's text, which can close over nothing, finds what it exports. */
const KEY = 'chromium-host';

/** Each name is exported for `import { app }`, the whole for `import electron` and for `require('electron')`. */
function sourceOf(names: readonly string[]): string {
  const electron = `globalThis[Symbol.for('${KEY}')]`;
  return [
    `const electron = ${electron};`,
    ...names.map((name) => `export const ${name} = electron.${name};`),
    'export default electron;',
    "export { electron as 'module.exports' };",
  ].join('\n');
}

/** Makes `electron` mean the host, for import and require alike. */
export function installElectron(electron: Record<string, unknown>): void {
  Object.defineProperty(globalThis, Symbol.for(KEY), { value: electron });
  registerHooks({
    resolve(specifier, context, next) {
      return NAMES.has(specifier) ? { url: URL_OF_ELECTRON, shortCircuit: true } : next(specifier, context);
    },
    load(url, context, next) {
      if (url !== URL_OF_ELECTRON) return next(url, context);
      return { format: 'module', source: sourceOf(Object.keys(electron)), shortCircuit: true };
    },
  });
}
