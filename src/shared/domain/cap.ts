/** The caps of a Backblaze account; each is met by something else, and ended by something else. */
export type CapKind = 'storage' | 'download' | 'transaction';

/** Of the service's own code; null: it does not say which. */
export function capKindOf(code: string | null): CapKind | null {
  const [, kind] = /^(storage|download|transaction)_cap_exceeded$/.exec(code ?? '') ?? [];
  return (kind as CapKind | undefined) ?? null;
}
