import { z } from 'zod';
import type { Grant, SessionVault } from './session-ports.ts';

const NAME = 'supabase-session';

const record = z.object({
  project: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
  /** By this computer's clock. */
  expiresAtMs: z.number(),
  renewAtMs: z.number(),
  /** The server has ended it: the person is known, the tokens are worth nothing. */
  isEnded: z.boolean(),
  user: z.object({ userId: z.string(), email: z.string(), displayName: z.string() }),
});
export type SessionRecord = z.infer<typeof record>;

/** Renewed when this much of its life is over: early enough for a few failures. */
const RENEW_AT = 0.8;

export function recordOf(project: string, grant: Grant, nowMs: number): SessionRecord {
  const { accessToken, refreshToken, lifetimeMs, user } = grant;
  const expiresAtMs = nowMs + lifetimeMs;
  return {
    project,
    accessToken,
    refreshToken,
    expiresAtMs,
    renewAtMs: nowMs + lifetimeMs * RENEW_AT,
    isEnded: false,
    user,
  };
}

/** The kept session; null when there is none or it cannot be read. */
export async function readSession(vault: SessionVault): Promise<SessionRecord | null> {
  const text = await vault.read(NAME);
  if (text === null) return null;
  try {
    return record.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null; // not JSON: nobody is signed in
  }
}
export const writeSession = (vault: SessionVault, session: SessionRecord): Promise<void> =>
  vault.write(NAME, JSON.stringify(session));
export const removeSession = (vault: SessionVault): Promise<void> => vault.remove(NAME);
