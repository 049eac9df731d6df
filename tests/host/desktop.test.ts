import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PATIENCE, FIXTURE_APP, launchFixture, type Fixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture.dispose());

describe('safeStorage', () => {
  const roundTrip = (host: Fixture) =>
    host.app.evaluate(async ({ safeStorage }) => {
      const encrypted = await safeStorage.encryptStringAsync('hush ü');
      const decrypted = await safeStorage.decryptStringAsync(encrypted);
      const older = safeStorage.decryptString(safeStorage.encryptString('sync'));
      return {
        decrypted,
        older,
        isHidden: !encrypted.includes('hush'),
        backend: safeStorage.getSelectedStorageBackend(),
      };
    });

  test('encrypts and decrypts, both ways of calling it', async () => {
    expect(await fixture.app.evaluate(({ safeStorage }) => safeStorage.isAsyncEncryptionAvailable())).toBe(true);
    expect(await roundTrip(fixture)).toEqual({
      decrypted: { result: 'hush ü', shouldReEncrypt: false },
      older: 'sync',
      isHidden: true,
      backend: 'gnome_libsecret',
    });
  });

  test('the key is the profile’s own, for its owner only', async () => {
    await roundTrip(fixture);
    const { mode, size } = statSync(join(fixture.userData, 'chromium-host.key'));
    expect([mode & 0o777, size]).toEqual([0o600, 32]);
  });

  test('what another profile encrypted, or somebody changed, is refused', async () => {
    const failures = await fixture.app.evaluate(async ({ safeStorage }) => {
      const encrypted = await safeStorage.encryptStringAsync('hush');
      const changed = Buffer.from(encrypted);
      changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
      const outcome = (data: Buffer) =>
        safeStorage.decryptStringAsync(data).then(
          () => 'decrypted',
          (error: Error) => error.message,
        );
      return Promise.all([outcome(changed), outcome(Buffer.from('plain text'))]);
    });
    const message = 'Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.';
    expect(failures).toEqual([message, message]);
  });

  test('a desktop without a key store has none unless plain text is allowed', async () => {
    const own = await launchFixture({ args: ['--password-store=basic'] });
    const state = () =>
      own.app.evaluate(async ({ safeStorage }) => [
        safeStorage.getSelectedStorageBackend(),
        safeStorage.isEncryptionAvailable(),
        await safeStorage.isAsyncEncryptionAvailable(),
        await safeStorage.encryptStringAsync('x').then(
          () => 'encrypted',
          (error: Error) => error.message,
        ),
      ]);
    const refusal =
      'Error while encrypting the text provided to safeStorage.encryptStringAsync. Encryption is not available.';
    expect(await state()).toEqual(['basic_text', false, false, refusal]);
    await own.app.evaluate(({ safeStorage }) => safeStorage.setUsePlainTextEncryption(true));
    expect(await state()).toEqual(['basic_text', true, true, 'encrypted']);
    await own.dispose();
  });
});

describe('nativeTheme', () => {
  const isDark = () => fixture.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);

  test('themeSource reaches every page and is announced', async () => {
    expect(await isDark()).toBe(false);
    await fixture.page.evaluate(() => {
      const changes: boolean[] = [];
      Object.assign(window, { changes });
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) => changes.push(matches));
    });
    const updates = await fixture.app.evaluate(({ nativeTheme }) => {
      const seen: boolean[] = [];
      nativeTheme.on('updated', () => seen.push(nativeTheme.shouldUseDarkColors));
      for (const source of ['dark', 'dark', 'light', 'dark'] as const) nativeTheme.themeSource = source;
      nativeTheme.removeAllListeners('updated');
      return seen;
    });
    expect(updates).toEqual([true, false, true]);
    await expect.poll(isDark, PATIENCE).toBe(true);
    const changes = () => fixture.page.evaluate(() => (window as unknown as { changes: boolean[] }).changes);
    await expect.poll(async () => (await changes()).at(-1), PATIENCE).toBe(true);
  });

  test('a page that opens later has it, too', async () => {
    const dark = await fixture.app.evaluate(async () => {
      const { createWindow } = (globalThis as unknown as { fixture: { createWindow: () => Electron.BrowserWindow } })
        .fixture;
      const window = createWindow();
      await window.loadURL('app://studio/frame.html');
      // The process that the page was given may hear of it a moment after it has the page.
      const answer: unknown = await window.webContents.executeJavaScript(`new Promise((tell) => {
        const dark = matchMedia('(prefers-color-scheme: dark)');
        if (dark.matches) tell(true);
        dark.addEventListener('change', () => tell(dark.matches));
        setTimeout(() => tell(dark.matches), 5_000);
      })`);
      window.destroy();
      return answer;
    });
    expect(dark).toBe(true);
  });

  test('system follows the desktop', async () => {
    const seen = await fixture.app.evaluate(({ nativeTheme }) => {
      const theme = nativeTheme as unknown as Electron.NativeTheme & { systemTheme: string };
      const states: boolean[] = [];
      theme.themeSource = 'system';
      states.push(theme.shouldUseDarkColors);
      theme.systemTheme = 'dark'; // as when a person switches their desktop
      states.push(theme.shouldUseDarkColors);
      theme.systemTheme = 'light';
      return states;
    });
    expect(seen).toEqual([false, true]);
    await expect.poll(isDark, PATIENCE).toBe(false);
  });

  test('refuses what is not a theme', async () => {
    const message = await fixture.app.evaluate(({ nativeTheme }) => {
      try {
        nativeTheme.themeSource = 'pink' as 'dark';
        return 'taken';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(message).toBe("Invalid themeSource 'pink'");
  });
});

describe('dialog', () => {
  test('asks nobody: it fails, and says how a test answers', async () => {
    const messages = await fixture.app.evaluate(async ({ dialog }) => {
      const first = await dialog.showOpenDialog({}).catch((error: Error) => error.message);
      try {
        dialog.showMessageBoxSync({ message: 'x' });
        return [first, 'answered'];
      } catch (error) {
        return [first, (error as Error).message];
      }
    });
    expect(messages[0]).toContain('chromium-host: dialog.showOpenDialog is not implemented');
    expect(messages[1]).toContain('chromium-host: dialog.showMessageBoxSync is not implemented');
  });

  test('a test answers in its place', async () => {
    const paths = await fixture.app.evaluate(async ({ dialog }) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/some/folder'] });
      return (await dialog.showOpenDialog({})).filePaths;
    });
    expect(paths).toEqual(['/some/folder']);
  });

  test('error boxes are kept', async () => {
    const boxes = await fixture.app.evaluate(({ dialog }) => {
      dialog.showErrorBox('Title', 'content');
      return (dialog as unknown as { errorBoxes: object[] }).errorBoxes;
    });
    expect(boxes).toEqual([{ title: 'Title', content: 'content' }]);
  });
});

