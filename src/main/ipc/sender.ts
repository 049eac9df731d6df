/** What Electron tells of the frame that asks; null when it is gone already. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** Only the top frame of our own origin may ask; checked before anything looks at the input. */
export function isOwnTopFrame(frame: SenderFrame | null, origins: readonly string[]): boolean {
  if (!frame || frame.parent !== null) return false;
  return origins.some((origin) => frame.url === origin || frame.url.startsWith(`${origin}/`));
}
