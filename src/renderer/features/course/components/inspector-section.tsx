import { useId, type ReactNode } from 'react';

/** A part of the inspector under a small heading, divided from the one above by a hairline. */
export function InspectorSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="border-t border-line px-4 py-3">
      <h2 id={id} className="mb-1.5 text-12 font-semibold text-ink">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** Facts as label and value; a value that is null is left out. */
export function Facts({ facts }: { readonly facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 text-12">
      {facts
        .filter(([, value]) => value !== null)
        .map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-muted">{label}</dt>
            <dd data-selectable className="numeric min-w-0">
              {value}
            </dd>
          </div>
        ))}
    </dl>
  );
}