test('Notification: those shown are kept, and can be clicked', async () => {
  const seen = await fixture.app.evaluate(({ Notification }) => {
    const events: string[] = [];
    const notification = new Notification({ title: 'Ready', body: 'All videos', silent: true });
    notification.on('click', () => events.push('click'));
    notification.show();
    const [shown] = (Notification as unknown as { shown: Electron.Notification[] }).shown;
    shown?.emit('click');
    return {
      events,
      isSupported: Notification.isSupported(),
      title: shown?.title,
      body: shown?.body,
      silent: shown?.silent,
    };
  });
  expect(seen).toEqual({ events: ['click'], isSupported: true, title: 'Ready', body: 'All videos', silent: true });
});

test('powerMonitor: a test emits what the computer would', async () => {
  const seen = await fixture.app.evaluate(({ powerMonitor }) => {
    const events: string[] = [];
    for (const name of ['suspend', 'resume', 'on-battery'] as const) {
      powerMonitor.on(name as 'resume', () => events.push(name));
      powerMonitor.emit(name);
    }
    return [...events, powerMonitor.isOnBatteryPower(), powerMonitor.getSystemIdleState(60)];
  });
  expect(seen).toEqual(['suspend', 'resume', 'on-battery', false, 'active']);
});

test('powerSaveBlocker: what is started can be read back until it is stopped', async () => {
  const seen = await fixture.app.evaluate(({ powerSaveBlocker }) => {
    const id = powerSaveBlocker.start('prevent-app-suspension');
    return [
      powerSaveBlocker.isStarted(id),
      powerSaveBlocker.stop(id),
      powerSaveBlocker.isStarted(id),
      powerSaveBlocker.stop(id),
    ];
  });
  expect(seen).toEqual([true, true, false, false]);
});

test('screen: one display, and the best of several', async () => {
  const seen = await fixture.app.evaluate(({ screen }) => {
    const primary = screen.getPrimaryDisplay();
    const right = { ...primary, id: 2, bounds: { x: 1920, y: 0, width: 800, height: 600 } };
    (screen as unknown as { displays: Electron.Display[] }).displays.push(right);
    const found = [
      screen.getAllDisplays().length,
      screen.getDisplayMatching({ x: 1900, y: 10, width: 400, height: 100 }).id,
      screen.getDisplayNearestPoint({ x: 5000, y: 0 }).id,
      screen.getDisplayNearestPoint({ x: 5, y: 5 }).id,
    ];
    (screen as unknown as { displays: Electron.Display[] }).displays.pop();
    return found;
  });
  expect(seen).toEqual([2, 2, 2, 1]);
});

test('clipboard: text', async () => {
  const text = await fixture.app.evaluate(async ({ clipboard }) => {
    await clipboard.writeText('copied');
    return clipboard.readText();
  });
  expect(text).toBe('copied');
});

describe('utilityProcess', () => {
  test('talks to its child', async () => {
    const answer = await fixture.app.evaluate(
      ({ utilityProcess }, file) => {
        const child = utilityProcess.fork(file);
        child.postMessage({ at: new Date(5) });
        return new Promise((resolve) => {
          child.once('message', (message) => {
            child.once('exit', (code) => resolve({ message, code }));
            child.kill();
          });
        });
      },
      join(FIXTURE_APP, 'utility.mjs'),
    );
    expect(answer).toEqual({ message: { got: { at: new Date(5) }, type: 'utility' }, code: 1 });
  });

  test('a child that fails is announced by the app', async () => {
    const gone = await fixture.app.evaluate(
      ({ app, utilityProcess }, file) => {
        const child = utilityProcess.fork(file, [], { serviceName: 'worker' });
        return new Promise((resolve) => {
          app.once('child-process-gone', (_event, details) => resolve(details));
          child.postMessage('fail');
        });
      },
      join(FIXTURE_APP, 'utility.mjs'),
    );
    expect(gone).toMatchObject({ type: 'Utility', reason: 'abnormal-exit', exitCode: 3, serviceName: 'worker' });
  });
});
