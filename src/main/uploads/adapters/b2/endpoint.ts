export const defaultEndpoint = 'https://api.backblazeb2.com';
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a key or token may be sent there: encrypted, or never leaving this computer. */
export function isSafeUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username } = new URL(url);
  if (username !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname));
}

/** The endpoint without a trailing slash, the service's own when empty; null when it is not safe to use. */
export function readEndpoint(endpoint: string): string | null {
  const url = endpoint.trim() === '' ? defaultEndpoint : endpoint.trim();
  return isSafeUrl(url) ? url.replace(/\/+$/, '') : null;
}
