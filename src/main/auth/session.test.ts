import { describe, expect, test } from 'vitest';
import { createManualClock } from '../../../tests/helpers/manual-clock.ts';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import type { AuthApi, Grant, SignInError, TokenError } from './session-ports.ts';
import { createSessionService } from './session.ts';

const HOUR_MS = 3_600_000;
const user = { userId: 'u-1', email: 'ada@lectern.test', displayName: 'Ada' };
const grant = (n: number): Grant => ({
  accessToken: `access-${n}`,
  refreshToken: `refresh-${n}`,
  lifetimeMs: HOUR_MS,
  user,
});

/** A sign-in service whose refreshes the test answers one by one. */
function steppedAuth(project = 'https://one.test') {
  const refreshes: { token: string; answer: (result: Result<Grant, TokenError>) => void }[] = [];
  const signedOut: string[] = [];
  let entry: Result<Grant, SignInError> = ok(grant(1));
  const api: AuthApi = {
    project,
    signIn: async () => entry,
    refresh: (token) => new Promise((answer) => void refreshes.push({ token, answer })),
    signOut: async (token) => void signedOut.push(token),
  };
  return { api, refreshes, signedOut, admit: (next: Result<Grant, SignInError>): void => void (entry = next) };
}

function memoryVault(values = new Map<string, string>()) {
  let isBroken = false;
  return {
    values,
    breakDown: (): void => void (isBroken = true),
    read: async (name: string) => values.get(name) ?? null,
    write: async (name: string, value: string) => {
      if (isBroken) throw new Error('the keyring is locked');
      values.set(name, value);
    },
    remove: async (name: string) => void values.delete(name),
  };
}

function setUp(values?: Map<string, string>, clock = createManualClock()) {
  const auth = steppedAuth();
  const other = steppedAuth('https://two.test');
  const vault = memoryVault(values);
  let url: string | null = auth.api.project;
  const views: string[] = [];
  const logged: string[] = [];
  const session = createSessionService({
    vault,
    clock,
    connect: () => (url === null ? null : { url, publishableKey: 'key' }),
    openAuth: (config) => (config.url === auth.api.project ? auth.api : other.api),
    log: (message) => void logged.push(message),
  });
  session.onChange(({ state }) => void views.push(state));
  return {
    ...auth,
    other,
    vault,
    clock,
    session,
    views,
    logged,
    configure: (next: string | null) => void (url = next),
  };
}
const signIn = (service: ReturnType<typeof setUp>) => service.session.signIn(' ada@lectern.test ', 'secret');

describe('signing in and out', () => {
  test('without a server there is nowhere to sign in', async () => {
    const { session, configure } = setUp();
    configure(null);
    expect(await session.signIn('a', 'b')).toMatchObject({ error: { code: 'NOT_CONFIGURED' } });
    expect(session.identity()).toEqual({ state: 'unconfigured', userId: null });
  });

  test.each(['OFFLINE', 'WRONG_CREDENTIALS', 'EMAIL_NOT_CONFIRMED', 'RATE_LIMITED', 'SERVER'] as const)(
    'a sign-in that ends with %s keeps nothing',
    async (code) => {
      const service = setUp();
      service.admit(err(code, 'no'));
      expect(await signIn(service)).toMatchObject({ success: false, error: { code } });
      expect([service.vault.values.size, service.session.current().state]).toEqual([0, 'signed-out']);
    },
  );

  test('the session is kept, told once, and there again after a restart without any network', async () => {
    const service = setUp();
    expect(await signIn(service)).toEqual({ success: true, data: { state: 'signed-in', user } });
    expect(service.views).toEqual(['signed-in']);
    expect(service.session.identity()).toEqual({ state: 'signed-in', userId: 'u-1' });
    const next = setUp(service.vault.values, service.clock);
    await next.session.restore();
    expect(next.session.current()).toEqual({ state: 'signed-in', user });
    expect(await next.session.accessToken()).toEqual(ok('access-1'));
    expect(next.refreshes).toEqual([]);
  });

  test('a vault that cannot keep it says so', async () => {
    const service = setUp();
    service.vault.breakDown();
    expect(await signIn(service)).toMatchObject({ error: { code: 'VAULT_UNAVAILABLE' } });
    expect(service.session.current().state).toBe('signed-out');
  });

  test('a kept session that cannot be read is no session', async () => {
    for (const text of ['', '{', '{"project":1}']) {
      const { session } = setUp(new Map([['supabase-session', text]]));
      await session.restore();
      expect(session.current()).toEqual({ state: 'signed-out', user: null });
    }
  });

  test('signing out forgets at once, tells the server, and leaves no timer', async () => {
    const service = setUp();
    await signIn(service);
    await service.session.signOut();
    expect(service.session.current()).toEqual({ state: 'signed-out', user: null });
    expect([service.vault.values.size, service.signedOut, service.clock.pending()]).toEqual([0, ['access-1'], []]);
    expect(await service.session.accessToken()).toMatchObject({ error: { code: 'SIGNED_OUT' } });
    expect(service.views).toEqual(['signed-in', 'signed-out']);
  });

  test('a session is good for its own project only, and waits there', async () => {
    const service = setUp();
    await signIn(service);
    service.configure('https://two.test');
    service.session.wake();
    expect(service.session.current().state).toBe('signed-out');
    expect(await service.session.accessToken()).toMatchObject({ error: { code: 'SIGNED_OUT' } });
    service.configure('https://one.test');
    service.session.wake();
    expect(service.views).toEqual(['signed-in', 'signed-out', 'signed-in']);
    expect(await service.session.accessToken()).toEqual(ok('access-1'));
  });
});

