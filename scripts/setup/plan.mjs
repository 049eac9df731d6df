// What set-up has to do, decided from facts given: no file, network or process is touched here.
// Plain JavaScript for any Node >= 18: it runs before anything is installed.

/** The major of the Node that Electron embeds. */
export const MINIMUM_MAJOR = 24;

/**
 * One package of package-lock.json, as far as set-up cares.
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {string | string[]} [os]
 * @property {string | string[]} [cpu]
 * @property {string | string[]} [libc]
 */
/** @typedef {{ lockfileVersion?: number, packages: Record<string, LockEntry> }} Lockfile */
/** @typedef {{ platform: string, arch: string, libc: 'glibc' | 'musl' | null }} Machine */
/** @typedef {{ version: string, abi: string }} SystemNode */
/** @typedef {{ name: string, version: string, binary: string, entry: LockEntry }} NodePackage */
/**
 * What an installation was made from: `node` is the package that carries its Node, or the ABI of the system's.
 * @typedef {{ lock: string, machine: string, node: string, binary: string | null }} Stamp
 */

/** @param {string | string[] | undefined} wanted @param {string | null} value */
function allows(wanted, value) {
  if (wanted === undefined || value === null) return true;
  const list = [wanted].flat();
  if (list.includes(`!${value}`)) return false;
  return list.includes(value) || list.every((item) => item.startsWith('!'));
}

/**
 * True when npm would install the package on this machine, going by `os`, `cpu` and `libc`.
 * @param {LockEntry} entry
 * @param {Machine} machine
 */
export const fits = (entry, machine) =>
  allows(entry.os, machine.platform) && allows(entry.cpu, machine.arch) && allows(entry.libc, machine.libc);

/** @param {Machine} machine */
export const machineName = ({ platform, arch, libc }) => [platform, arch, libc].filter(Boolean).join('-');

/** @param {SystemNode} system */
export const isNewEnough = ({ version }) => Number(version.split('.')[0]) >= MINIMUM_MAJOR;

/**
 * The npm package that carries the pinned Node for this machine, at the version of the lock; null where there is none.
 * Its Linux binaries are linked to glibc.
 * @param {Lockfile} lock
 * @param {Machine} machine
 * @returns {NodePackage | null}
 */
export function nodePackage(lock, machine) {
  if (machine.libc === 'musl') return null;
  const isWindows = machine.platform === 'win32';
  const name = `node-${isWindows ? 'win' : machine.platform}-${machine.arch}`;
  const entry = lock.packages[`node_modules/${name}`];
  if (!entry?.version) return null;
  return { name, version: entry.version, entry, binary: `node_modules/${name}/bin/node${isWindows ? '.exe' : ''}` };
}

/**
 * package.json and package-lock.json of a folder in which `npm ci` installs this one package, with the checksum of
 * our own lock.
 * @param {NodePackage} node
 */
export function folderOf({ name, version, entry }) {
  const { optional: _optional, ...needed } = entry; // optional would mean: a failure to get it is silent
  const root = { name: 'lectern-node', version: '0.0.0', private: true, dependencies: { [name]: version } };
  return {
    manifest: root,
    lock: {
      name: root.name,
      version: root.version,
      lockfileVersion: 3,
      requires: true,
      packages: { '': root, [`node_modules/${name}`]: needed },
    },
  };
}

/**
 * The Node that an installation is used with: a path from the root, `'system'`, or null when the stamp does not
 * speak for this lock, this machine and this Node, so that everything is to be installed again.
 * @param {string | null} text the stamp as found
 * @param {{ lock: string, machine: string, system: SystemNode, exists: (file: string) => boolean }} facts
 * @returns {string | null}
 */
export function installedNode(text, { lock, machine, system, exists }) {
  const stamp = parseStamp(text);
  if (stamp?.lock !== lock || stamp.machine !== machine) return null;
  if (stamp.binary) return exists(stamp.binary) ? stamp.binary : null;
  return isNewEnough(system) && stamp.node === `abi-${system.abi}` ? 'system' : null;
}

/** @param {string | null} text @returns {Stamp | null} */
function parseStamp(text) {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null; // cut off, or of an older set-up: as good as none
  }
}

/**
 * Packages of the lock that belong on this machine and are not there. npm leaves an optional one out without a word
 * when its `engines` do not match or its download fails, and the natives of our tools are all optional. Those without
 * `os` and `cpu` are not asked for: npm drops them with the platform package that wanted them.
 * @param {Lockfile} lock
 * @param {Machine} machine
 * @param {(path: string) => string | null} versionAt the version found in a folder such as `node_modules/vite`
 * @returns {string[]}
 */
export function missingPackages(lock, machine, versionAt) {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && entry.version && fits(entry, machine))
    .filter(([, entry]) => !entry.optional || entry.os !== undefined || entry.cpu !== undefined)
    .filter(([path, entry]) => versionAt(path) !== entry.version)
    .map(([path]) => path.replace(/^node_modules\//, ''));
}

/**
 * Where npm's own command may be, best first: the npm that runs us (not yarn or pnpm, which call themselves by the
 * same variable), beside the system's Node, behind `npm` on the PATH.
 * @param {{ execpath: string | undefined, nodeFolder: string, onPath: readonly string[] }} facts
 * @returns {string[]}
 */
export function npmCandidates({ execpath, nodeFolder, onPath }) {
  const isNpm = (/** @type {string} */ file) => /[\\/]npm-cli\.c?js$/.test(file);
  return [
    execpath ?? '',
    `${nodeFolder}/node_modules/npm/bin/npm-cli.js`,
    `${nodeFolder}/../lib/node_modules/npm/bin/npm-cli.js`,
    ...onPath,
  ].filter(isNpm);
}
