import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchFixture, type Fixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture.dispose());

/** What main throws for an expression in which Electron's names stand, or 'done'. */
function thrownBy(expression: string): Promise<string> {
  return fixture.app.evaluate((electron, code) => {
    const names = [
      'BrowserWindow',
      'win',
      'contents',
      ...Object.keys(electron).filter((name) => name !== 'BrowserWindow'),
    ];
    const win = electron.BrowserWindow.getAllWindows()[0];
    const modules = electron as unknown as Record<string, unknown>;
    const values = [electron.BrowserWindow, win, win?.webContents, ...names.slice(3).map((name) => modules[name])];
    try {
      const { compileFunction } = process.getBuiltinModule('node:vm');
      compileFunction(code, names)(...values);
      return 'done';
    } catch (error) {
      return (error as Error).message;
    }
  }, expression);
}

const refused = (name: string) => `chromium-host: ${name} is not implemented`;

type Case = [code: string, name: string];

/** Each member that Electron declares is asked for in whole-api.test.ts; these are uses, and names that it does not have. */
const MEMBERS: Case[] = [
  ['app.commandLine.appendArgument("x")', 'app.commandLine.appendArgument'],
  ['win.loadExtension("x")', 'BrowserWindow.loadExtension'],
  ['BrowserWindow.fromBrowserView(null)', 'BrowserWindow.fromBrowserView'],
  ['contents.debugger.attach()', 'webContents.debugger'],
  ['webContents.nothing()', 'webContents.nothing'],
  ['session.fromPartition("persist:x")', "session.fromPartition('persist:x')"],
  ['new MenuItem({ label: "x" }).badge', 'MenuItem.badge'],
  ['nativeTheme.nothing', 'nativeTheme.nothing'],
  ['nativeImage.createEmpty().resize({})', 'nativeImage.resize'],
  ['powerMonitor.nothing()', 'powerMonitor.nothing'],
  ['powerSaveBlocker.nothing()', 'powerSaveBlocker.nothing'],
  ['safeStorage.nothing()', 'safeStorage.nothing'],
  ['utilityProcess.nothing()', 'utilityProcess.nothing'],
  ['new Tray("x")', 'Tray'],
  ['globalShortcut.register("A", () => {})', 'globalShortcut.register'],
  ['win.skipTaskbar = true', 'BrowserWindow.skipTaskbar = …'],
  ['app.userAgentFallback = "x"', 'app.userAgentFallback = …'],
];

const EVENTS: Case[] = [
  ['app.on("certificate-error", () => {})', "app.on('certificate-error')"],
  ['win.once("app-command", () => {})', "BrowserWindow.on('app-command')"],
  ['contents.on("context-menu", () => {})', "webContents.on('context-menu')"],
  ['session.defaultSession.prependListener("will-download", () => {})', "session.on('will-download')"],
  ['powerMonitor.addListener("no-such", () => {})', "powerMonitor.on('no-such')"],
];

const OPTIONS: Case[] = [
  ['new BrowserWindow({ parent: null })', 'the option parent of BrowserWindow'],
  ['new BrowserWindow({ webPreferences: { nodeIntegration: true } })', 'webPreferences.nodeIntegration = true'],
  ['new BrowserWindow({ webPreferences: { contextIsolation: false } })', 'webPreferences.contextIsolation = false'],
  ['new BrowserWindow({ webPreferences: { partition: "x" } })', 'webPreferences.partition'],
  ['new Notification({ nothing: 1 })', 'the option nothing of Notification'],
  ['contents.loadURL("app://studio/", { userAgent: "x" })', 'a further argument of webContents.loadURL'],
  ['win.loadURL("app://studio/", { userAgent: "x" })', 'a further argument of webContents.loadURL'],
  ['win.loadFile("x", { search: "x" })', 'the option search of BrowserWindow.loadFile'],
  ['win.capturePage({}, { stayHidden: true })', 'a further argument of webContents.capturePage'],
  ['win.setSize(800, 600, true)', 'a further argument of BrowserWindow.setBounds'],
  ['shell.openExternal("https://x.invalid", { activate: true })', 'a further argument of shell.openExternal'],
  ['new Menu().popup({ positioningItem: 1 })', 'the option positioningItem of Menu.popup'],
  ['session.defaultSession.setSpellCheckerEnabled(true)', 'session.setSpellCheckerEnabled'],
  ['Menu.buildFromTemplate([{ badge: {} }])', 'the option badge of MenuItem'],
  ['Menu.buildFromTemplate([{ role: "nothing" }])', 'the menu role nothing'],
  ['net.request({ url: "http://x", session: 1 })', 'the option session of net.request'],
  [
    'utilityProcess.fork("x", [], { respondToAuthRequestsFromMainProcess: true })',
    'the option respondToAuthRequestsFromMainProcess of utilityProcess.fork',
  ],
];

describe('in main', () => {
  test.each(MEMBERS)('%s throws and names it', async (code, name) => {
    expect(await thrownBy(code)).toBe(refused(name));
  });

  test.each(EVENTS)('%s throws: the event would never come', async (code, name) => {
    expect(await thrownBy(code)).toBe(refused(name));
  });

  test.each(OPTIONS)('%s throws: an option without effect', async (code, name) => {
    expect(await thrownBy(code)).toBe(refused(name));
  });

  test('windows made in vain leave nothing behind', async () => {
    expect(await fixture.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test.each(['openAsyncNothing', 'then', 'toJSON', 'nodeType', 'asymmetricMatch'])(
    'looking whether there is a %s',
    async (key) => {
      const isProbe = key !== 'openAsyncNothing';
      expect(await thrownBy(`return app.${key} ?? 'absent'`)).toBe(isProbe ? 'done' : refused(`app.${key}`));
    },
  );

  test.each([
    'await app',
    'JSON.stringify(powerSaveBlocker)',
    'String(win)',
    '`${dialog}`',
    'Object.keys(contents)',
    '"x" in app',
  ])('%s is no use of the API', async (code) => {
    expect(await thrownBy(code.startsWith('await') ? `(async () => { ${code} })()` : code)).toBe('done');
  });

  test('printing Electron’s objects is no use of the API', async () => {
    const text = await fixture.app.evaluate((electron) => {
      const { inspect } = process.getBuiltinModule('node:util');
      return inspect(electron, { depth: 2 }).length;
    });
    expect(text).toBeGreaterThan(100);
  });

  test('what is implemented can be tested for with in, and is an EventEmitter', async () => {
    const facts = await fixture.app.evaluate(({ app, BrowserWindow, nativeTheme }) => {
      const { EventEmitter } = process.getBuiltinModule('node:events');
      const emitters = [app, nativeTheme, BrowserWindow.getAllWindows()[0]];
      return ['quit' in app, 'getAppMetrics' in app, emitters.every((item) => item instanceof EventEmitter)];
    });
    expect(facts).toEqual([true, false, true]);
  });
});

describe('in a preload', () => {
  test('what is absent throws and names it', async () => {
    const attempts = await fixture.page.evaluate(() =>
      (window as unknown as { fixture: { attempts(): Record<string, string> } }).fixture.attempts(),
    );
    expect(attempts).toEqual({
      ipcRenderer: refused('ipcRenderer.postMessage'),
      contextBridge: refused('contextBridge.executeInMainWorld'),
      webUtils: refused('webUtils.somethingNew'),
      webFrame: refused('webFrame.setZoomFactor'),
      module: refused('electron.shell'),
      process: refused('process.crash'),
      require: refused("require('node:events') in a preload"),
      node: 'module not found: node:fs',
      set: refused('ipcRenderer.unknown = …'),
    });
  });
});
