import type { Result } from '../../shared/ipc/result.ts';
import type { Caller, ServerError } from './ports.ts';

/** `published`: now, or when it was asked before with this id. `moved`: not all that the server has was here. */
export type PublishAnswer =
  | { readonly kind: 'published' }
  | {
      readonly kind: 'refused';
      readonly why: 'role' | 'moved' | 'missing' | 'not-stored' | 'id';
      /** Whose video is not stored. */
      readonly lessonIds: readonly string[];
    }
  | { readonly kind: 'revoked' };
export interface PublishRequest extends Caller {
  readonly workspaceId: string;
  readonly courseId: string;
  /** Of the version that is made; asked again with the same one, it is made once. */
  readonly versionId: string;
  readonly cursor: number;
  readonly epoch: string | null;
  /** Where the public finds the stored files, by version of a file. */
  readonly urls: Readonly<Record<string, string>>;
}
export type PublishFault = ServerError;
/** The publishing door. Of what came of a request without an answer nothing is known. */
export interface PublishServer {
  publish(request: PublishRequest, signal: AbortSignal): Promise<Result<PublishAnswer, PublishFault>>;
}
