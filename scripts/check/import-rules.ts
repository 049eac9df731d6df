/**
 * Who may know whom (docs/architecture.md, "Who may know whom"). `from` and `to` are matched against paths such as
 * `src/main/db/open.ts`, packages such as `npm:zod` and built-in modules such as `node:fs`. Groups of `from` can be
 * used in `toNot` as `$1`. Tests beside the code are left out, since they may know more. Where a rule leaves something
 * out by name, that is the whole list: a file is added to it here, with its reason, or nowhere.
 */
export interface ImportRule {
  readonly name: string;
  readonly from: RegExp;
  readonly fromNot?: RegExp;
  readonly to: RegExp;
  readonly toNot?: string;
  /** Types may be imported; what runs may not. */
  readonly valuesOnly?: boolean;
}

/** The cores: they decide, and everything they decide on comes in through ports. */
export const core = /^src\/main\/(uploads|sync|watch)\/(?!adapters\/)/;
/** The thread's first file: it gives the upload core its adapters, as the composition root does in main. */
export const coreEntry = /^src\/main\/uploads\/worker\.ts$/;
/** The files that make up the composition root. */
const root = /^src\/main\/(compose(-[a-z]+)*|profile-keeper)\.ts$/;

const everywhere: readonly ImportRule[] = [
  { name: 'src knows only what is below src', from: /^src\//, to: /^(?!src\/|npm:|node:|outside:)/ },
  {
    name: 'only tests know tests and fixtures',
    from: /^src\//,
    fromNot: /\.fixture\.tsx?$/,
    to: /\.(test|fixture)\.tsx?$/,
  },
  { name: 'nothing loads modules or code by hand', from: /^src\//, to: /^node:(module|vm)$/ },
];

const shared: readonly ImportRule[] = [
  { name: 'shared imports nobody', from: /^src\/shared\//, to: /^src\/(main|preload|renderer)\// },
  {
    name: 'shared is portable',
    from: /^src\/shared\//,
    to: /^(node:|npm:)/,
    toNot: '^npm:(zod|fractional-indexing|i18next)$',
  },
];

const preload: readonly ImportRule[] = [
  {
    name: 'preload knows shared only',
    from: /^src\/preload\//,
    to: /^(src\/|npm:|node:)/,
    toNot: '^(src/(shared|preload)/|npm:electron$)',
  },
  {
    // bridge.ts holds the names of the two channels, and main must use the same
    name: 'preload knows the types of shared',
    from: /^src\/preload\//,
    to: /^src\/shared\//,
    toNot: '^src/shared/ipc/bridge\\.ts$',
    valuesOnly: true,
  },
];

const renderer: readonly ImportRule[] = [
  { name: 'renderer knows shared only', from: /^src\/renderer\//, to: /^src\/(main|preload)\// },
  { name: 'renderer has no Node and no Electron', from: /^src\/renderer\//, to: /^(node:|npm:electron$)/ },
  {
    // A form validates with the very schema that the command uses, which is the `input` of its route. Fixtures are
    // parsed by the schemas, so that a test never shows what main could not have sent.
    name: 'renderer knows the contract by its types, forms also by their schema',
    from: /^src\/renderer\//,
    fromNot: /^src\/renderer\/features\/[^/]+\/(forms\/|[^/]+\.fixture\.ts$)/,
    to: /^src\/shared\/ipc\//,
    valuesOnly: true,
  },
  {
    name: 'renderer loads the contract by domain, never the whole list',
    from: /^src\/renderer\//,
    to: /^src\/shared\/ipc\/(?!contract\/)/,
    valuesOnly: true,
  },
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
];

const main: readonly ImportRule[] = [
  { name: 'main knows no page', from: /^src\/main\//, to: /^src\/(renderer|preload)\// },
  { name: 'db knows shared only', from: /^src\/main\/db\//, to: /^src\/main\//, toNot: '^src/main/db/' },
  {
    name: 'db has SQLite and its file',
    from: /^src\/main\/db\//,
    // Copies are made in a thread of their own.
    fromNot: /^src\/main\/db\/backups\/(worker|thread)\.ts$/,
    to: /^(npm:|node:)/,
    toNot: '^(npm:better-sqlite3|node:fs)$',
  },
  {
    // The faces of the engines; `Handlers`, the type that actions fulfil, is derived by the router
    name: 'actions know tables, auth and the faces of the engines',
    from: /^src\/main\/actions\//,
    to: /^src\/main\//,
    toNot:
      '^src/main/(actions/|archive/(archive-sessions|course-rows|manifest)\\.ts$|auth/|db/tables/|' +
      'db/(mutate|undo)\\.ts$|ipc/router\\.ts$|media/(caption-files|import-sessions)\\.ts$|sync/publish-door\\.ts$|' +
      'uploads/(upload-service|service-rows|read-back-jobs)\\.ts$|watch/watch-service\\.ts$)',
  },
  { name: 'actions have no Electron and no SQL', from: /^src\/main\/actions\//, to: /^npm:(electron|better-sqlite3)$/ },
  { name: 'actions have no Node', from: /^src\/main\/actions\//, to: /^node:/ },
  { name: 'ipc knows shared only', from: /^src\/main\/ipc\//, to: /^src\/main\//, toNot: '^src/main/ipc/' },
];

const engines: readonly ImportRule[] = [
  {
    name: 'cores know shared and themselves',
    from: core,
    fromNot: coreEntry,
    to: /^src\/main\//,
    toNot: '^src/main/$1/(?!adapters/)',
  },
  { name: 'cores have no Node', from: core, fromNot: coreEntry, to: /^node:/ },
  { name: 'cores have no libraries', from: core, fromNot: coreEntry, to: /^npm:/, toNot: '^npm:zod$' },
  {
    name: 'the upload worker gives its core the adapters, no more',
    from: coreEntry,
    to: /^(src\/main\/|npm:|node:)/,
    toNot: '^(src/main/uploads/|npm:zod$|node:worker_threads$)',
  },
  {
    name: 'adapters know their own core',
    from: /^src\/main\/(uploads|sync|watch)\/adapters\//,
    fromNot: /^src\/main\/(uploads\/adapters\/file-source|watch\/adapters\/folder-source)\.ts$/,
    to: /^src\/main\//,
    toNot: '^src/main/$1/',
  },
  {
    // What is offered must be what a drop of the same folder would bring
    name: 'the folder source lists and looks as media does',
    from: /^src\/main\/watch\/adapters\/folder-source\.ts$/,
    to: /^src\/main\//,
    toNot: '^src/main/(watch/|media/(file-kinds|io-error|media-service|refresh-plan|scan-result)\\.ts$)',
  },
  {
    // A file is told by the same fingerprint, and opened with the same care, as when it was found in the drop
    name: 'the file source reads files as media does',
    from: /^src\/main\/uploads\/adapters\/file-source\.ts$/,
    to: /^src\/main\//,
    toNot: '^src/main/(uploads/|media/(fingerprint|io-error|map-limit|regular-file)\\.ts$)',
  },
];

const rooms: readonly ImportRule[] = [
  {
    name: 'electron has its rooms',
    from: /^src\//,
    fromNot: /^src\/(main\/(index\.ts$|compose(-services)?\.ts$|platform\/|ipc\/|auth\/)|preload\/)/,
    to: /^npm:electron$/,
  },
  { name: 'SQLite has its room', from: /^src\//, fromNot: /^src\/main\/db\//, to: /^npm:better-sqlite3$/ },
  {
    name: 'Supabase has its rooms',
    from: /^src\//,
    fromNot: /^src\/main\/(sync\/adapters|auth)\//,
    to: /^npm:@supabase\//,
  },
  {
    // Its jobs read and write files as media does; nothing else of the house gets to see what an archive says
    name: 'archive knows shared, media and lib',
    from: /^src\/main\/archive\//,
    to: /^src\/main\//,
    toNot: '^src/main/(archive/|media/(fingerprint|io-error|map-limit|regular-file)\\.ts$|lib/atomic-file\\.ts$)',
  },
  { name: 'ZIP has its room', from: /^src\//, fromNot: /^src\/main\/archive\//, to: /^npm:(yazl|yauzl)$/ },
  { name: 'B2 has its room', from: /^src\//, fromNot: /^src\/main\/uploads\/adapters\//, to: /^npm:backblaze-b2$/ },
  { name: 'chokidar has its room', from: /^src\//, fromNot: /^src\/main\/watch\/adapters\//, to: /^npm:chokidar$/ },
  {
    name: 'only the entry composes',
    from: /^src\//,
    fromNot: /^src\/main\/index\.ts$/,
    to: /^src\/main\/compose\.ts$/,
  },
  {
    name: 'the composition root keeps to itself',
    from: /^src\/(?!main\/index\.ts$)/,
    fromNot: root,
    to: root,
  },
  {
    name: 'nobody imports an entry',
    from: /^src\//,
    to: /^src\/(main\/(index|(archive|uploads|media)\/worker)|preload\/index)\.ts$/,
  },
];

export const importRules: readonly ImportRule[] = [
  ...everywhere,
  ...shared,
  ...preload,
  ...renderer,
  ...main,
  ...engines,
  ...rooms,
];