describe('renewing', () => {
  test('by itself, before the token runs out; the new one is kept before it is used', async () => {
    const service = setUp();
    await signIn(service);
    await service.clock.pass(0.8 * HOUR_MS);
    expect(service.refreshes.map(({ token }) => token)).toEqual(['refresh-1']);
    service.refreshes[0]?.answer(ok(grant(2)));
    await service.clock.drain();
    expect(service.vault.values.get('supabase-session')).toContain('refresh-2');
    expect(await service.session.accessToken()).toEqual(ok('access-2'));
    expect(service.views).toEqual(['signed-in']);
    await service.clock.pass(0.8 * HOUR_MS);
    expect(service.refreshes.at(-1)?.token).toBe('refresh-2');
  });

  test('once, however many ask', async () => {
    const service = setUp();
    await signIn(service);
    const [first, second] = [service.session.renew('access-1'), service.session.renew('access-1')];
    service.session.wake();
    await service.clock.drain();
    expect(service.refreshes).toHaveLength(1);
    service.refreshes[0]?.answer(ok(grant(2)));
    expect([await first, await second]).toEqual([ok('access-2'), ok('access-2')]);
    expect(await service.session.renew('access-1')).toEqual(ok('access-2'));
    expect(service.refreshes).toHaveLength(1);
  });

  test('offline with a token that ran out: still signed in, no token, another try in a minute', async () => {
    const service = setUp();
    await signIn(service);
    const next = setUp(service.vault.values, createManualClock(service.clock.nowMs() + 5 * HOUR_MS));
    await next.session.restore();
    const asked = next.session.accessToken();
    await next.clock.pass(0);
    next.refreshes[0]?.answer(err('OFFLINE', 'no network'));
    expect(await asked).toMatchObject({ error: { code: 'OFFLINE' } });
    expect(next.session.current()).toEqual({ state: 'signed-in', user });
    expect(next.clock.pending()).toEqual([60_000]);
    await next.clock.pass(60_000);
    next.refreshes[1]?.answer(ok(grant(2)));
    await next.clock.drain();
    expect(await next.session.accessToken()).toEqual(ok('access-2'));
  });

  test('that fails for the moment leaves a token in use that is still good', async () => {
    const service = setUp();
    await signIn(service);
    await service.clock.pass(HOUR_MS - 30_000);
    const asked = service.session.accessToken();
    service.refreshes[0]?.answer(err('SERVER', '502'));
    expect(await asked).toEqual(ok('access-1'));
  });

  test('a session that the server has ended needs its person again, and nothing is forgotten', async () => {
    const service = setUp();
    await signIn(service);
    const asked = service.session.renew('access-1');
    service.refreshes[0]?.answer(err('SESSION_EXPIRED', 'revoked'));
    expect(await asked).toMatchObject({ error: { code: 'SESSION_EXPIRED' } });
    expect(service.session.current()).toEqual({ state: 'needs-auth', user });
    expect(service.session.identity()).toEqual({ state: 'needs-auth', userId: 'u-1' });
    expect(service.clock.pending()).toEqual([]);
    const next = setUp(service.vault.values, service.clock);
    await next.session.restore();
    expect(next.session.current()).toEqual({ state: 'needs-auth', user });
    expect(await next.session.accessToken()).toMatchObject({ error: { code: 'SESSION_EXPIRED' } });
    expect(next.refreshes).toEqual([]);
    next.admit(ok(grant(3)));
    await signIn(next);
    expect(await next.session.accessToken()).toEqual(ok('access-3'));
  });

  test('an answer that comes after the sign-out is thrown away', async () => {
    const service = setUp();
    await signIn(service);
    const asked = service.session.renew('access-1');
    await service.session.signOut();
    service.refreshes[0]?.answer(ok(grant(2)));
    expect(await asked).toMatchObject({ error: { code: 'SIGNED_OUT' } });
    await service.clock.drain();
    expect([service.session.current().state, service.vault.values.size]).toEqual(['signed-out', 0]);
  });

  test('a vault that fails meanwhile costs the next start, not this session', async () => {
    const service = setUp();
    await signIn(service);
    service.vault.breakDown();
    const asked = service.session.renew('access-1');
    service.refreshes[0]?.answer(ok(grant(2)));
    expect(await asked).toEqual(ok('access-2'));
    expect(await service.session.accessToken()).toEqual(ok('access-2'));
    expect(service.logged).toEqual(['session.notKept']);
  });

  test('after sleep what ran out is renewed at once', async () => {
    const service = setUp();
    await signIn(service);
    const asleep = setUp(service.vault.values, createManualClock(service.clock.nowMs()));
    await asleep.session.restore();
    expect(asleep.clock.pending()).toEqual([0.8 * HOUR_MS]);
    asleep.session.stop();
    const awake = setUp(service.vault.values, createManualClock(service.clock.nowMs() + 2 * HOUR_MS));
    await awake.session.restore();
    awake.session.wake();
    await awake.clock.pass(0);
    expect(awake.refreshes).toHaveLength(1);
  });
});
