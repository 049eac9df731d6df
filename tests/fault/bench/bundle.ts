import { createRequire } from 'node:module';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import type { PlantedBug } from './bugs.ts';

const here = import.meta.dirname;

/** Puts a mistake into the sources on their way into the bundle. Throws when its place is not there, or not once. */
function plant({ name, edits }: PlantedBug): Plugin {
  return {
    name: 'plant',
    enforce: 'pre',
    transform(code, id) {
      const mine = edits.filter(({ file }) => id.endsWith(posix.join('/src/main/uploads', file)));
      if (mine.length === 0) return undefined;
      return mine.reduce((source, { from, to }) => {
        if (source.split(from).length !== 2) throw new Error(`the place of "${name}" is not there, or not once`);
        return source.replace(from, () => to);
      }, code);
    },
  };
}

/** Stays outside: it loads a library that lies beside it. */
const native: Plugin = {
  name: 'native',
  enforce: 'pre',
  resolveId: (id) =>
    id === 'better-sqlite3'
      ? { id: pathToFileURL(createRequire(import.meta.url).resolve(id)).href, external: true }
      : undefined,
};

/** Puts the process that uploads and its thread into one file each: they are started thousands of times. */
export async function bundleUploader(folder: string, bug: PlantedBug | null): Promise<void> {
  await build({
    configFile: false,
    root: here,
    logLevel: 'error',
    plugins: [native, ...(bug ? [plant(bug)] : [])],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      minify: false,
      target: 'node24',
      rolldownOptions: {
        input: { child: join(here, 'child.ts'), worker: join(here, 'worker.ts') },
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' },
      },
    },
  });
}
