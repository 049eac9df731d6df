import { encodeObjectName } from './object-name.ts';

/**
 * Where the public finds a stored object: the one place that builds such an address. The base is that of a CDN (or of
 * a public bucket) and may have a path; nothing secret is ever in it.
 */
export const publishedUrl = (baseUrl: string, objectName: string): string =>
  `${baseUrl.replace(/\/+$/, '')}/${encodeObjectName(objectName)}`;
