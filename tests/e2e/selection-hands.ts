import type { Locator, Page } from 'playwright-core';

/** A list of `forty` in this order, on a page that shows fewer. */
export interface GestureList {
  readonly page: Page;
  /** Where the rows are, by role and name. */
  readonly list: Locator;
  /** What scrolls, where it is not the list itself. */
  readonly scroller?: Locator;
  /** Rows above the first that a range does not take in by itself. */
  readonly groups: number;
}
export type Hands = ReturnType<typeof handsOn>;

export const forty: readonly string[] = [
  'Amber',
  'Birch',
  'Cedar',
  ...Array.from({ length: 37 }, (_, at) => `Row ${String(at + 4).padStart(2, '0')}`),
];
/** Beside a row's title and its controls, where a rectangle may begin. */
const blank = { x: 5, y: 10 };

/** In the page: which of the titles a row has, or all that it says. */
function titlesOf(rows: Element[], titles: readonly string[]): string[] {
  const top = (one: Element): number => one.getBoundingClientRect().top;
  const inOrder = rows.toSorted((a, b) => top(a) - top(b)).map((one) => one.textContent);
  return inOrder.map((text) => titles.find((title) => text.includes(title)) ?? text);
}

/** What a person does in a list and sees of it. */
export function handsOn(listOf: () => GestureList) {
  const page = (): Page => listOf().page;
  const list = (): Locator => listOf().list;
  const row = (title: string): Locator => list().getByRole('row').filter({ hasText: title });
  const selected = (): Promise<string[]> => list().getByRole('row', { selected: true }).evaluateAll(titlesOf, forty);
  async function placeIn(title: string): Promise<{ x: number; y: number }> {
    const box = await row(title).boundingBox();
    if (!box) throw new Error(`${title} is not in the page`);
    return { x: box.x + blank.x, y: box.y + blank.y };
  }
  /** Presses beside one title and moves to beside another; the button stays down. */
  async function draw(from: string, to: string): Promise<void> {
    const [start, end] = [await placeIn(from), await placeIn(to)];
    await page().mouse.move(start.x, start.y);
    await page().mouse.down();
    await page().mouse.move(end.x + 40, end.y, { steps: 4 });
  }
  return {
    page,
    list,
    row,
    placeIn,
    draw,
    scroller: (): Locator => listOf().scroller ?? list(),
    groups: (): number => listOf().groups,
    click: (title: string, ...modifiers: ('Control' | 'Shift')[]): Promise<void> =>
      row(title).click({ position: blank, modifiers }),
    async press(...names: readonly string[]): Promise<void> {
      for (const name of names) await page().keyboard.press(name);
    },
    async drawWith(key: 'Control' | 'Shift' | 'Alt', from: string, to: string): Promise<void> {
      await page().keyboard.down(key);
      await draw(from, to);
      await page().mouse.up();
      await page().keyboard.up(key);
    },
    selected,
    keyboardAt: async (): Promise<string> =>
      (await page().locator('[data-row]:focus').evaluateAll(titlesOf, forty)).join(', '),
    /** What a screen reader says of how many there are. */
    told: (count: number): Promise<void> =>
      page()
        .getByRole('status')
        .filter({ hasText: new RegExp(`^${String(count)} selected$`) })
        .waitFor({ state: 'attached' }),
  };
}
