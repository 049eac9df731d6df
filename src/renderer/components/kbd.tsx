/** A shortcut as the platform writes it; see lib/shortcuts.ts for the words. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <kbd dir="ltr" className="font-sans text-11 text-ink-faint">
      {keys}
    </kbd>
  );
}
