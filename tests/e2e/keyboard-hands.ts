import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { soon } from './screens-rig.ts';

/** More stops than any page has: a field that is not among them cannot be reached. */
const STOPS = 80;

/** Where the keyboard is, by its role and name; null: nowhere, which is what a person calls "lost". */
export interface Place {
  readonly role: string;
  readonly name: string;
}

/** In the page. */
function placeOfKeyboard(): Place | null {
  const at = document.activeElement;
  if (!(at instanceof HTMLElement) || at === document.body) return null;
  const labelled = (at.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');
  const labels = at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement ? at.labels : null;
  const label = labels?.[0]?.textContent ?? (at instanceof HTMLButtonElement ? at.labels[0]?.textContent : undefined);
  const title = at.closest('[role="row"]') === at ? at.querySelector('[data-title], a')?.textContent : undefined;
  const name = at.ariaLabel ?? (labelled.trim() || (label ?? title ?? at.textContent));
  return { role: at.getAttribute('role') ?? at.localName, name: name.trim() };
}

/** A person without a mouse: keys, and a look at where they are. */
export function keyboardOf(page: Page) {
  const where = (): Promise<Place | null> => page.evaluate(placeOfKeyboard);
  const isAt = (place: Place | null, name: string | RegExp, role?: string): boolean =>
    place !== null &&
    (typeof name === 'string' ? place.name === name : name.test(place.name)) &&
    (role === undefined || place.role === role);

  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key);
  }
  async function type(words: string): Promise<void> {
    await page.keyboard.type(words);
  }
  /** Waits until the keyboard is there by itself, as after a dialog has opened or closed. */
  async function arrives(name: string | RegExp, role?: string): Promise<void> {
    const look = async () => {
      const place = await where();
      return isAt(place, name, role) ? 'there' : place;
    };
    await expect.poll(look, soon).toBe('there');
  }
  /** Goes on with one key until the keyboard is there. */
  async function goTo(name: string | RegExp, key = 'Tab', role?: string): Promise<void> {
    const trail: string[] = [];
    for (let stop = 0; stop < STOPS; stop += 1) {
      const place = await where();
      if (isAt(place, name, role)) return;
      trail.push(place ? `${place.role} ${place.name.slice(0, 40)}` : 'nowhere');
      await page.keyboard.press(key);
    }
    throw new Error(`${key} does not lead to ${String(name)}: ${trail.join(' | ')}`);
  }
  /** The same to a button that has yet to appear, as with its dialog: keys pressed before would lead elsewhere. */
  async function goToButton(name: string): Promise<void> {
    await page.getByRole('button', { name, exact: true }).waitFor();
    await goTo(name);
  }
  /** Gives a command by its words. */
  async function command(words: string): Promise<void> {
    await page.keyboard.press('Control+k');
    await arrives('Command, course or lesson');
    await page.keyboard.type(words);
    await page.getByRole('option').first().getByText(words, { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Go to anything' }).waitFor({ state: 'detached' });
  }
  return { press, type, where, arrives, goTo, goToButton, command };
}
