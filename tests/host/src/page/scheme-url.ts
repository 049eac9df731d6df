/** Where the app's own schemes live inside the browser; nothing under it resolves in DNS (RFC 6761). */
export const STAND_IN_DOMAIN = 'electron.invalid';

/**
 * The https URL that stands in for one of an app's scheme, or null for any other URL.
 * `app://studio/x` becomes `https://studio.app.electron.invalid/x`: Chromium loads documents from schemes it knows only.
 */
export function standInUrl(url: string, schemes: readonly string[]): string | null {
  const match = /^([a-z][a-z0-9+-]*):\/\/([^/?#]+)(.*)$/is.exec(url);
  const [, scheme = '', host = '', rest = ''] = match ?? [];
  if (!schemes.includes(scheme.toLowerCase())) return null;
  return `https://${host}.${scheme.toLowerCase()}.${STAND_IN_DOMAIN}${/^[?#]/.test(rest) || rest === '' ? '/' : ''}${rest}`;
}
