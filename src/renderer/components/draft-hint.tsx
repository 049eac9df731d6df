import { Button } from './button.tsx';

interface HintVerb {
  readonly words: string;
  /** With the field that it is about: several hints may stand one below the other. */
  readonly label: string;
  readonly onClick: () => void;
}

/** A quiet line above a form: what else its draft could hold, and what may be done about it. */
export function DraftHint({ words, verbs }: { readonly words: string; readonly verbs: readonly HintVerb[] }) {
  return (
    <div className="flex items-center gap-1 border-b border-line bg-info-soft px-4 py-1.5">
      <p className="line-clamp-2 min-w-0 grow wrap-anywhere" data-selectable>
        {words}
      </p>
      {verbs.map((verb) => (
        <Button
          key={verb.label}
          look="quiet"
          size="compact"
          aria-label={verb.label}
          onClick={verb.onClick}
          className="px-2 text-12"
        >
          {verb.words}
        </Button>
      ))}
    </div>
  );
}
