import type { LecternBridge } from '../../shared/ipc/bridge.ts';
import type { EventName, Events, RouteName, Routes } from '../../shared/ipc/contract.ts';
import type { CodeOf, InputOf, OutputOf } from '../../shared/ipc/define.ts';
import type { Failure } from '../../shared/ipc/result.ts';
import type { z } from 'zod';

declare global {
  /** Put on the window by the preload script. */
  var lectern: LecternBridge;
}

export type Input<Name extends RouteName> = InputOf<Routes[Name]>;
export type Output<Name extends RouteName> = OutputOf<Routes[Name]>;
export type Payload<Name extends EventName> = z.output<Events[Name]['payload']>;
/** Every code that any route may answer with. */
export type FailureCode = CodeOf<Routes[RouteName]>;

/** A failure that main answered with. Its words come from lib/error-words.ts, never from `message`. */
export class IpcFailure extends Error {
  readonly code: FailureCode;
  readonly data: NonNullable<Failure['data']>;
  readonly incidentId: string | undefined;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'IpcFailure';
    this.code = failure.code as FailureCode;
    this.data = failure.data ?? {};
    this.incidentId = failure.incidentId;
  }
}

/** As main would say it of what went from the screen between the question and the answer. */
export const goneMeanwhile = (): IpcFailure =>
  new IpcFailure({ code: 'NOT_FOUND', message: 'it went before it was asked for' });

/** The same of a file whose bytes an address does not give. */
export const missingFile = (): IpcFailure =>
  new IpcFailure({ code: 'FILE_MISSING', message: 'the address has no bytes' });

/** Asks main. Answers the data, or throws an `IpcFailure`. */
export async function call<Name extends RouteName>(route: Name, input: Input<Name>): Promise<Output<Name>> {
  const result = await lectern.invoke(route, input);
  if (!result.success) throw new IpcFailure(result.error);
  return result.data as Output<Name>;
}

/** One listener per event; see app/event-bridge.ts, its only user. */
export type Listeners = { readonly [Name in EventName]: (payload: Payload<Name>) => void };

/** Hears everything main tells. Answers a function that ends it. A name that we do not know is let pass. */
export function subscribe(listeners: Listeners): () => void {
  return lectern.subscribe((name, payload) => {
    if (!Object.hasOwn(listeners, name)) return;
    const listener = listeners[name as EventName] as (payload: unknown) => void;
    listener(payload);
  });
}

/** The absolute paths of dropped files and folders, for `import.scan`. */
export function pathsOf(files: Iterable<File>): string[] {
  return lectern.pathsForFiles([...files]).filter((path) => path !== '');
}
