/**
 * Who may know whom (docs/architecture.md, 3). `from` and `to` are matched against paths such as
 * `src/main/db/open.ts`, packages such as `npm:zod` and built-in modules such as `node:fs`. Groups of `from` can be
 * used in `toNot` as `$1`. Tests beside the code are left out, since they may know more.
 */
export interface ImportRule {
  readonly name: string;
  readonly from: RegExp;
  readonly fromNot?: RegExp;
  readonly to: RegExp;
  readonly toNot?: string;
}

const core = /^src\/main\/(uploads|sync|watch)\/(?!adapters\/)/;
const entry = /\/worker\.ts$/;

export const importRules: readonly ImportRule[] = [
  { name: 'nothing in src knows tests or scripts', from: /^src\//, to: /^(tests|scripts)\// },
  { name: 'shared imports nobody', from: /^src\/shared\//, to: /^src\/(main|preload|renderer)\// },
  { name: 'shared is portable', from: /^src\/shared\//, to: /^(node:|npm:)/, toNot: '^npm:(zod|fractional-indexing)$' },
  {
    name: 'preload knows shared only',
    from: /^src\/preload\//,
    to: /^(src\/|npm:|node:)/,
    toNot: '^(src/(shared|preload)/|npm:electron$)',
  },
  { name: 'renderer knows shared only', from: /^src\/renderer\//, to: /^src\/(main|preload)\// },
  { name: 'renderer has no Node and no Electron', from: /^src\/renderer\//, to: /^(node:|npm:electron$)/ },
  {
    name: 'features are strangers to each other',
    from: /^src\/renderer\/features\/([^/]+)\//,
    to: /^src\/renderer\/features\//,
    toNot: '^src/renderer/features/$1/',
  },
  { name: 'features know no route', from: /^src\/renderer\/features\//, to: /^src\/renderer\/(routes|app)\// },
  {
    name: 'the design system has no domain',
    from: /^src\/renderer\/(components|hooks|lib)\//,
    to: /^src\/renderer\/(features|routes|app)\//,
  },
  { name: 'db knows shared only', from: /^src\/main\/db\//, to: /^src\/main\//, toNot: '^src/main/db/' },
  {
    name: 'cores know shared and themselves',
    from: core,
    fromNot: entry,
    to: /^src\/main\//,
    toNot: '^src/main/$1/(?!adapters/)',
  },
  { name: 'cores have no Node', from: core, fromNot: entry, to: /^node:/ },
  { name: 'cores have no libraries', from: core, fromNot: entry, to: /^npm:/, toNot: '^npm:zod$' },
  { name: 'actions have no Electron and no SQL', from: /^src\/main\/actions\//, to: /^npm:(electron|better-sqlite3)$/ },
  {
    name: 'electron has its rooms',
    from: /^src\//,
    fromNot: /^src\/(main\/(index\.ts|compose(-services)?\.ts|platform\/|ipc\/|auth\/)|preload\/)/,
    to: /^npm:electron$/,
  },
  { name: 'SQLite has its room', from: /^src\//, fromNot: /^src\/main\/db\//, to: /^npm:better-sqlite3$/ },
  {
    name: 'Supabase has its rooms',
    from: /^src\//,
    fromNot: /^src\/main\/(sync\/adapters|auth)\//,
    to: /^npm:@supabase\//,
  },
  { name: 'B2 has its room', from: /^src\//, fromNot: /^src\/main\/uploads\/adapters\//, to: /^npm:backblaze-b2$/ },
  { name: 'chokidar has its room', from: /^src\//, fromNot: /^src\/main\/watch\/adapters\//, to: /^npm:chokidar$/ },
  {
    name: 'only the entry composes',
    from: /^src\//,
    fromNot: /^src\/main\/index\.ts$/,
    to: /^src\/main\/compose\.ts$/,
  },
  { name: 'nobody imports the entry', from: /^src\//, to: /^src\/main\/index\.ts$/ },
];
