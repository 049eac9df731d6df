import type { SandboxClock } from './clock.ts';
import { fileIdFor } from './ids.ts';
import type { Caps, Limits } from './options.ts';
import type { Store } from './store/store.ts';
import type { Tokens } from './tokens.ts';
import type { UploadUrls } from './upload-urls.ts';

/** What every operation works with. */
export interface Service {
  store: Store;
  clock: SandboxClock;
  tokens: Tokens;
  uploadUrls: UploadUrls;
  limits: Limits;
  /** Changed by tests while the server runs. */
  caps: Caps;
  seed: number;
  /** `http://127.0.0.1:port`, known once the server listens. */
  baseUrl: () => string;
}

/** A new file id and its number. */
export function newFileId(
  service: Service,
  bucketId: string,
  kind: 'small' | 'large',
): { fileId: string; seq: number } {
  const seq = service.store.nextSeq();
  return { fileId: fileIdFor(bucketId, kind, seq, service.clock.nowMs()), seq };
}
