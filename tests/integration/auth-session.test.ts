import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSupabaseAuth } from '../../src/main/auth/session-supabase.ts';
import { createSessionService } from '../../src/main/auth/session.ts';
import { createManualClock } from '../helpers/manual-clock.ts';
import type { Credentials } from '../sandbox/supabase/seed.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';
import { anyDriver, memoryVault, newInstructor, startSandbox, type MemoryVault } from './sync-rig.ts';

const HOUR_MS = 3_600_000;

describe('the session against a real auth service', () => {
  let sandbox: SupabaseSandbox;
  let person: Credentials;
  beforeAll(async () => {
    sandbox = await startSandbox(anyDriver);
    person = await newInstructor(sandbox);
  });
  afterEach(async () => {
    await sandbox.inject({ kind: 'clear' });
    await sandbox.setOffline(false);
  });
  afterAll(() => sandbox.stop());

  const config = () => ({ url: sandbox.url, publishableKey: sandbox.publishableKey });
  function open(vault: MemoryVault = memoryVault(), startMs = Date.now()) {
    const clock = createManualClock(startMs);
    return { vault, clock, session: createSessionService({ vault, clock, connect: config }) };
  }
  async function signedIn() {
    const opened = open();
    expect(await opened.session.signIn(person.email, person.password)).toMatchObject({ success: true });
    return opened;
  }
  const codeOf = (result: { success: boolean; error?: { code: string } }): string => result.error?.code ?? 'ok';

  test('a right password signs in and gives a token that the API takes', async () => {
    const { session } = await signedIn();
    expect(session.current()).toMatchObject({ state: 'signed-in', user: { email: person.email } });
    const token = await session.accessToken();
    if (!token.success) throw new Error(token.error.code);
    const headers = { apikey: sandbox.publishableKey, authorization: `Bearer ${token.data}` };
    const answer = await fetch(`${sandbox.url}/auth/v1/user`, { headers });
    expect(await answer.json()).toMatchObject({ id: session.current().user?.userId });
  });

  test('a wrong password and an unknown person look the same', async () => {
    const { session } = open();
    expect(codeOf(await session.signIn(person.email, 'wrong'))).toBe('WRONG_CREDENTIALS');
    expect(codeOf(await session.signIn('nobody@lectern.test', person.password))).toBe('WRONG_CREDENTIALS');
  });

  test('each thing in between has its name, quickly', async () => {
    const { session } = open();
    const attempt = async (): Promise<string> => codeOf(await session.signIn(person.email, person.password));
    await sandbox.inject({ kind: 'fail', path: '/token', status: 429, times: 1 });
    expect(await attempt()).toBe('RATE_LIMITED');
    await sandbox.inject({ kind: 'fail', path: '/token', status: 503, times: 1 });
    expect(await attempt()).toBe('SERVER');
    await sandbox.inject({ kind: 'captive', on: true });
    expect(await attempt()).toBe('OFFLINE');
    await sandbox.inject({ kind: 'clear' });
    await sandbox.setOffline(true);
    expect(await attempt()).toBe('OFFLINE');
    expect(session.current().state).toBe('signed-out');
  });

  test('a refresh that meets a fault fails at once instead of after half a minute, and works right after', async () => {
    const { session, vault } = await signedIn();
    const later = open(vault, Date.now() + 5 * HOUR_MS);
    await later.session.restore();
    for (const fault of ['offline', 'captive', '503'] as const) {
      if (fault === 'offline') await sandbox.setOffline(true);
      if (fault === 'captive') await sandbox.inject({ kind: 'captive', on: true });
      if (fault === '503') await sandbox.inject({ kind: 'fail', path: '/token', status: 503, times: 1 });
      const startMs = performance.now();
      expect(codeOf(await later.session.accessToken())).toBe(fault === '503' ? 'SERVER' : 'OFFLINE');
      expect(performance.now() - startMs).toBeLessThan(5_000);
      expect(later.session.current().state).toBe('signed-in');
      await sandbox.inject({ kind: 'clear' });
      await sandbox.setOffline(false);
    }
    expect(codeOf(await later.session.accessToken())).toBe('ok');
    session.stop();
  });

  test('renewed tokens follow each other, also over a restart', async () => {
    const { vault } = await signedIn();
    let text = vault.values.get('supabase-session') ?? '';
    for (let run = 1; run <= 3; run++) {
      const next = open(vault, Date.now() + run * 5 * HOUR_MS);
      await next.session.restore();
      expect(codeOf(await next.session.accessToken())).toBe('ok');
      expect(vault.values.get('supabase-session')).not.toBe(text);
      text = vault.values.get('supabase-session') ?? '';
      next.session.stop();
    }
  });

  test('a session that the server has ended needs its person again', async () => {
    const { session, vault } = await signedIn();
    const userId = session.current().user?.userId;
    await sandbox.sql('delete from auth.refresh_tokens where user_id::text = $1', [userId]);
    await sandbox.sql('delete from auth.sessions where user_id::text = $1', [userId]);
    const token = await session.accessToken();
    expect(codeOf(await session.renew(token.success ? token.data : ''))).toBe('SESSION_EXPIRED');
    expect(session.current()).toMatchObject({ state: 'needs-auth', user: { email: person.email } });
    expect(vault.values.size).toBe(1);
  });

  test('signing out ends the session at the server, too', async () => {
    const { session, vault } = await signedIn();
    const kept = memoryVault();
    for (const [name, value] of vault.values) await kept.write(name, value);
    const count = async (): Promise<unknown> => {
      const [row] = await sandbox.sql('select count(*)::int as n from auth.sessions where user_id::text = $1', [
        userId,
      ]);
      return row?.['n'];
    };
    const userId = session.current().user?.userId;
    const before = Number(await count());
    await session.signOut();
    await expect.poll(count).toBe(before - 1);
    const thief = open(kept, Date.now() + 5 * HOUR_MS);
    await thief.session.restore();
    expect(codeOf(await thief.session.accessToken())).toBe('SESSION_EXPIRED');
  });

  test('a project that wants the address confirmed says so', async () => {
    const api = createSupabaseAuth(config(), async () =>
      Response.json({ code: 400, error_code: 'email_not_confirmed', msg: 'Email not confirmed' }, { status: 400 }),
    );
    expect(codeOf(await api.signIn(person.email, person.password))).toBe('EMAIL_NOT_CONFIRMED');
  });
});
