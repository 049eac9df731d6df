import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the places depend on. */
export interface PathFacts {
  env: Readonly<Record<string, string | undefined>>;
  /** The value of `--user-data-dir`. */
  userDataDir: string | undefined;
  appName: () => string;
  exe: string;
}

const USER_FOLDERS = new Set(['desktop', 'documents', 'downloads', 'music', 'pictures', 'videos']);

/** `app.getPath` and `app.setPath`, with the places of Linux whatever the platform. */
export class AppPaths {
  readonly #facts: PathFacts;
  readonly #set = new Map<string, string>();

  constructor(facts: PathFacts) {
    this.#facts = facts;
  }

  set(name: string, path: string): void {
    this.get(name); // throws for a name that does not exist, as Electron does
    this.#set.set(name, path);
  }

  get(name: string): string {
    return this.#set.get(name) ?? this.#defaultOf(name);
  }

  #defaultOf(name: string): string {
    if (USER_FOLDERS.has(name)) return join(homedir(), `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
    const { env, userDataDir, appName, exe } = this.#facts;
    const appData = env['XDG_CONFIG_HOME'] || join(homedir(), '.config');
    const places: Record<string, () => string> = {
      home: homedir,
      appData: () => appData,
      userData: () => userDataDir ?? join(appData, appName()),
      sessionData: () => this.get('userData'),
      temp: tmpdir,
      exe: () => exe,
      logs: () => join(this.get('userData'), 'logs'),
      crashDumps: () => join(this.get('userData'), 'Crashpad'),
    };
    const place = Object.hasOwn(places, name) ? places[name] : undefined;
    if (!place) throw new Error(`Failed to get '${name}' path`);
    return place();
  }
}
