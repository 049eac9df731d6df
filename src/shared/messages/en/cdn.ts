/** Settings › Storage: the CDN before the storage. */
export const cdn = {
  title: 'CDN',
  hint: 'Optional. Where the public finds your files faster than in the bucket. Lectern plays stored files from there, too.',
  baseUrl: 'Base URL',
  baseUrlHint: 'The name of a stored file is put behind it, such as https://cdn.example.com/file/our-bucket',
  zoneId: 'Zone ID',
  zoneIdHint:
    'On the Cloudflare site: Overview of your domain, at the right. What is deleted is then removed there as well.',
  apiToken: 'API token',
  tokenHint: 'Make one with the permission “Cache Purge” for this zone. Kept in this computer’s password store.',
  tokenSaved: 'Saved. Leave empty to keep it.',
  test: 'Test CDN',
  save: 'Save CDN',
  saved: 'CDN saved',
  result: {
    OK: 'The CDN takes our requests to remove files.',
    INCOMPLETE: 'Fill in base URL, zone ID and API token to test them.',
    REFUSED: 'Cloudflare does not accept this token. Make one with the permission “Cache Purge” for this zone.',
    NO_ZONE: 'Cloudflare does not know this zone, or the base URL is not in it. Check both.',
    UNREACHABLE: 'Cloudflare cannot be reached. Check the network connection, then test again.',
    SERVER: 'Cloudflare could not answer. Try again in a few minutes.',
  },
} as const;
