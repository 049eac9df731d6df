import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchFixture, PATIENCE, type Fixture } from './fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture.dispose());

/** The menu of the app: each item notes that it was chosen. */
beforeEach(async () => {
  await fixture.app.evaluate(({ Menu }) => {
    const chosen: string[] = [];
    Object.assign(globalThis, { chosen });
    const click: NonNullable<Electron.MenuItemConstructorOptions['click']> = (item, window, event) => {
      chosen.push(
        `${item.id} ${(window as Electron.BrowserWindow | undefined)?.id} ${Boolean(event.triggeredByAccelerator)}`,
      );
    };
    Menu.setApplicationMenu(
      Menu.buildFromTemplate([
        {
          label: 'File',
          submenu: [
            { id: 'save', label: 'Save', accelerator: 'CmdOrCtrl+S', click },
            { id: 'all', label: 'Save All', accelerator: 'CmdOrCtrl+Shift+S', click },
            { id: 'off', label: 'Off', accelerator: 'CmdOrCtrl+O', enabled: false, click },
            { id: 'shown', label: 'Shown only', accelerator: 'CmdOrCtrl+K', registerAccelerator: false, click },
            { id: 'plus', label: 'Plus', accelerator: 'CmdOrCtrl+Plus', click },
            { id: 'check', label: 'Check', type: 'checkbox', click },
            { id: 'one', label: 'One', type: 'radio', checked: true, click },
            { id: 'two', label: 'Two', type: 'radio', click },
          ],
        },
        { role: 'editMenu' },
        { role: 'viewMenu' },
      ]),
    );
  });
  await fixture.page.getByLabel('Text').fill('');
});

const chosen = () => fixture.app.evaluate(() => (globalThis as unknown as { chosen: string[] }).chosen);

describe('accelerators', () => {
  test('a key chooses the item, with its window, as a person’s key would', async () => {
    await fixture.page.keyboard.press('Control+s');
    await expect.poll(chosen, PATIENCE).toEqual(['save 1 true']);
    await fixture.page.keyboard.press('Control+Shift+S');
    await expect.poll(chosen, PATIENCE).toEqual(['save 1 true', 'all 1 true']);
    await fixture.page.keyboard.press('Control+Shift+Equal');
    await expect.poll(chosen, PATIENCE).toEqual(['save 1 true', 'all 1 true', 'plus 1 true']);
  });

  test('not what is disabled, only shown, or has other modifiers; and not what the page has handled', async () => {
    await fixture.page.evaluate(() => {
      const handle = (event: KeyboardEvent) => {
        if (event.key !== 's') return;
        event.preventDefault();
        document.removeEventListener('keydown', handle);
      };
      document.addEventListener('keydown', handle);
    });
    for (const keys of ['Control+s', 'Control+o', 'Control+k', 'Control+Alt+s', 's'])
      await fixture.page.keyboard.press(keys);
    await fixture.page.keyboard.press('Control+Shift+S'); // after these, so that none of them is still to come
    await expect.poll(chosen, PATIENCE).toEqual(['all 1 true']);
  });

  test('a page that stops the event on its way, but does not handle it, leaves it to the menu', async () => {
    await fixture.page.evaluate(() => {
      const stop = (event: KeyboardEvent) => {
        event.stopImmediatePropagation();
        if (event.key === 's') document.removeEventListener('keydown', stop, true);
      };
      document.addEventListener('keydown', stop, true);
    });
    await fixture.page.keyboard.press('Control+s');
    await expect.poll(chosen, PATIENCE).toEqual(['save 1 true']);
  });

  test('from within a frame, too', async () => {
    await fixture.page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = '/frame.html';
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
      frame.contentWindow?.focus();
    });
    await fixture.page.keyboard.press('Control+s');
    await expect.poll(chosen, PATIENCE).toEqual(['save 1 true']);
    await fixture.page.evaluate(() => document.querySelector('iframe')?.remove());
  });

  test('roles do what they stand for', async () => {
    const zoom = () => fixture.app.evaluate(({ BrowserWindow }) => BrowserWindow.fromId(1)?.webContents.getZoomLevel());
    await fixture.app.evaluate(({ Menu }) => {
      Menu.setApplicationMenu(Menu.buildFromTemplate([{ role: 'viewMenu' }]));
    });
    await fixture.page.keyboard.press('Control+-');
    await expect.poll(zoom, PATIENCE).toBeCloseTo(-0.5);
    await fixture.page.keyboard.press('Control+0');
    await expect.poll(zoom, PATIENCE).toBeCloseTo(0);
  });
});

