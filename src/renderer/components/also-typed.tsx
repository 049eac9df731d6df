import type { OtherText } from '../hooks/use-draft-others.ts';
import { useTranslation } from '../hooks/use-translation.ts';
import { Button } from './button.tsx';

interface AlsoTypedProps {
  readonly texts: readonly OtherText[];
  /** How a field is called and its text read; null: it is none of this form. */
  readonly nameOf: (field: string) => string | null;
  readonly read?: (text: OtherText) => string;
  readonly onUse: (text: OtherText) => void;
  readonly onDrop: (text: OtherText) => void;
}

const textOf = ({ text }: OtherText): string => text;

/** What was typed into the same form in another window before a crash: nothing of it goes unseen. */
export function AlsoTyped({ texts, nameOf, read = textOf, onUse, onDrop }: AlsoTypedProps) {
  const { t } = useTranslation();
  const shown = texts.flatMap((text) => {
    const name = nameOf(text.field);
    return name === null ? [] : [{ text, name }];
  });
  return (
    <div role="status" className="text-12">
      {shown.map(({ text, name }) => (
        <div
          key={`${String(text.n)} ${text.field}`}
          className="flex items-center gap-1 border-b border-line bg-info-soft px-4 py-1.5"
        >
          <p className="line-clamp-2 min-w-0 grow wrap-anywhere" data-selectable>
            {t('draft.alsoTyped', { field: name, text: read(text) })}
          </p>
          <Button
            look="quiet"
            size="compact"
            aria-label={t('draft.useOtherOf', { field: name })}
            onClick={() => onUse(text)}
            className="px-2 text-12"
          >
            {t('draft.useOther')}
          </Button>
          <Button
            look="quiet"
            size="compact"
            aria-label={t('draft.dropOtherOf', { field: name })}
            onClick={() => onDrop(text)}
            className="px-2 text-12"
          >
            {t('draft.dropOther')}
          </Button>
        </div>
      ))}
    </div>
  );
}
