import type { AppInfo } from '../app/app-info.ts';
import { refuseUnknown } from '../page/guard.ts';
import { apiEmitter } from './api.ts';
import { preferredLanguages, systemLocale, uiLocale } from './app-locale.ts';
import { AppPaths } from './app-paths.ts';
import type { CommandLine } from './command-line.ts';
import type { Quitting } from './quitting.ts';
import { SingleInstance, type SecondInstance } from './single-instance.ts';

const EVENTS = [
  'will-finish-launching',
  'ready',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'second-instance',
  'browser-window-created',
  'browser-window-focus',
  'browser-window-blur',
  'web-contents-created',
  'render-process-gone',
  'child-process-gone',
  // Of macOS; Electron on Linux does not emit them either. Tests do.
  'activate',
  'open-file',
  'open-url',
  'did-become-active',
  'did-resign-active',
  'continue-activity',
];

/** How `app.relaunch` was told to start again. */
export interface Relaunch {
  args: string[];
  execPath: string;
}

const RELAUNCH_OPTIONS = new Set(['args', 'execPath']);

/** What the app depends on. */
export interface AppDeps {
  info: AppInfo;
  env: Readonly<Record<string, string | undefined>>;
  argv: readonly string[];
  userDataDir: string | undefined;
  commandLine: CommandLine;
  quitting(): Quitting;
}

/** Electron's `app`. What shows nowhere can be read back: badgeCount, aboutPanelOptions, relaunches, isSandboxEnabled, … */
export class App extends apiEmitter('app', EVENTS) {
  readonly isPackaged = false;
  readonly dock = undefined;
  readonly commandLine: object;
  /** Not Electron's, as the next five: what the app has asked for. */
  readonly relaunches: Relaunch[] = [];
  aboutPanelOptions: object = {};
  isAboutPanelShown = false;
  isSandboxEnabled = false;
  isHardwareAccelerationDisabled = false;
  appUserModelId = '';
  badgeCount = 0;
  readonly #deps: AppDeps;
  readonly #paths: AppPaths;
  readonly #ready = Promise.withResolvers<void>();
  readonly #instance: SingleInstance;
  #name: string;
  #isReady = false;
  #isReadyWanted = false;

  constructor(deps: AppDeps) {
    super();
    this.#deps = deps;
    this.#name = deps.info.name;
    this.commandLine = deps.commandLine.api;
    const { env, userDataDir } = deps;
    this.#paths = new AppPaths({ env, userDataDir, appName: () => this.#name, exe: process.execPath });
    this.#instance = new SingleInstance(({ argv, cwd, data }) => this.emit('second-instance', {}, argv, cwd, data));
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
  }

  getName(): string {
    return this.#name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getVersion(): string {
    return this.#deps.info.version;
  }

  getAppPath(): string {
    return this.#deps.info.directory;
  }

  getPath(name: string): string {
    return this.#paths.get(name);
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  setAppLogsPath(path = this.getPath('logs')): void {
    this.#paths.set('logs', path);
  }

  getLocale(): string {
    return uiLocale(this.#deps.commandLine.switchValue('lang'), this.#deps.env);
  }

  getSystemLocale(): string {
    return systemLocale(this.#deps.env);
  }

  getPreferredSystemLanguages(): string[] {
    return preferredLanguages(this.#deps.env);
  }

  isReady(): boolean {
    return this.#isReady;
  }

  whenReady(): Promise<void> {
    this.#isReadyWanted = true;
    return this.#ready.promise;
  }

  /** For the host: whether the app has asked for `whenReady()`. */
  get isReadyWanted(): boolean {
    return this.#isReadyWanted;
  }

  /** For the host: the browser runs. */
  becomeReady(): void {
    this.#isReady = true;
    this.emit('will-finish-launching');
    this.emit('ready', {}, {});
    this.#ready.resolve();
  }

  requestSingleInstanceLock(data: unknown = {}): boolean {
    const message: SecondInstance = { argv: [...this.#deps.argv], cwd: process.cwd(), data };
    return this.#instance.acquire(this.getPath('userData'), message);
  }

  hasSingleInstanceLock(): boolean {
    return this.#instance.isHeld;
  }

  releaseSingleInstanceLock(): void {
    this.#instance.release();
  }

  /** For the host, before the process ends: the first instance has been told, the lock is free. */
  async letGo(): Promise<void> {
    await this.#instance.handedOver;
    this.#instance.release();
  }

  quit(): void {
    this.#deps.quitting().quit();
  }

  exit(exitCode = 0): void {
    this.#deps.quitting().exit(exitCode);
  }

  /** Starts again once this process has ended; several calls start several. */
  relaunch(options: Partial<Relaunch> = {}): void {
    refuseUnknown('app.relaunch', options, RELAUNCH_OPTIONS);
    const { args = this.#deps.argv.slice(1), execPath = '' } = options;
    this.relaunches.push({ args, execPath });
  }

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
    this.isSandboxEnabled = true;
  }

  disableHardwareAcceleration(): void {
    if (this.#isReady) throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
    this.isHardwareAccelerationDisabled = true;
  }

  setAppUserModelId(id: string): void {
    this.appUserModelId = id;
  }

  setAboutPanelOptions(options: object): void {
    this.aboutPanelOptions = options;
  }

  showAboutPanel(): void {
    this.isAboutPanelShown = true;
  }

  setBadgeCount(count = 0): boolean {
    this.badgeCount = count;
    return true;
  }

  getBadgeCount(): number {
    return this.badgeCount;
  }
}
