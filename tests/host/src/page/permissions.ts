import type { SyncCall } from './sync-call.ts';
import { wrapMethod } from './wrap.ts';

/** One question to the app's permission handlers, in Electron's names. */
export interface PermissionQuestion {
  permission: string;
  requestingUrl: string;
  /** As the browser knows it; `null` for an opaque one. */
  requestingOrigin: string;
  isMainFrame: boolean;
  mediaTypes?: ('video' | 'audio')[];
  sysex?: boolean;
}

type Details = Pick<PermissionQuestion, 'mediaTypes' | 'sysex'>;

/** Web names (of navigator.permissions) that Electron calls otherwise. */
const ELECTRON_NAMES: Record<string, string> = {
  'clipboard-write': 'clipboard-sanitized-write',
  camera: 'media',
  microphone: 'media',
};

function question(permission: string, details: Details = {}): string {
  const asked: PermissionQuestion = {
    permission,
    requestingUrl: location.href,
    requestingOrigin: self.origin,
    isMainFrame: window === window.top,
    ...details,
  };
  return JSON.stringify(asked);
}

/** Asks before the page's call goes on. Chromium then decides by what the host set, except where it has no setting. */
function guard(call: SyncCall, owner: object, name: string, permission: string, how: { refuse?: boolean } = {}): void {
  wrapMethod(owner, name, (args, go) => {
    const answer = call('permission-request', null, question(permission, detailsOf(permission, args[0])));
    if (how.refuse && answer === 'denied')
      return Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
    return go(args);
  });
}

function detailsOf(permission: string, argument: unknown): Details {
  const options = (argument ?? {}) as { video?: unknown; audio?: unknown; sysex?: unknown };
  if (permission === 'midi') return { sysex: Boolean(options.sysex) };
  if (permission !== 'media') return {};
  const types = (['video', 'audio'] as const).filter((type) => Boolean(options[type]));
  return { mediaTypes: types };
}

function patchQuery(call: SyncCall): void {
  wrapMethod(Permissions.prototype, 'query', (args, go) => {
    const name = String((args[0] as { name?: unknown } | undefined)?.name);
    const media = name === 'camera' ? 'video' : name === 'microphone' ? 'audio' : undefined;
    call('permission-check', null, question(ELECTRON_NAMES[name] ?? name, media ? { mediaTypes: [media] } : {}));
    return go(args);
  });
}

function patchNotification(call: SyncCall): void {
  if (!('Notification' in window)) return;
  guard(call, Notification, 'requestPermission', 'notifications');
  const get = () => call('permission-check', null, question('notifications'));
  Object.defineProperty(Notification, 'permission', { get, configurable: true, enumerable: true });
}

/** Puts the app's permission handlers in front of what the web platform asks permission for. */
export function patchPermissions(call: SyncCall): void {
  patchQuery(call);
  patchNotification(call);
  for (const name of ['getCurrentPosition', 'watchPosition']) guard(call, Geolocation.prototype, name, 'geolocation');
  guard(call, Element.prototype, 'requestFullscreen', 'fullscreen', { refuse: true });
  guard(call, Element.prototype, 'requestPointerLock', 'pointerLock', { refuse: true });
  if (!isSecureContext) return; // the rest exists in secure contexts only
  for (const name of ['read', 'readText']) guard(call, Clipboard.prototype, name, 'clipboard-read');
  for (const name of ['write', 'writeText']) guard(call, Clipboard.prototype, name, 'clipboard-sanitized-write');
  guard(call, MediaDevices.prototype, 'getUserMedia', 'media', { refuse: true }); // also where there is no device
  guard(call, MediaDevices.prototype, 'getDisplayMedia', 'display-capture', { refuse: true });
  guard(call, Navigator.prototype, 'requestMIDIAccess', 'midi');
  guard(call, StorageManager.prototype, 'persist', 'persistent-storage');
  for (const name of ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']) {
    guard(call, window, name, 'fileSystem', { refuse: true });
  }
}
