import { STAND_IN_DOMAIN, standInUrl } from '../page/scheme-url.ts';

/** Which schemes the app registered, and where they live inside the browser (see page/scheme-url.ts). */
export class SchemeMap {
  readonly #schemes = new Set<string>();

  add(scheme: string): void {
    this.#schemes.add(scheme.toLowerCase());
  }

  has(scheme: string): boolean {
    return this.#schemes.has(scheme.toLowerCase());
  }

  get all(): string[] {
    return [...this.#schemes];
  }

  /** The URL under which the browser knows one of the app's; any other URL stays. */
  toBrowser(url: string): string {
    return standInUrl(url, this.all) ?? url;
  }

  /** The app's URL behind a stand-in; any other URL stays. */
  toApp(url: string): string {
    const match = /^https:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.electron\.invalid(?=[/?#]|$)(.*)$/is.exec(url);
    const [, host = '', scheme = '', rest = ''] = match ?? [];
    return this.has(scheme) ? `${scheme}://${host}${rest}` : url;
  }

  /** `app://studio` for a URL of the app's, else the URL's own origin as the web defines it. */
  originOf(url: string): string {
    const [, scheme = '', host = ''] = /^([a-z][a-z0-9+-]*):\/\/([^/?#]+)/i.exec(url) ?? [];
    if (this.has(scheme)) return `${scheme}://${host}`;
    return URL.canParse(url) ? new URL(url).origin : 'null';
  }

  /**
   * A Content-Security-Policy in which what allows the app's scheme also allows its stand-in, and `'self'`, which in the
   * browser means the stand-in, also the scheme itself.
   */
  mapPolicy(policy: string, url: string): string {
    const [, own = ''] = /^([a-z][a-z0-9+-]*):/i.exec(url) ?? [];
    const withSchemes = policy.replaceAll(/(?<=^|[\s;])([a-z][a-z0-9+-]*):(?=[\s;]|$)/gi, (source, scheme: string) =>
      this.has(scheme) ? `${source} https://*.${scheme.toLowerCase()}.${STAND_IN_DOMAIN}` : source,
    );
    return this.has(own) ? withSchemes.replaceAll("'self'", `'self' ${own.toLowerCase()}:`) : withSchemes;
  }

  /** The same for policies in the markup of a page. */
  mapMarkup(html: string, url: string): string {
    return html.replaceAll(/<meta[^>]+http-equiv=["']?content-security-policy["']?[^>]*>/gi, (tag) =>
      tag.replace(/(?<=\bcontent=)(["'])(.*?)\1/s, (_, quote: string, policy: string) => {
        return `${quote}${this.mapPolicy(policy, url)}${quote}`;
      }),
    );
  }
}
