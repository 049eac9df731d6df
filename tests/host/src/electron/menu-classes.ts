import { buildMenu, Menu, MenuItem, type ItemOptions, type MenuDesk } from './menu.ts';
import type { MenuHost } from './menu-roles.ts';

/** The classes `Menu` and `MenuItem` of one app, and the menu that its keys go to. */
export interface MenuClasses {
  Menu: new () => Menu;
  MenuItem: new (options: ItemOptions) => MenuItem;
  applicationMenu(): Menu | null;
}

/** Binds the menus to the app. `Menu.popups` holds what `popup()` would show, until it is closed. */
export function createMenuClasses(host: MenuHost): MenuClasses {
  const desk: MenuDesk = {
    host,
    popups: new Map(),
    createMenu: () => new AppMenu(),
    createItem: (options) => new AppMenuItem(options),
  };
  let application: Menu | null = null;
  class AppMenuItem extends MenuItem {
    constructor(options: ItemOptions) {
      super(desk, options);
    }
  }
  class AppMenu extends Menu {
    constructor() {
      super(desk);
    }
    static get popups(): Menu[] {
      return [...desk.popups.keys()];
    }
    static buildFromTemplate(template: readonly (ItemOptions | MenuItem)[]): Menu {
      if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array');
      return buildMenu(desk, template);
    }
    static setApplicationMenu(menu: Menu | null): void {
      application = menu;
    }
    static getApplicationMenu(): Menu | null {
      return application;
    }
  }
  return { Menu: AppMenu, MenuItem: AppMenuItem, applicationMenu: () => application };
}
