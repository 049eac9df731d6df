/**
 * The top level of `src`, `src/main` and `src/shared` is closed: a new folder there is a new part of the house, so it
 * needs a decision record and a line here.
 */
const folders: Readonly<Record<string, readonly string[]>> = {
  src: ['main', 'preload', 'renderer', 'shared'],
  'src/main': ['actions', 'archive', 'auth', 'db', 'ipc', 'lib', 'media', 'platform', 'sync', 'uploads', 'watch'],
  'src/shared': ['domain', 'ipc', 'messages', 'util'],
  'src/preload': [],
};

/** Files that may lie beside those folders: the entries and the composition root. */
const files: Readonly<Record<string, RegExp>> = {
  src: /^$/,
  'src/main': /^(index|compose(-[a-z]+)*|profile-keeper)\.ts$|^tsconfig\.json$/,
  'src/shared': /^tsconfig\.json$/,
  'src/preload': /^(index\.ts|tsconfig\.json)$/,
};

/** Other kinds of source (.js, .mts, .cts) are seen neither by the types nor by the rules. The one JSON file is data. */
const kinds = /\.(ts|tsx|css)$|\/index\.html$|\/tsconfig\.json$|^src\/shared\/domain\/publish-rules\.json$/;

/** Types of packages that bring none. Any other could declare the names that a tsconfig keeps from its project. */
const declarations = new Set(['src/main/uploads/adapters/b2/backblaze-b2.d.ts']);

function strangerIn(parent: string, path: string): string | null {
  if (!path.startsWith(`${parent}/`)) return null;
  const [name = '', ...below] = path.slice(parent.length + 1).split('/');
  if (below.length === 0) return files[parent]?.test(name) === true ? null : `${parent} has no such file`;
  return folders[parent]?.includes(name) === true ? null : `the top level of ${parent} is closed`;
}

/** One line per file of `src` that lies where nothing may, or is of a kind that no check reads. */
export function checkLayout(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const strange = Object.keys(folders).flatMap((parent) => strangerIn(parent, path) ?? []);
    if (path.startsWith('src/') && !kinds.test(path)) strange.push('a kind of file that no check reads');
    if (path.endsWith('.d.ts') && !declarations.has(path)) strange.push('a declaration file that is not listed');
    return strange.map((why) => `${path}: ${why}`);
  });
}
