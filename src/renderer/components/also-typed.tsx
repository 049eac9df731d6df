import type { OtherText } from '../hooks/use-draft-others.ts';
import { useTranslation } from '../hooks/use-translation.ts';
import { DraftHint } from './draft-hint.tsx';

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
        <DraftHint
          key={`${String(text.n)} ${text.field}`}
          words={t('draft.alsoTyped', { field: name, text: read(text) })}
          verbs={[
            {
              words: t('draft.useOther'),
              label: t('draft.useOtherOf', { field: name }),
              onClick: () => onUse(text),
            },
            {
              words: t('draft.dropOther'),
              label: t('draft.dropOtherOf', { field: name }),
              onClick: () => onDrop(text),
            },
          ]}
        />
      ))}
    </div>
  );
}
