import { beforeEach, describe, expect, test } from 'vitest';
import { soon } from './screens-rig.ts';
import { handsOn, type GestureList, type Hands } from './selection-hands.ts';

/** The same gestures in every list: twelve tests that a list passes or does not. */
export function selectionGestures(listOf: () => GestureList): void {
  const hands = handsOn(listOf);
  describe('gestures', () => {
    beforeEach(async () => {
      await hands.scroller().evaluate((box) => box.scrollTo(0, 0));
      await hands.click('Amber');
      await expect.poll(hands.selected, soon).toEqual(['Amber']);
    });

    clicks(hands);
    rectangles(hands);
    rectanglesThatEndElsewhere(hands);
    keys(hands);
  });
}

/** By clicks. */
function clicks(hands: Hands): void {
  test('1 · a click selects one, the keyboard goes along, and a click on the first takes it back', async () => {
    await hands.click('Cedar');
    await expect.poll(hands.selected, soon).toEqual(['Cedar']);
    await expect.poll(hands.keyboardAt, soon).toBe('Cedar');
    await hands.click('Amber');
    await expect.poll(hands.selected, soon).toEqual(['Amber']);
  });

  test('2 · Ctrl-click takes a row in, and takes it away again', async () => {
    await hands.click('Cedar', 'Control');
    await expect.poll(hands.selected, soon).toEqual(['Amber', 'Cedar']);
    await hands.told(2);
    await hands.click('Amber', 'Control');
    await expect.poll(hands.selected, soon).toEqual(['Cedar']);
  });

  test('3 · Shift-click selects from where the last click was, and shrinks again', async () => {
    await hands.click('Birch');
    await hands.click('Row 06', 'Shift');
    await expect.poll(hands.selected, soon).toEqual(['Birch', 'Cedar', 'Row 04', 'Row 05', 'Row 06']);
    await hands.click('Cedar', 'Shift');
    await expect.poll(hands.selected, soon).toEqual(['Birch', 'Cedar']);
    await hands.click('Amber', 'Shift');
    await expect.poll(hands.selected, soon).toEqual(['Amber', 'Birch']);
  });

  test('4 · Ctrl+Shift-click adds a range', async () => {
    await hands.click('Row 04', 'Control');
    await hands.click('Row 06', 'Control', 'Shift');
    await expect.poll(hands.selected, soon).toEqual(['Amber', 'Row 04', 'Row 05', 'Row 06']);
    await hands.told(4);
  });
}

/** By a rectangle. */
function rectangles(hands: Hands): void {
  test('5 · a rectangle selects what it touches while it is drawn; ranges go on from it', async () => {
    await hands.draw('Cedar', 'Row 05');
    await expect.poll(hands.selected, soon).toEqual(['Cedar', 'Row 04', 'Row 05']);
    const rectangle = hands.scroller().locator('[data-marquee]');
    expect(await rectangle.isVisible()).toBe(true);
    const from = await hands.placeIn('Birch');
    await hands.page().mouse.move(from.x + 40, from.y);
    await expect.poll(hands.selected, soon).toEqual(['Birch', 'Cedar']);
    await hands.page().mouse.up();
    expect(await rectangle.isVisible()).toBe(false);
    await expect.poll(hands.selected, soon).toEqual(['Birch', 'Cedar']);
    await expect.poll(hands.keyboardAt, soon).toBe('Birch');
    await hands.press('Shift+ArrowUp');
    await expect.poll(hands.selected, soon).toEqual(['Amber', 'Birch', 'Cedar']);
  });

  test('6 · with Ctrl or Shift a rectangle adds', async () => {
    await hands.drawWith('Control', 'Cedar', 'Row 04');
    await expect.poll(hands.selected, soon).toEqual(['Amber', 'Cedar', 'Row 04']);
    await hands.drawWith('Shift', 'Row 06', 'Row 07');
    await expect.poll(hands.selected, soon).toEqual(['Amber', 'Cedar', 'Row 04', 'Row 06', 'Row 07']);
  });

  test('7 · with Alt a rectangle takes away', async () => {
    await hands.click('Row 06', 'Shift');
    await hands.click('Row 04', 'Control');
    await hands.drawWith('Alt', 'Row 04', 'Row 05');
    await expect.poll(hands.selected, soon).toEqual(['Amber', 'Birch', 'Cedar', 'Row 06']);
  });
}

