import { chosenLocale, type LocaleSetting } from '../../shared/messages/locale.ts';
import { createMessages, type Words } from '../../shared/messages/words.ts';

export interface AppLanguage {
  /** Of words and of numbers, as one BCP 47 tag. */
  readonly locale: () => string;
  /** In the language of the moment: menus, dialogs and notifications of the system. */
  readonly t: Words;
  readonly set: (setting: LocaleSetting) => void;
}

/** The one place main has its words from. `system` is asked when the language is needed: Electron knows it once it is ready. */
export function createAppLanguage(system: () => string): AppLanguage {
  let setting: LocaleSetting = 'system';
  let spoken: { readonly locale: string; readonly t: Words } | null = null;
  const locale = (): string => chosenLocale(setting, system());
  function current(): Words {
    const wanted = locale();
    if (spoken?.locale !== wanted) spoken = { locale: wanted, t: createMessages(wanted).t };
    return spoken.t;
  }
  return {
    locale,
    t: (key, variables) => current()(key, variables),
    set: (next) => void (setting = next),
  };
}
