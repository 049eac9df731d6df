import { useId, type ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  readonly hint?: string | undefined;
  /** A state or a control at the end of the title's line. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A named part of a page of settings; a hairline parts it from the one before. */
export function Section({ title, hint, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-4 border-line py-5 not-first:border-t first:pt-0">
      <div>
        <div className="flex items-center justify-between gap-3">
          <h2 id={id} className="text-15 font-semibold">
            {title}
          </h2>
          {aside}
        </div>
        {hint ? <p className="max-w-prose pt-0.5 text-ink-muted">{hint}</p> : null}
      </div>
      {children}
    </section>
  );
}
