import { CaptionTag } from '../../../components/caption-tag.tsx';
import { Pill } from '../../../components/pill.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useFormats } from '../../../hooks/studio-context.ts';

const SHOWN = 3;

/**
 * The languages of a lesson's captions, as their codes; in a narrow outline, that there are some and how many. The whole
 * names on hover and for screen readers.
 */
export function CaptionChips({ languages }: { readonly languages: readonly string[] }) {
  const { t } = useTranslation();
  const { count, language, list } = useFormats();
  if (languages.length === 0) return null;
  const names = languages.map((tag) => language(tag) ?? t('coursePage.noLanguage'));
  const words = t('coursePage.captions', { language: list(names) });
  const rest = languages.length - SHOWN;
  return (
    <span title={words} className="flex">
      <span className="sr-only">{words}</span>
      <span aria-hidden className="flex @min-[600px]:hidden">
        <Pill words={languages.length > 1 ? `CC ${count(languages.length)}` : 'CC'} />
      </span>
      <span aria-hidden className="hidden items-center gap-1 @min-[600px]:flex">
        {languages.slice(0, SHOWN).map((tag) => (
          <CaptionTag key={tag} language={tag} />
        ))}
        {rest > 0 ? <span className="numeric text-11 text-ink-muted">+{count(rest)}</span> : null}
      </span>
    </span>
  );
}
