import { IpcFailure, type FailureCode } from './ipc-client.ts';
import type { Words } from '../../shared/messages/words.ts';

/** What happened, and the way on. */
export interface ErrorWords {
  readonly title: string;
  readonly hint: string;
  /** For *Copy details*: code, incident and data; never for the screen itself. */
  readonly details: string;
}

/** The words of any error: a code from main, or a fault of our own (which reads as INTERNAL). */
export function errorWords(t: Words, error: unknown): ErrorWords {
  const code: FailureCode = error instanceof IpcFailure ? error.code : 'INTERNAL';
  const known = error instanceof IpcFailure ? error.data : {};
  const words = (part: 'title' | 'hint') => t(`error.${code}.${part}`, { ...known });
  return { title: words('title'), hint: words('hint'), details: detailsOf(error, code) };
}

/** Whether a thrown value is main's answer of this code. */
export function failedWith(error: unknown, code: FailureCode): error is IpcFailure {
  return error instanceof IpcFailure && error.code === code;
}

function detailsOf(error: unknown, code: FailureCode): string {
  if (!(error instanceof IpcFailure)) return `${code}: ${error instanceof Error ? error.message : String(error)}`;
  const incident = error.incidentId ? ` (${error.incidentId})` : '';
  return `${code}${incident}: ${error.message} ${JSON.stringify(error.data)}`;
}
