/** Carries out the call that was wrapped, with other arguments. */
type Go = (args: readonly unknown[]) => unknown;

type Around = (args: unknown[], go: Go, self: unknown) => unknown;

/** Replaces a method by one whose calls pass through `around` first. Does nothing where this Chromium lacks the method. */
export function wrapMethod(owner: object, name: string, around: Around): void {
  const original = Reflect.get(owner, name) as ((...args: unknown[]) => unknown) | undefined;
  if (!original) return;
  const value = function wrapped(this: unknown, ...args: unknown[]): unknown {
    return around(args, (next) => Reflect.apply(original, this, next), this);
  };
  Object.defineProperty(owner, name, { value, configurable: true, writable: true, enumerable: true });
}
