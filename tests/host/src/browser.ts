import { join } from 'node:path';
import type { Switches } from './app/switches.ts';
import { BrowserTargets } from './browser-targets.ts';
import { launchChromium, type Chromium } from './chromium/launch.ts';
import type { App } from './electron/app.ts';
import type { CommandLine } from './electron/command-line.ts';
import { denyAll } from './electron/permissions.ts';
import type { Registry } from './electron/registry.ts';
import type { Session } from './electron/session.ts';
import { intercept, type Interception, type ProtocolHandler } from './net/interception.ts';
import type { SchemeMap } from './net/scheme-map.ts';

/** What the browser is started for. */
export interface BrowserDeps {
  app: App;
  commandLine: CommandLine;
  registry: Registry;
  session: Session;
  schemes: SchemeMap;
  handlers: ReadonlyMap<string, ProtocolHandler>;
  /** The connection to Chromium is lost; its windows notice a moment later. */
  onLost(exited: Promise<number | null>): void;
}

/** The browser behind the app, once the app is ready. */
export class Browser {
  readonly chromium: Chromium;
  readonly targets: BrowserTargets;
  readonly interception: Interception;

  constructor(chromium: Chromium, targets: BrowserTargets, interception: Interception) {
    this.chromium = chromium;
    this.targets = targets;
    this.interception = interception;
  }
}

/** Starts Chromium on the app's profile and puts the app's handlers in front of it. */
export async function startBrowser(switches: Switches, deps: BrowserDeps): Promise<Browser> {
  const { app, commandLine, registry, session, schemes, handlers } = deps;
  const { headless, sandbox, debuggingPort, chromiumArgs } = switches;
  const extra = [
    ...chromiumArgs,
    ...commandLine.appended(),
    ...(app.isHardwareAccelerationDisabled ? ['--disable-gpu'] : []),
  ];
  const profile = join(app.getPath('sessionData'), 'chromium-host');
  const chromium = await launchChromium({ profile, headless, sandbox, debuggingPort, extra, lang: app.getLocale() });
  process.on('exit', () => chromium.kill());
  const targets = new BrowserTargets(chromium, registry);
  const interception = await intercept(chromium.root, {
    schemes,
    handlers,
    mayNavigate: (frameId, url) => registry.contentsByFrame(frameId)?.page.navigation.mayNavigate(frameId, url) ?? true,
    responseHeaders: (url, headers) => session.applyHeadersReceived(url, headers),
  });
  await targets.watch();
  await denyAll(chromium.root);
  void chromium.root.gone.then(() => deps.onLost(chromium.exited));
  return new Browser(chromium, targets, interception);
}
