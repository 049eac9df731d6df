import type { CdpSession } from '../cdp/session.ts';

/** Where and how code is run. */
export interface EvaluateOptions {
  /** The execution context; the page's own world of the top frame when not given. */
  contextId?: number;
  userGesture?: boolean;
}

/** Runs code in a page, waits for a promise that it ends in, and answers the value, which must be plain data. */
export async function evaluate(
  session: CdpSession,
  expression: string,
  options: EvaluateOptions = {},
): Promise<unknown> {
  const { contextId, userGesture = false } = options;
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
    userGesture,
    ...(contextId === undefined ? {} : { contextId }),
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as unknown;
}
