/** What every IPC route and every fallible use case answers. Never a rejected promise, never `undefined`. */
export interface Failure<Code extends string = string> {
  readonly code: Code;
  /** For logs and *Copy details*; the screen's words come from `code` and `data`. */
  readonly message: string;
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
  /** Names the log line of an unexpected failure. */
  readonly incidentId?: string;
}
export type Result<T, Code extends string = string> =
  | { readonly success: true; readonly data: T }
  | { readonly success: false; readonly error: Failure<Code> };

export const ok = <T>(data: T): { readonly success: true; readonly data: T } => ({ success: true, data });

export function err<const Code extends string>(
  code: Code,
  message: string,
  data?: Failure['data'],
): { readonly success: false; readonly error: Failure<Code> } {
  return { success: false, error: data ? { code, message, data } : { code, message } };
}
