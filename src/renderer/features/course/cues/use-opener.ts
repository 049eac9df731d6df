import { useRef, useState } from 'react';

/** What opens a dialog, and has the keyboard again when that is closed: for a button that stands in a list. */
export function useOpener() {
  const verb = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return {
    verb,
    isOpen,
    open: () => setOpen(true),
    close: () => setOpen(false),
    closed: () => {
      verb.current?.focus();
      return true;
    },
  };
}
