import type { z } from 'zod';
import { type ActionResult, type Route, type RouteMap, transportErrors } from '../../shared/ipc/define.ts';
import type { Routes } from '../../shared/ipc/contract.ts';
import { err, type Failure, type Result } from '../../shared/ipc/result.ts';

/** Who asks. Derived by main from the IPC event, never from the input. */
export interface Caller {
  readonly windowId: number;
}
export type Handler<R extends Route> = (
  input: z.output<R['input']>,
  caller: Caller,
) => ActionResult<R> | Promise<ActionResult<R>>;
/** One handler per route: a missing or an extra one is a compile error. */
export type HandlersOf<Map extends RouteMap> = { readonly [Name in keyof Map]: Handler<Map[Name]> };
export type Handlers = HandlersOf<Routes>;

type AnyHandler = (input: unknown, caller: Caller) => Result<unknown> | Promise<Result<unknown>>;

export interface RouterDeps {
  readonly routes: RouteMap;
  /** Null while a profile is being opened or closed. */
  readonly handlers: () => Readonly<Record<string, unknown>> | null;
  /** Turns an expected failure of the machine (a full disk) into a code; null for anything else. */
  readonly translate: (error: unknown) => string | null;
  /** Writes down an unexpected failure and answers its incident id. */
  readonly report: (route: string, error: unknown) => string;
  /** Parses every output too; for development and tests. */
  readonly checkOutputs: boolean;
}

/** Dates, maps and errors survive the way to main, and would pass for objects without fields. */
function isPlain(input: unknown): boolean {
  if (typeof input !== 'object' || input === null) return false;
  const prototype: unknown = Object.getPrototypeOf(input);
  return prototype === Object.prototype || prototype === null;
}

/** The pure middle of IPC: route name and raw input in, envelope out. Never throws. */
export function createRouter(deps: RouterDeps) {
  function failed(name: string, error: unknown): Result<never> {
    const incidentId = deps.report(name, error);
    const failure: Failure = { code: 'INTERNAL', message: 'something went wrong inside Lectern', incidentId };
    return { success: false, error: failure };
  }

  function checkOutput(name: string, route: Route, result: Result<unknown>): Result<unknown> {
    if (result.success) {
      const parsed = route.output.safeParse(result.data);
      return parsed.success ? { success: true, data: parsed.data } : failed(name, parsed.error);
    }
    const declared = [...route.errors, ...transportErrors].includes(result.error.code);
    return declared ? result : failed(name, new Error(`undeclared failure code ${result.error.code}`));
  }

  async function run(
    name: string,
    route: Route,
    handler: AnyHandler,
    input: unknown,
    caller: Caller,
  ): Promise<Result<unknown>> {
    try {
      const result = await handler(input, caller);
      return deps.checkOutputs ? checkOutput(name, route, result) : result;
    } catch (error) {
      const code = deps.translate(error);
      return code && route.errors.includes(code) ? err(code, 'the disk did not take it') : failed(name, error);
    }
  }

  return async function dispatch(name: unknown, input: unknown, caller: Caller): Promise<Result<unknown>> {
    if (typeof name !== 'string' || !Object.hasOwn(deps.routes, name)) return err('UNKNOWN_ROUTE', 'no such route');
    if (!isPlain(input)) return err('INVALID_INPUT', 'the input is not a plain object');
    const route = deps.routes[name] as Route;
    const parsed = route.input.safeParse(input);
    if (!parsed.success)
      return err(
        'INVALID_INPUT',
        parsed.error.issues
          .map(({ path, message }) => `${path.join('.')}: ${message}`)
          .join('; ')
          .slice(0, 500),
      );
    const handler = deps.handlers()?.[name] as AnyHandler | undefined;
    return handler ? run(name, route, handler, parsed.data, caller) : err('NOT_READY', 'the profile is not open');
  };
}
export type Dispatch = ReturnType<typeof createRouter>;