describe('before-input-event', () => {
  test('comes first, with the key, and can keep it from the page and the menu', async () => {
    await fixture.app.evaluate(({ webContents }) => {
      const inputs: object[] = [];
      Object.assign(globalThis, { inputs });
      webContents.getAllWebContents()[0]?.on('before-input-event', (event, input) => {
        inputs.push({ type: input.type, key: input.key, control: input.control, shift: input.shift });
        if (input.key === 'x' || input.key === 's') event.preventDefault();
      });
    });
    const field = fixture.page.getByLabel('Text');
    await field.focus();
    await fixture.page.keyboard.press('a');
    await fixture.page.keyboard.press('x');
    await fixture.page.keyboard.press('Control+s');
    await fixture.page.keyboard.press('b');
    expect(await field.inputValue()).toBe('ab');
    expect(await chosen()).toEqual([]);
    const inputs = await fixture.app.evaluate(() => (globalThis as unknown as { inputs: object[] }).inputs.slice(0, 3));
    expect(inputs).toEqual([
      { type: 'keyDown', key: 'a', control: false, shift: false },
      { type: 'keyUp', key: 'a', control: false, shift: false },
      { type: 'keyDown', key: 'x', control: false, shift: false },
    ]);
  });

  test('no key waits any more once nobody listens', async () => {
    await fixture.app.evaluate(
      ({ webContents }) => void webContents.getAllWebContents()[0]?.removeAllListeners('before-input-event'),
    );
    await fixture.page.getByLabel('Text').press('x');
    expect(await fixture.page.getByLabel('Text').inputValue()).toBe('x');
  });
});

describe('menus', () => {
  test('an item is chosen by code as by a person', async () => {
    const states = await fixture.app.evaluate(({ Menu }) => {
      const item = (id: string) => Menu.getApplicationMenu()?.getMenuItemById(id);
      for (const id of ['check', 'two']) item(id)?.click();
      return [item('check')?.checked, item('one')?.checked, item('two')?.checked, item('nothing')];
    });
    expect(states).toEqual([true, false, true, null]);
    expect(await chosen()).toEqual(['check 1 false', 'two 1 false']);
  });

  test('a menu that pops up is kept until it is closed', async () => {
    const states = await fixture.app.evaluate(({ Menu }) => {
      const menu = Menu.buildFromTemplate([{ label: 'Rename' }]);
      const told: string[] = [];
      menu.on('menu-will-show', () => told.push('show'));
      menu.on('menu-will-close', () => told.push('close'));
      const { popups } = Menu as unknown as { popups: Electron.Menu[] };
      menu.popup({ callback: () => told.push('callback') });
      const open = (Menu as unknown as { popups: Electron.Menu[] }).popups[0] === menu;
      menu.closePopup();
      return [popups.length, open, (Menu as unknown as { popups: Electron.Menu[] }).popups.length, ...told];
    });
    expect(states).toEqual([0, true, 0, 'show', 'close', 'callback']);
  });

  test('are made of what the template says, and of the roles’ own items', async () => {
    const facts = await fixture.app.evaluate(({ Menu, MenuItem }) => {
      const menu = Menu.getApplicationMenu();
      const edit = menu?.items[1];
      const item = new MenuItem({ role: 'quit' });
      return [
        menu instanceof Menu,
        edit?.submenu?.items.map(({ label }) => label),
        item instanceof MenuItem,
        item.accelerator,
      ];
    });
    const labels = ['Undo', 'Redo', '', 'Cut', 'Copy', 'Paste', 'Delete', '', 'Select All'];
    expect(facts).toEqual([true, labels, true, 'CmdOrCtrl+Q']);
  });
});
