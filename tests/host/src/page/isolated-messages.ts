/** What the isolated world posts to the host: one line of JSON, then (for IPC) the encoded arguments. */
export type ToHost =
  | { kind: 'send'; channel: string }
  | { kind: 'invoke'; channel: string; id: number }
  | { kind: 'key'; input: KeyInput }
  | { kind: 'title'; title: string }
  | { kind: 'focus' | 'blur' | 'resize' };

/** What the host sends: one line of JSON, then (for IPC) the encoded arguments or answer. */
export type FromHost =
  | { kind: 'event'; channel: string }
  | { kind: 'reply'; channel: string; id: number; error?: string }
  | { kind: 'ask-for-input'; asked: boolean };

/** A key as Electron's `before-input-event` describes it. */
export interface KeyInput {
  type: 'keyDown' | 'keyUp';
  key: string;
  code: string;
  isAutoRepeat: boolean;
  isComposing: boolean;
  shift: boolean;
  control: boolean;
  alt: boolean;
  meta: boolean;
  location: number;
}

/** Puts a header line before a body. */
export function joinMessage(header: ToHost | FromHost, body = ''): string {
  return `${JSON.stringify(header)}\n${body}`;
}

/** Takes the two apart again. */
export function splitMessage<T extends ToHost | FromHost>(message: string): { header: T; body: string } {
  const cut = message.indexOf('\n');
  return { header: JSON.parse(message.slice(0, cut)) as T, body: message.slice(cut + 1) };
}
