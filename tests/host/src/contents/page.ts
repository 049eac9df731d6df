import type { EventEmitter } from 'node:events';
import type { CdpSession } from '../cdp/session.ts';
import { answerSyncCalls, createSyncTokens } from '../cdp/sync-calls.ts';
import { isPrevented } from '../electron/api.ts';
import { settle } from '../electron/permissions.ts';
import type { WebPreferences } from '../electron/web-preferences.ts';
import { splitMessage, type KeyInput, type ToHost } from '../page/isolated-messages.ts';
import type { PermissionQuestion } from '../page/permissions.ts';
import type { SyncKind } from '../page/sync-call.ts';
import { Appearance, type ContentSize } from './appearance.ts';
import { FrameTree } from './frame-tree.ts';
import { IpcLink } from './ipc-link.ts';
import { Navigation } from './navigation.ts';
import type { PageHost } from './page-host.ts';
import { BINDING, installScripts, pageScripts } from './page-setup.ts';
import { Frames } from './web-frame-main.ts';
import { WindowOpening, type OpenDetails } from './window-opening.ts';
import { followWorkers, watchRequests } from './workers.ts';
import { Worlds } from './worlds.ts';

/** What a page is made for. */
export interface PageOptions {
  /** The WebContents that stands before it. */
  contents: EventEmitter & { retitle(title: string): void };
  contentsId: number;
  preferences: WebPreferences;
  host: PageHost;
  size: () => ContentSize;
}

/** One page behind its WebContents: its browser target and all that is said to it. */
export class Page {
  readonly attached = Promise.withResolvers<CdpSession>();
  readonly tree: FrameTree;
  readonly frames: Frames;
  readonly ipc: IpcLink;
  readonly navigation: Navigation;
  readonly appearance: Appearance;
  readonly opening = new WindowOpening();
  readonly #options: PageOptions;
  readonly #worlds = new Worlds();
  readonly #tokens = createSyncTokens();
  #asksForInput = false;

