/** Locales of Chromium's user interface that name a region; of the others only the language counts. */
const REGIONAL = new Set(['en-GB', 'en-US', 'es-419', 'pt-BR', 'pt-PT', 'zh-CN', 'zh-TW']);
const FALLBACK = 'en-US';

type Environment = Readonly<Record<string, string | undefined>>;

/** `de_DE.UTF-8@euro` as `de-DE`; null for `C`, `POSIX` and what is no language tag. */
function toTag(posix: string): string | null {
  const name = posix.replace(/[.@].*$/, '').replaceAll('_', '-');
  if (name === '' || name === 'C' || name === 'POSIX') return null;
  try {
    return Intl.getCanonicalLocales(name)[0] ?? null;
  } catch {
    return null; // not a language tag; the next variable may be
  }
}

/** The locale of the system with its region, e.g. `de-DE`, from LC_ALL, LC_MESSAGES and LANG. */
export function systemLocale(env: Environment): string {
  for (const name of ['LC_ALL', 'LC_MESSAGES', 'LANG']) {
    const tag = toTag(env[name] ?? '');
    if (tag !== null) return tag;
  }
  return FALLBACK;
}

/** The locale of the user interface as Chromium names it, e.g. `de` or `en-GB`: `--lang`, else the system's. */
export function uiLocale(lang: string | undefined, env: Environment): string {
  const tag = toTag(lang ?? '') ?? systemLocale(env);
  if (REGIONAL.has(tag)) return tag;
  const [language = ''] = tag.split('-');
  return language === 'en' ? FALLBACK : language;
}

/** What the person prefers, best first: LANGUAGE (`de:en_GB`), else the system's locale. */
export function preferredLanguages(env: Environment): string[] {
  const listed = (env['LANGUAGE'] ?? '').split(':').flatMap((item) => toTag(item) ?? []);
  return listed.length > 0 ? listed : [systemLocale(env)];
}
