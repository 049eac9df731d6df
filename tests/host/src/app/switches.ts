import { resolve } from 'node:path';

/** What the command line says about how to run. */
export interface Switches {
  headless: boolean;
  sandbox: boolean;
  /** Only for a test driver, which asks for it with `--remote-debugging-port`. */
  debuggingPort: string | undefined;
  /** The port of Node's inspector (0: any), when `--inspect` asks for one. */
  inspectPort: number | undefined;
  userDataDir: string | undefined;
  lang: string | undefined;
  /** Switches in front of the app's path that the host does not know: for Chromium. */
  chromiumArgs: string[];
  /** The app's directory or main file, as given. */
  entry: string;
}

/** What the defaults depend on. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  isRoot: boolean;
}

const DEFAULT_INSPECT_PORT = 9229;

function isHeadless({ env, platform }: Surroundings): boolean {
  const chosen = env['CHROMIUM_HOST_HEADLESS'];
  if (chosen) return chosen !== '0';
  return platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY'];
}

type Setter = (switches: Switches, value: string) => void;

/** As in Electron, these count wherever they stand. */
const KNOWN: Record<string, Setter> = {
  '--inspect': (switches, value) => void (switches.inspectPort = Number(value || DEFAULT_INSPECT_PORT)),
  '--remote-debugging-port': (switches, value) => void (switches.debuggingPort = value),
  '--no-sandbox': (switches) => void (switches.sandbox = false),
  '--headless': (switches) => void (switches.headless = true),
  '--user-data-dir': (switches, value) => void (switches.userDataDir = resolve(value)),
  '--lang': (switches, value) => void (switches.lang = value),
};

/** Node's own, which a real Electron takes too. */
const REFUSED = new Set(['-r', '--require', '--inspect-brk', '-i', '--interactive', '-v', '--version']);

/** Reads `electron [switches] <app directory or main file> [arguments]`. Throws when it names no app. */
export function parseSwitches(args: readonly string[], surroundings: Surroundings): Switches {
  const switches: Switches = {
    headless: isHeadless(surroundings),
    sandbox: !surroundings.isRoot, // Chromium does not start as root with its sandbox
    debuggingPort: undefined,
    inspectPort: undefined,
    userDataDir: undefined,
    lang: undefined,
    chromiumArgs: [],
    entry: '',
  };
  for (const arg of args) {
    const [name = '', value = ''] = arg.split(/=(.*)/s);
    const isBeforeEntry = switches.entry === '';
    const set = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
    if (isBeforeEntry && REFUSED.has(name)) throw new Error(`chromium-host: the switch ${name} is not implemented`);
    if (set) set(switches, value);
    else if (isBeforeEntry && arg.startsWith('-')) switches.chromiumArgs.push(arg);
    else if (isBeforeEntry) switches.entry = arg;
  }
  if (switches.entry === '') throw new Error('usage: electron [switches] <app directory or main file> [arguments]');
  return switches;
}
