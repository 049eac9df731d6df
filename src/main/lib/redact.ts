/** Names of fields whose values are secrets, wherever they stand. */
const SECRET_NAME =
  /(authorization|token|password|passwd|secret|applicationkey|api_?key|apikey|cookie|publishablekey)/i;
/** Query strings carry tokens (`?Authorization=…`); bearer tokens and JWTs stand in messages. */
const PATTERNS: readonly [RegExp, string][] = [
  [/(https?:\/\/[^\s"'?]+)\?[^\s"']*/g, '$1?…'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 …'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '…'],
  [/\b4_[\w]{20,}/g, '…'],
  [/\bK\d{3}[A-Za-z0-9+/]{27}\b/g, '…'],
];
const MAX_DEPTH = 6;

function redactText(text: string): string {
  return PATTERNS.reduce((done, [pattern, to]) => done.replace(pattern, to), text);
}

/** A copy of `value` that is safe to write into a log: secrets replaced, depth bounded, errors flattened. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value instanceof Error) return redactError(value, depth);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, SECRET_NAME.test(name) ? '…' : redact(item, depth + 1)]),
  );
}

/** Only the named parts: HTTP clients hang the whole request, its token included, on their errors. */
function redactError(error: Error, depth: number): unknown {
  const { code } = error as { code?: unknown };
  return {
    name: error.name,
    message: redactText(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    stack: redactText(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}