  constructor(options: PageOptions) {
    const { contents, contentsId, host } = options;
    const session = () => this.attached.promise;
    const tree = new FrameTree(host.schemes);
    const worlds = this.#worlds;
    const frames: Frames = new Frames({
      tree,
      worlds,
      session,
      processId: contentsId,
      send: (frameId, channel, args) => this.ipc.send(frameId, channel, args),
    });
    const common = { ...host, tree, frames, processId: contentsId, session };
    this.#options = options;
    this.tree = tree;
    this.frames = frames;
    this.ipc = new IpcLink({ ...common, worlds, sender: contents });
    this.navigation = new Navigation({ ...common, emitter: contents, openExternal: (url) => this.#openExternal(url) });
    this.appearance = new Appearance(session, options.size);
    this.attached.promise.catch(() => {}); // every call that waits for it reports it
  }

  /** Takes hold of the page's target, before any script has run in it. */
  async attach(session: CdpSession, targetId: string, prepare: () => Promise<void>): Promise<void> {
    const { host } = this.#options;
    this.#worlds.follow(session);
    this.tree.follow(session, targetId);
    this.navigation.follow(session);
    this.ipc.follow(session);
    this.#follow(session);
    const scripts = this.#scripts();
    await Promise.all([
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Inspector.enable'),
      session.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      watchRequests(session, host),
      followWorkers(session, host),
      answerSyncCalls(session, this.#tokens, (kind, text) => this.#answer(kind, text)),
      installScripts(session, scripts),
      session.send('Runtime.runIfWaitingForDebugger'),
    ]);
    await prepare();
    this.attached.resolve(session);
    this.appearance.setTheme(host.theme());
  }

  /** Whether every key waits for `before-input-event`. */
  askForInput(isAsked: boolean): void {
    if (isAsked === this.#asksForInput) return;
    this.#asksForInput = isAsked;
    for (const world of this.#worlds.allIsolated()) this.ipc.post(world, { kind: 'ask-for-input', asked: isAsked });
  }

  #scripts(): { main: string; isolated: string } {
    const { preferences, host, contents } = this.#options;
    const setup = {
      scripts: host.scripts,
      schemes: host.schemes.all,
      tokens: this.#tokens,
      preload: preferences.preload,
      additionalArguments: preferences.additionalArguments ?? [],
      asksForInput: this.#asksForInput,
      reportsWindow: !host.isHeadless,
    };
    try {
      return pageScripts(setup);
    } catch (error) {
      console.error(`Unable to load preload script: ${preferences.preload}`, error);
      contents.emit('preload-error', {}, preferences.preload, error);
      return pageScripts({ ...setup, preload: undefined });
    }
  }

  #follow(session: CdpSession): void {
    const { host, contents } = this.#options;
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === BINDING) this.#receive(executionContextId, payload);
    });
    session.on('Runtime.executionContextCreated', ({ context }) => {
      // The script was installed before the app began, or ceased, to listen.
      const isOurs = this.#worlds.frameOfIsolated(context.id) !== null;
      if (isOurs && this.#asksForInput) this.ipc.post(context.id, { kind: 'ask-for-input', asked: true });
    });
    session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      const disposition = windowFeatures.length > 0 ? 'new-window' : 'foreground-tab';
      const appUrl = host.schemes.toApp(url);
      this.opening.announce({ url: appUrl, frameName: windowName, features: windowFeatures.join(','), disposition });
    });
    session.on('Inspector.targetCrashed', () => host.renderProcessGone(contents, { reason: 'crashed', exitCode: 1 }));
  }

  #receive(world: number, payload: string): void {
    const { host, contents } = this.#options;
    const { header, body } = splitMessage<ToHost>(payload);
    if (this.#worlds.frameOfIsolated(world) === null) return; // of a document that is gone
    if (header.kind === 'key') host.unhandledKey(contents, header.input);
    else if (header.kind === 'title') contents.retitle(header.title);
    else if (header.kind === 'send' || header.kind === 'invoke') this.ipc.receive(world, header, body);
    else host.windowReport(contents, header.kind);
  }

  async #answer(kind: SyncKind, text: string): Promise<string> {
    const { contents } = this.#options;
    if (kind === 'ipc') return this.ipc.receiveSync(text);
    if (kind === 'unload') this.navigation.unloadAsked(text === 'objects');
    if (kind === 'open') this.#decideOpen(JSON.parse(text) as OpenDetails);
    if (kind === 'input') {
      const input = JSON.parse(text) as KeyInput;
      return isPrevented(contents, 'before-input-event', {}, { ...input, modifiers: modifiersOf(input) })
        ? 'prevent'
        : '';
    }
    return kind === 'permission-check' || kind === 'permission-request' ? this.#decidePermission(kind, text) : '';
  }

  #decideOpen(details: OpenDetails): void {
    this.opening.decide({ ...details, url: this.#options.host.schemes.toApp(details.url) });
  }

  async #decidePermission(kind: SyncKind, text: string): Promise<string> {
    const { host, contents } = this.#options;
    const asked = JSON.parse(text) as PermissionQuestion;
    const requestingUrl = host.schemes.toApp(asked.requestingUrl);
    const question = { ...asked, requestingUrl, origin: host.schemes.toApp(asked.requestingOrigin) };
    const { permissions } = host.session;
    const isGranted =
      kind === 'permission-check'
        ? permissions.check(contents, question)
        : await permissions.request(contents, question);
    await settle(host.root(), asked, isGranted);
    return isGranted ? 'granted' : 'denied';
  }

  /** The page went to a URL that is the desktop's: a permission in Electron, too. */
  #openExternal(url: string): void {
    const { host, contents } = this.#options;
    const top = this.tree.get(this.tree.topId);
    const question = {
      permission: 'openExternal',
      requestingUrl: top?.url ?? '',
      isMainFrame: true,
      origin: top?.origin ?? '',
    };
    void host.session.permissions.request(contents, question).then((isGranted) => {
      if (isGranted) host.openExternal(url);
    });
  }
}

function modifiersOf({ shift, control, alt, meta, isAutoRepeat }: KeyInput): string[] {
  const held = { shift, control, alt, meta, isautorepeat: isAutoRepeat };
  return Object.entries(held).flatMap(([name, isHeld]) => (isHeld ? [name] : []));
}
