/** Language, script and region only; `new Intl.Locale` would also take `final` or `en-x-draft`. */
const tagShape = /^[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?$/i;
const englishNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** A BCP 47 tag in its canonical form, whether or not anybody here knows the language by name; null when it is none. */
export function canonicalTag(text: string): string | null {
  const tag = text.trim().replaceAll('_', '-');
  if (!tagShape.test(tag)) return null;
  const [canonical = tag] = Intl.getCanonicalLocales(tag);
  return canonical;
}

/** The tag that a piece of a file's name stands for (`EN` → en, `pt_br` → pt-BR, `ger` → de): one of a known language. */
export function languageOf(text: string): string | null {
  const canonical = canonicalTag(text);
  if (canonical === null || canonical === 'und') return canonical;
  const [primary = ''] = canonical.split('-');
  return englishNames.of(primary) === undefined ? null : canonical;
}
