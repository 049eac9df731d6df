import { notImplemented } from '../page/guard.ts';
import { apiEmitter } from './api.ts';

const EVENTS = ['show', 'click', 'close', 'reply', 'action', 'failed'];

const DEFAULTS: Record<string, unknown> = {
  id: '',
  groupId: '',
  groupTitle: '',
  title: '',
  subtitle: '',
  body: '',
  icon: undefined,
  silent: false,
  hasReply: false,
  replyPlaceholder: '',
  timeoutType: 'default',
  urgency: 'normal',
  sound: '',
  closeButtonText: '',
  toastXml: '',
  actions: [],
};

function membersOf(options: Record<string, unknown>): PropertyDescriptorMap {
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(DEFAULTS, name)) notImplemented(`the option ${name} of Notification`);
  }
  const entries = Object.entries({ ...DEFAULTS, ...options });
  return Object.fromEntries(entries.map(([name, value]) => [name, { value, writable: true, enumerable: true }]));
}

/** The class `Notification`. Nothing appears; those shown are in `Notification.shown`, and a test clicks with `emit('click')`. */
export function createNotificationClass(): new (options?: Record<string, unknown>) => NodeJS.EventEmitter {
  return class Notification extends apiEmitter('Notification', EVENTS) {
    static readonly shown: Notification[] = [];

    constructor(options: Record<string, unknown> = {}) {
      super();
      Object.defineProperties(this, membersOf(options));
    }

    static isSupported(): boolean {
      return true;
    }

    show(): void {
      Notification.shown.push(this);
      queueMicrotask(() => this.emit('show', {}));
    }

    close(): void {
      queueMicrotask(() => this.emit('close', {}));
    }
  };
}
