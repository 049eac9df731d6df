import { createIpc, receiveAll, type IpcEnd } from './ipc-renderer.ts';
import { joinMessage, type ToHost } from './isolated-messages.ts';
import { watchKeys } from './keys.ts';
import { runPreload, type PreloadBody, type PreloadConfig } from './preload.ts';
import { createSyncCall, type SyncCall } from './sync-call.ts';
import { createWire, type Wire } from './wire.ts';

/** What the isolated world is told. `binding` and `receive` are names of globals of that world only. */
export interface IsolatedWorldConfig {
  token: string;
  binding: string;
  receive: string;
  asksForInput: boolean;
  reportsWindow: boolean;
  preload: PreloadConfig | null;
}

type Post = (header: ToHost, body?: string) => void;
type Globals = Record<string, unknown>;

/** Chrome 140 and Node 25 have these; the compiler's library does not yet. */
interface Base64Methods {
  toBase64(this: Uint8Array): string;
  fromBase64(text: string): Uint8Array<ArrayBuffer>;
}

function pageWire(): Wire {
  const { toBase64 } = Uint8Array.prototype as unknown as Pick<Base64Methods, 'toBase64'>;
  const { fromBase64 } = Uint8Array as unknown as Pick<Base64Methods, 'fromBase64'>;
  return createWire({ encode: (bytes) => toBase64.call(bytes), decode: (text) => fromBase64.call(Uint8Array, text) });
}

function takeBinding(name: string): Post {
  const globals = globalThis as unknown as Globals;
  const post = globals[name] as (message: string) => void;
  delete globals[name];
  return (header, body) => post(joinMessage(header, body));
}

/** What happened to a window with a frame that a person can take hold of. */
function reportWindow(post: Post): void {
  for (const kind of ['focus', 'blur', 'resize'] as const) window.addEventListener(kind, () => post({ kind }));
}

/** The title of the document, and each change of it; it stands in the head. */
function reportTitle(post: Post): void {
  let last = '';
  const report = () => {
    if (document.title === last) return;
    last = document.title;
    post({ kind: 'title', title: last });
  };
  document.addEventListener('DOMContentLoaded', () => {
    report();
    new MutationObserver(report).observe(document.head, { subtree: true, childList: true, characterData: true });
  });
}

function createIpcEnd(post: Post, call: SyncCall): IpcEnd {
  const wire = pageWire();
  return createIpc({
    wire,
    post: (header, args) => post(header, wire.encode(args)),
    sendSync: (channel, args) => call('ipc', null, joinMessage({ kind: 'send', channel }, wire.encode(args))),
  });
}

/** Runs in the isolated world of every frame, before any script of the page; the preload runs in the top frame only. */
export function startIsolatedWorld(config: IsolatedWorldConfig, body: PreloadBody | null): void {
  const call = createSyncCall(config.token);
  const post = takeBinding(config.binding);
  let { asksForInput } = config;
  const isTop = window === window.top;
  const ipc = isTop ? createIpcEnd(post, call) : null;
  const globals = globalThis as unknown as Globals;
  globals[config.receive] = (...messages: string[]) =>
    receiveAll(messages, (header, text) => {
      if (header.kind === 'ask-for-input') asksForInput = header.asked;
      else ipc?.receive(header, text);
    });
  watchKeys({ isAsked: () => asksForInput, call, unhandled: (input) => post({ kind: 'key', input }) });
  if (isTop) reportTitle(post);
  if (isTop && config.reportsWindow) reportWindow(post);
  if (ipc && body && config.preload) runPreload(body, config.preload, ipc.ipcRenderer, call);
}
