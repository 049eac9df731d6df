import type { Service } from '../service.ts';
import type { Caller } from '../tokens.ts';

const calls = { uplf: 'b2_upload_file', uplp: 'b2_upload_part' } as const;

/**
 * A fresh upload URL and the token that serves there and nowhere else. No two pairs share a URL: the number in it was
 * never given before by this server, and tokens of an earlier one on the folder serve no more. https://www.backblaze.com/apidocs/b2-get-upload-part-url
 */
export function issueUploadPair(
  service: Service,
  caller: Caller,
  wish: { kind: keyof typeof calls; target: string; version: number },
): { authorizationToken: string; uploadUrl: string } {
  const { kind, target, version } = wish;
  const pod = `c002_v0001129_t${String(service.store.nextSeq()).padStart(4, '0')}`;
  const path = `/b2api/v${version}/${calls[kind]}/${target}/${pod}`;
  const authorizationToken = service.tokens.issue({
    kind,
    keyId: caller.key.keyId,
    expiresAtMs: service.clock.nowMs() + service.limits.uploadTokenMs,
    target,
    path,
    prefix: '',
    overrides: {},
  });
  return { authorizationToken, uploadUrl: `${service.baseUrl()}${path}` };
}
