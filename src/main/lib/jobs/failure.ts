import type { JobFailure } from '../../../shared/domain/job.ts';
import type { PortError } from '../../uploads/ports.ts';

/** What a failed call of the storage means for a job. */
export function failureOf({ kind, retry, code, retryAfterMs }: PortError): JobFailure {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (code === 'not-configured') return { kind: 'not-configured', retry: 'after-user', code };
  // A call that was broken off, or whose answer nobody understood, says nothing about the next one.
  if (kind === 'aborted' || kind === 'source') return { kind: 'io', retry: 'backoff', code };
  return { kind, retry, code, ...wait };
}
