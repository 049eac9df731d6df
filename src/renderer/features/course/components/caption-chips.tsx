import { useTranslation } from '../../../hooks/use-translation.ts';
import { useFormats } from '../../../hooks/studio-context.ts';

const SHOWN = 3;

/** The languages of a lesson's captions, as their codes; the whole names on hover and for screen readers. */
export function CaptionChips({ languages }: { readonly languages: readonly string[] }) {
  const { t } = useTranslation();
  const { language, list } = useFormats();
  if (languages.length === 0) return null;
  const names = languages.map((tag) => language(tag) ?? t('coursePage.noLanguage'));
  const words = t('coursePage.captions', { language: list(names) });
  const rest = languages.length - SHOWN;
  return (
    <span title={words} className="flex gap-1">
      <span className="sr-only">{words}</span>
      {languages.slice(0, SHOWN).map((tag) => (
        <span
          key={tag}
          aria-hidden
          className="inline-flex h-4 items-center rounded-sm border border-line px-1 text-11 text-ink-muted uppercase"
        >
          {tag === 'und' ? 'CC' : tag}
        </span>
      ))}
      {rest > 0 ? (
        <span aria-hidden className="numeric text-11 text-ink-muted">
          +{rest}
        </span>
      ) : null}
    </span>
  );
}
