import { z } from 'zod';
import { badJson, badRequest } from '../errors.ts';
import { requireCapability } from '../rules/access.ts';
import type { Service } from '../service.ts';
import type { Caller } from '../tokens.ts';

/** A JSON value as it is answered. */
export type Json = Record<string, unknown>;

interface OperationCall<Input> {
  service: Service;
  caller: Caller;
  /** Version in the URL, 1 to 4: some answers differ. */
  version: number;
  input: Input;
}

/** A call with a JSON body and an account token. */
export interface JsonOperation {
  run: (call: OperationCall<unknown>) => Json | Promise<Json>;
}

interface Definition<Input> {
  /** Checked before anything else, 401 when the key lacks it. */
  capability: string;
  input: z.ZodType<Input>;
  run: (call: OperationCall<Input>) => Json | Promise<Json>;
}

/** The service treats null as absent at the top level. */
const withoutNulls = (body: Json): Json =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));

function refusalOf(body: Json, issue: z.core.$ZodIssue | undefined): Error {
  if (issue?.code === 'unrecognized_keys') return badJson(`unknown field in request: ${issue.keys.join(', ')}`);
  const field = String(issue?.path[0] ?? '');
  if (issue?.path.length === 1 && !(field in body)) return badRequest(`required field ${field} is missing`);
  return badJson(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not readable'}`);
}

function parseInput<Input>(schema: z.ZodType<Input>, raw: unknown): Input {
  const object = z.record(z.string(), z.unknown()).safeParse(raw);
  if (!object.success) throw badJson('the request is not a JSON object');
  const body = withoutNulls(object.data);
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw refusalOf(body, parsed.error.issues[0]);
  return parsed.data;
}

/**
 * Makes an operation out of its strict input and what it does. Unknown fields answer 400 `bad_json`, as measured on
 * servers that follow recordings of the real service.
 */
export function defineOperation<Input>(definition: Definition<Input>): JsonOperation {
  return {
    run: (call) => {
      requireCapability(call.caller, definition.capability);
      return definition.run({ ...call, input: parseInput(definition.input, call.input) });
    },
  };
}

/** fileInfo, bucketInfo: names to strings. */
export const stringMap = z.record(z.string(), z.string());

/** Server-side encryption and object lock are accepted as fields and refused as wishes: the sandbox has neither. */
export const encryptionField = z.looseObject({ mode: z.string().nullish() });

/** Throws 400 when the request asks for something that the sandbox does not keep. */
export function refuseUnsupported(
  wishes: Readonly<Record<string, { mode?: string | null | undefined } | string | undefined>>,
): void {
  for (const [field, wish] of Object.entries(wishes)) {
    const mode = typeof wish === 'object' ? wish.mode : wish;
    if (mode !== undefined && mode !== null && mode !== 'none' && mode !== 'off') {
      throw badRequest(`${field} is not supported by this sandbox`);
    }
  }
}
