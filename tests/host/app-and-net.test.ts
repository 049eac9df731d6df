import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIXTURE_APP, launchFixture, type Fixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture.dispose());

describe('net', () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => response.writeHead(201, { 'x-own': 'yes' }).end(`${request.method} ${body}`));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => void server.close());

  test('fetch: the web, the app’s scheme, files', async () => {
    const texts = await fixture.app.evaluate(
      async ({ net }, [web, file]) => {
        const text = async (target: string) => (await net.fetch(target)).text();
        const absent = await net.fetch(`${file}.absent`).catch((error: Error) => error.message);
        return [await text(web), await text('app://studio/text'), (await text(file)).slice(0, 2), absent];
      },
      [url, `file://${import.meta.filename}`] as const,
    );
    expect(texts).toEqual(['GET ', 'plain text', 'im', 'net::ERR_FILE_NOT_FOUND']);
  });

  test('request: sends, answers, can be given up', async () => {
    const seen = await fixture.app.evaluate(({ net }, target) => {
      const request = net.request({ url: target, method: 'POST', headers: { 'content-type': 'text/plain' } });
      return new Promise((resolve, reject) => {
        request.on('error', reject);
        request.on('response', (response) => {
          let body = '';
          response.on('data', (chunk) => (body += chunk.toString()));
          response.on('end', () => resolve([response.statusCode, response.headers['x-own'], body]));
        });
        request.write('part one, ');
        request.end('part two');
      });
    }, url);
    expect(seen).toEqual([201, 'yes', 'POST part one, part two']);
    const events = await fixture.app.evaluate(({ net }, target) => {
      const request = net.request(target);
      const names: string[] = [];
      for (const name of ['abort', 'error', 'response'] as const) request.on(name as 'abort', () => names.push(name));
      return new Promise((resolve) => {
        request.on('close', () => resolve(names));
        request.end();
        request.abort();
      });
    }, url);
    expect(events).toEqual(['abort']);
  });

  test('a test takes the network away and gives it back', async () => {
    const seen = await fixture.app.evaluate(async ({ net }, target) => {
      const adjustable = net as unknown as { online: boolean };
      const outcome = () =>
        net.fetch(target).then(
          ({ status }) => status,
          (error: Error) => error.message,
        );
      const states: unknown[] = [net.isOnline(), await outcome()];
      adjustable.online = false;
      states.push(net.isOnline(), net.online, await outcome(), (await net.fetch('app://studio/text')).status);
      adjustable.online = true;
      return [...states, await outcome()];
    }, url);
    expect(seen).toEqual([true, 201, false, false, 'net::ERR_INTERNET_DISCONNECTED', 200, 201]);
  });
});

describe('app', () => {
  test('says what it is', async () => {
    const facts = await fixture.app.evaluate(({ app }) => ({
      name: app.getName(),
      version: app.getVersion(),
      path: app.getAppPath(),
      isPackaged: app.isPackaged,
      isReady: app.isReady(),
      locale: app.getLocale(),
      userData: app.getPath('userData'),
      logs: app.getPath('logs'),
      chrome: process.versions['chrome'],
      hasSwitch: app.commandLine.hasSwitch('user-data-dir'),
      value: app.commandLine.getSwitchValue('user-data-dir'),
      dock: app.dock,
    }));
    expect(facts).toMatchObject({
      name: 'Host Fixture',
      version: '1.2.3',
      path: FIXTURE_APP,
      isPackaged: false,
      isReady: true,
    });
    expect(facts).toMatchObject({ locale: 'en-US', userData: fixture.userData, logs: join(fixture.userData, 'logs') });
    expect(facts).toMatchObject({ hasSwitch: true, value: fixture.userData });
    expect(facts.chrome).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(facts.dock).toBeUndefined();
  });

  test('keeps what shows nowhere', async () => {
    const kept = await fixture.app.evaluate(({ app }) => {
      app.setBadgeCount(3);
      app.setAppUserModelId('com.example');
      app.setAboutPanelOptions({ applicationName: 'Fixture' });
      app.setPath('downloads', '/tmp/elsewhere');
      const extra = app as unknown as { appUserModelId: string; aboutPanelOptions: object };
      return [app.getBadgeCount(), extra.appUserModelId, extra.aboutPanelOptions, app.getPath('downloads')];
    });
    expect(kept).toEqual([3, 'com.example', { applicationName: 'Fixture' }, '/tmp/elsewhere']);
  });

  test.each([
    [{ LC_ALL: 'de_DE.UTF-8' }, [], 'de', 'de-DE', 'de'],
    [{ LC_ALL: '', LC_MESSAGES: '', LANG: 'pt_BR.UTF-8' }, [], 'pt-BR', 'pt-BR', 'pt-BR'],
    [{ LC_ALL: 'de_DE.UTF-8' }, ['--lang=fr'], 'fr', 'de-DE', 'fr'],
  ])('takes its language from %o and %o, and the page has it, too', async (env, args, locale, system, page) => {
    const own = await launchFixture({ env, args });
    expect(await own.app.evaluate(({ app }) => [app.getLocale(), app.getSystemLocale()])).toEqual([locale, system]);
    expect(await own.page.evaluate(() => navigator.language)).toBe(page);
    await own.dispose();
  });
});
