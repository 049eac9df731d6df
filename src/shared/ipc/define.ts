import type { z } from 'zod';
import type { Result } from './result.ts';

/** Codes that the transport itself may answer with, on any route. */
export const transportErrors = ['UNKNOWN_ROUTE', 'FORBIDDEN_SENDER', 'INVALID_INPUT', 'NOT_READY', 'INTERNAL'] as const;
export type TransportError = (typeof transportErrors)[number];

/** Codes that any command which writes to the local database may answer with. */
export const writeErrors = ['DISK_FULL', 'READ_ONLY'] as const;

export interface Route<
  Kind extends 'query' | 'command' = 'query' | 'command',
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Codes extends readonly string[] = readonly string[],
> {
  readonly kind: Kind;
  readonly input: Input;
  readonly output: Output;
  readonly errors: Codes;
}
interface Spec<Input, Output, Codes> {
  readonly input: Input;
  readonly output: Output;
  readonly errors: Codes;
}

/** A pure read: may be cached and retried. */
export function query<I extends z.ZodType, O extends z.ZodType, const C extends readonly string[]>(
  spec: Spec<I, O, C>,
): Route<'query', I, O, C> {
  return { kind: 'query', ...spec };
}

/** Changes something: never retried by the transport. */
export function command<I extends z.ZodType, O extends z.ZodType, const C extends readonly string[]>(
  spec: Spec<I, O, C>,
): Route<'command', I, O, C> {
  return { kind: 'command', ...spec };
}

/** Something happened: past tense, ids and counters, never entities. */
export interface Event<Payload extends z.ZodType = z.ZodType> {
  readonly kind: 'event';
  readonly payload: Payload;
}
export function event<P extends z.ZodType>(payload: P): Event<P> {
  return { kind: 'event', payload };
}

export type RouteMap = Readonly<Record<string, Route>>;
export type EventMap = Readonly<Record<string, Event>>;

export type InputOf<R extends Route> = z.input<R['input']>;
export type OutputOf<R extends Route> = z.output<R['output']>;
export type CodeOf<R extends Route> = R['errors'][number] | TransportError;
/** What an action answers (the transport's own codes are not its business). */
export type ActionResult<R extends Route> = Result<OutputOf<R>, R['errors'][number]>;