/** A rectangle that is given up, and one that leaves what is seen. */
function rectanglesThatEndElsewhere(hands: Hands): void {
  test('8 · Escape gives a rectangle up, and what was selected is selected', async () => {
    await hands.click('Birch', 'Control');
    await hands.draw('Row 04', 'Row 06');
    await expect.poll(hands.selected, soon).toEqual(['Row 04', 'Row 05', 'Row 06']);
    await hands.press('Escape');
    await expect.poll(hands.selected, soon).toEqual(['Amber', 'Birch']);
    await hands.page().mouse.up();
    await hands.page().evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    await expect.poll(hands.selected, soon).toEqual(['Amber', 'Birch']);
  });

  test('9 · at the edge the list scrolls on, and rows that have left the page stay under the rectangle', async () => {
    await hands.draw('Cedar', 'Row 04');
    const list = hands.scroller();
    const box = await list.boundingBox();
    if (!box) throw new Error('the list is not in the page');
    await hands.page().mouse.move(box.x + 60, box.y + box.height - 3);
    const below = (): Promise<number> =>
      list.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);
    await expect.poll(below, soon).toBeLessThan(1);
    await expect.poll(() => hands.row('Row 40').getAttribute('aria-selected'), soon).toBe('true');
    await hands.page().mouse.up();
    await hands.told(38);
    await expect.poll(hands.keyboardAt, soon).toBe('Row 40');
  });
}

/** By the keyboard. */
function keys(hands: Hands): void {
  test('10 · Ctrl+A selects all, again and it stays; Escape goes back to one, then to none', async () => {
    await hands.press('Control+a');
    await hands.told(40);
    await hands.press('Control+a');
    await hands.told(40);
    await hands.press('Escape');
    await expect.poll(hands.selected, soon).toEqual(['Amber']);
    await hands.press('Escape');
    await expect.poll(hands.selected, soon).toEqual([]);
  });

  test('11 · arrows, Shift, Ctrl, Space, Home and End', async () => {
    await hands.press('ArrowDown');
    await expect.poll(hands.selected, soon).toEqual(['Birch']);
    await hands.press('Shift+ArrowDown', 'Shift+ArrowDown');
    await expect.poll(hands.selected, soon).toEqual(['Birch', 'Cedar', 'Row 04']);
    await hands.press('Control+ArrowDown', 'Control+ArrowDown');
    await expect.poll(hands.keyboardAt, soon).toBe('Row 06');
    await hands.press(' ');
    await expect.poll(hands.selected, soon).toEqual(['Birch', 'Cedar', 'Row 04', 'Row 06']);
    await hands.press('End');
    await expect.poll(hands.selected, soon).toEqual(['Row 40']);
    await expect.poll(hands.keyboardAt, soon).toBe('Row 40');
    await hands.press('Shift+Home');
    await hands.told(40);
    await hands.press('Home', ...Array.from({ length: hands.groups() }, () => 'ArrowDown'));
    await expect.poll(hands.selected, soon).toEqual(['Amber']);
  });

  test('12 · letters go to the row that starts with them', async () => {
    await hands.page().keyboard.type('row 05');
    await expect.poll(hands.selected, soon).toEqual(['Row 05']);
    await expect.poll(hands.keyboardAt, soon).toBe('Row 05');
    // Another word begins after half a second.
    const nowMs = await hands.page().evaluate(() => performance.now());
    await hands.page().waitForFunction((from) => performance.now() > from + 600, nowMs);
    await hands.press('c');
    await expect.poll(hands.selected, soon).toEqual(['Cedar']);
  });
}
