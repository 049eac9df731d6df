import { useState, type ReactNode } from 'react';

interface DisclosureProps {
  /** What opens it. */
  readonly words: string;
  /** Drawn only while it is open. */
  readonly children: ReactNode;
}

/** Something longer that not everybody wants to read; closed at first. */
export function Disclosure({ words, children }: DisclosureProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="w-fit rounded-sm text-accent-text">{words}</summary>
      {isOpen ? children : null}
    </details>
  );
}
