import type { CdpSession } from '../cdp/session.ts';
import type { CdpParams } from '../cdp/types.ts';
import type { PermissionQuestion } from '../page/permissions.ts';

type Descriptor = CdpParams<'Browser.setPermission'>['permission'];

/** A question in the app's terms, with everything Electron's handlers are told. */
export interface AppQuestion extends Omit<PermissionQuestion, 'requestingOrigin'> {
  /** The app's name of the origin, e.g. `app://studio`. */
  origin: string;
}

type CheckHandler = (contents: unknown, permission: string, requestingOrigin: string, details: object) => boolean;
type RequestHandler = (
  contents: unknown,
  permission: string,
  callback: (isGranted: boolean) => void,
  details: object,
) => void;

/** `session.setPermissionCheckHandler` and `setPermissionRequestHandler`; without a handler everything is granted. */
export class PermissionHandlers {
  #check: CheckHandler | null = null;
  #request: RequestHandler | null = null;

  setCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler;
  }

  setRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler;
  }

  check(contents: unknown, question: AppQuestion): boolean {
    if (!this.#check) return true;
    const { requestingUrl, isMainFrame, origin } = question;
    const [mediaType] = question.mediaTypes ?? [];
    const media = mediaType === undefined ? {} : { mediaType, securityOrigin: `${origin}/` };
    return this.#check(contents, nameOf(question), `${origin}/`, { requestingUrl, isMainFrame, ...media });
  }

  request(contents: unknown, question: AppQuestion): Promise<boolean> {
    const handler = this.#request;
    if (!handler) return Promise.resolve(true);
    const { requestingUrl, isMainFrame, mediaTypes, origin } = question;
    const media = mediaTypes ? { mediaTypes, securityOrigin: `${origin}/` } : {};
    return new Promise((resolve) => {
      handler(contents, nameOf(question), resolve, { requestingUrl, isMainFrame, ...media });
    });
  }
}

function nameOf({ permission, sysex }: Pick<PermissionQuestion, 'permission' | 'sysex'>): string {
  return permission === 'midi' && sysex ? 'midiSysex' : permission;
}

/** Permissions that Chromium takes a setting for; of the others page/permissions.ts refuses what is denied. */
const SETTABLE: Record<string, string> = {
  notifications: 'notifications',
  geolocation: 'geolocation',
  'clipboard-read': 'clipboard-read',
  'clipboard-sanitized-write': 'clipboard-write',
  'persistent-storage': 'persistent-storage',
  'screen-wake-lock': 'screen-wake-lock',
  'idle-detection': 'idle-detection',
  'local-fonts': 'local-fonts',
  'window-management': 'window-management',
  'storage-access': 'storage-access',
};

const DEVICES = { video: 'camera', audio: 'microphone' } as const;

function descriptorsOf({ permission, mediaTypes, sysex }: PermissionQuestion): Descriptor[] {
  if (permission === 'midi') return [{ name: 'midi', sysex: Boolean(sysex) }];
  if (permission === 'media') return (mediaTypes ?? []).map((type) => ({ name: DEVICES[type] }));
  const name = Object.hasOwn(SETTABLE, permission) ? SETTABLE[permission] : undefined;
  return name === undefined ? [] : [{ name }];
}

/** Makes Chromium decide as the app did. For an opaque origin it cannot be told to; there `denyAll` stands. */
export async function settle(root: CdpSession, question: PermissionQuestion, isGranted: boolean): Promise<void> {
  const origin = question.requestingOrigin;
  if (origin === 'null') return;
  const setting = isGranted ? 'granted' : 'denied';
  const set = (permission: Descriptor) => root.send('Browser.setPermission', { permission, setting, origin });
  await Promise.all(descriptorsOf(question).map(set));
}

/** What the app has not been asked about is denied, wherever it comes from (frames of other origins, workers). */
export async function denyAll(root: CdpSession): Promise<void> {
  const names = [...Object.values(SETTABLE), 'camera', 'microphone', 'midi'];
  const deny = (name: string) => root.send('Browser.setPermission', { permission: { name }, setting: 'denied' });
  await Promise.all(names.map(deny));
}
