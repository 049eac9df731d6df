import type { KeyInput } from '../page/isolated-messages.ts';
import { guarded, notImplemented, refuseUnknown } from '../page/guard.ts';
import { matches, parseAccelerator } from './accelerator.ts';
import { apiEmitter } from './api.ts';
import { roleOf, type MenuHost, type Role } from './menu-roles.ts';

type Click = (item: MenuItem, window: unknown, event: object) => void;

/** What `popup` takes. */
export interface PopupOptions {
  window?: unknown;
  x?: number;
  y?: number;
  callback?: () => void;
}

const POPUP_OPTIONS = new Set(['window', 'x', 'y', 'callback']);

/** What the menus of one app share. */
export interface MenuDesk {
  host: MenuHost;
  /** Popped up and not yet closed. */
  popups: Map<Menu, PopupOptions>;
  createMenu(): Menu;
  createItem(options: ItemOptions): MenuItem;
}

/** What a template may say; anything else is refused. */
export interface ItemOptions {
  label?: string;
  sublabel?: string;
  toolTip?: string;
  accessibilityLabel?: string;
  role?: string;
  type?: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio';
  accelerator?: string;
  registerAccelerator?: boolean;
  icon?: unknown;
  enabled?: boolean;
  visible?: boolean;
  checked?: boolean;
  id?: string;
  click?: Click;
  submenu?: ItemOptions[] | Menu;
}

const OPTIONS = new Set(
  'label sublabel toolTip accessibilityLabel role type accelerator registerAccelerator icon enabled visible checked id click submenu'.split(
    ' ',
  ),
);

/** An entry of a menu. `click()` chooses it, as a person would. */
export class MenuItem {
  readonly id: string;
  readonly type: string;
  readonly role: string | undefined;
  readonly accelerator: string | null;
  readonly registerAccelerator: boolean;
  readonly submenu: Menu | undefined;
  readonly icon: unknown;
  label: string;
  sublabel: string;
  toolTip: string;
  accessibilityLabel: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  menu: Menu | undefined = undefined;
  readonly #role: Role | null;
  readonly #desk: MenuDesk;
  readonly #click: Click | undefined;

  constructor(desk: MenuDesk, options: ItemOptions) {
    for (const name of Object.keys(options)) if (!OPTIONS.has(name)) notImplemented(`the option ${name} of MenuItem`);
    this.#desk = desk;
    this.#role = options.role === undefined ? null : roleOf(options.role);
    this.#click = options.click;
    this.role = options.role;
    this.submenu = submenuOf(desk, options, this.#role);
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal');
    this.label = options.label ?? this.#role?.label ?? '';
    this.accelerator = options.accelerator ?? this.#role?.accelerator ?? null;
    this.registerAccelerator = options.registerAccelerator ?? true;
    this.id = options.id ?? '';
    this.icon = options.icon;
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.accessibilityLabel = options.accessibilityLabel ?? '';
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
  }

  click(event: object = {}): void {
    if (this.type === 'checkbox') this.checked = !this.checked;
    if (this.type === 'radio') this.menu?.checkOnly(this);
    if (this.#role) this.#role.run(this.#desk.host);
    else this.#click?.(this, this.#desk.host.focusedWindow(), event);
  }
}
Object.setPrototypeOf(MenuItem.prototype, guarded('MenuItem', Object.prototype));

function submenuOf(desk: MenuDesk, { submenu }: ItemOptions, role: Role | null): Menu | undefined {
  if (submenu instanceof Menu) return submenu;
  const fromRole = role?.submenu?.map((name): ItemOptions =>
    name === 'separator' ? { type: 'separator' } : { role: name },
  );
  const template = submenu ?? fromRole;
  return template ? buildMenu(desk, template) : undefined;
}

/** `Menu.buildFromTemplate`. */
export function buildMenu(desk: MenuDesk, template: readonly (ItemOptions | MenuItem)[]): Menu {
  const menu = desk.createMenu();
  for (const item of template) menu.append(item instanceof MenuItem ? item : desk.createItem(item));
  return menu;
}

/** A menu. Popped up, it is in `Menu.popups` until it is closed; a test chooses with `item.click()`. */
export class Menu extends apiEmitter('Menu', ['menu-will-show', 'menu-will-close']) {
  readonly items: MenuItem[] = [];
  readonly #desk: MenuDesk;

  constructor(desk: MenuDesk) {
    super();
    this.#desk = desk;
  }

  append(item: MenuItem): void {
    this.insert(this.items.length, item);
  }

  insert(position: number, item: MenuItem): void {
    this.items.splice(position, 0, item);
    item.menu = this;
  }

  getMenuItemById(id: string): MenuItem | null {
    return this.find((item) => item.id === id);
  }

  popup(options: PopupOptions = {}): void {
    refuseUnknown('Menu.popup', options, POPUP_OPTIONS);
    this.#desk.popups.set(this, options);
    this.emit('menu-will-show', {});
  }

  closePopup(): void {
    const options = this.#desk.popups.get(this);
    if (!this.#desk.popups.delete(this)) return;
    this.emit('menu-will-close', {});
    options?.callback?.();
  }

  /** For the host: the first item, here or in a submenu, that is wanted. */
  find(isWanted: (item: MenuItem) => boolean): MenuItem | null {
    for (const item of this.items) {
      const found = isWanted(item) ? item : (item.submenu?.find(isWanted) ?? null);
      if (found) return found;
    }
    return null;
  }

  /** For the host: the item that these keys choose. */
  findByKeys(input: KeyInput): MenuItem | null {
    return this.find(({ accelerator, enabled, registerAccelerator }) => {
      if (accelerator === null || !enabled || !registerAccelerator) return false;
      return matches(parseAccelerator(accelerator, process.platform), input);
    });
  }

  /** For a radio item: it is checked, its neighbours are not. */
  checkOnly(chosen: MenuItem): void {
    for (const item of this.items) if (item.type === 'radio') item.checked = item === chosen;
  }
}
