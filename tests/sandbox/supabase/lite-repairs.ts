/**
 * Where @supabase/lite 0.10.0 differs from a hosted project in ways that we meet. Each repair says what was wrong;
 * throw one away when a newer lite passes tests/sandbox/supabase without it.
 */
interface DatabaseError {
  readonly code?: string;
  readonly message?: string;
  readonly detail?: string;
  readonly hint?: string;
}
export interface Repairable {
  normalizeDbError(error: unknown): unknown;
}

/** PostgREST prints timestamptz as 2025-01-02T03:04:05.678+00:00; lite passes PostgreSQL's own text through. */
export const isoTimestamp = (text: string): string => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');

const jsonText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const type = (oid: number, parse: (text: string) => unknown, serialize: (value: unknown) => string) => ({
  to: oid,
  from: [oid],
  parse,
  serialize,
});

/** On the postgres driver lite turns json arguments into text, and postgres.js would do it once more. */
export const postgresTypes = {
  json: type(114, JSON.parse, jsonText),
  jsonb: type(3802, JSON.parse, jsonText),
  timestamptz: type(1184, isoTimestamp, String),
};

/** The SQLSTATEs that lite maps by itself. The others (23514, P0001, 40001, 57014 …) became a bare 500 "SUP". */
const KNOWN = /^(42|22|21|53|55|PT|PGRST|23502|23503|23505|25006)/;
/** As PostgREST maps them (docs.postgrest.org, "Errors"); anything else is a 400. */
const STATUS: readonly [RegExp, number][] = [
  [/^08|^57P01/, 503],
  [/^0L|^0P|^28/, 403],
  [/^P0001/, 400],
  [/^09|^25|^2D|^38|^39|^3B|^40|^54|^57|^58|^F0|^HV|^P0|^XX/, 500],
];

/** A database error with the status and body that PostgREST would give it, in the one form that lite passes on. */
function asRestError(error: DatabaseError): unknown {
  const { code = '', message, detail = null, hint = null } = error;
  if (!/^[0-9A-Z]{5}$/.test(code) || KNOWN.test(code)) return error;
  const status = STATUS.find(([pattern]) => pattern.test(code))?.[1] ?? 400;
  return {
    code: 'PGRST',
    message: JSON.stringify({ code, message, details: detail, hint }),
    detail: JSON.stringify({ status, headers: {} }),
  };
}

export function repairConnection(connection: Repairable): void {
  const normalize = connection.normalizeDbError.bind(connection);
  connection.normalizeDbError = (error) => asRestError(normalize(error) as DatabaseError);
  // Else lite grants every role everything on every table at the first request and so undoes what migrations revoke.
  Reflect.set(connection, 'rlsState', 'active');
}
