import type { Page } from 'playwright-core';
import { ask } from '../story/steps.ts';
import type { CourseId } from '../../src/shared/domain/ids.ts';

/** What stood in the field, and since when. */
interface Moment {
  readonly text: string;
  readonly atMs: number;
}
interface TypingJob {
  readonly courseId: CourseId;
  readonly title: string;
  readonly isOver: () => boolean;
  readonly onFirst: () => void;
}
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** A text that grows for ever would slow the round trips that are measured. */
const LONGEST = 1_000;
/** Now and then twice in a row, else long enough apart that only the draft has what was typed. */
const lettersToSave = (random: () => number): number => (random() < 0.3 ? 8 : 60);

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Somebody who types into the description of a course, letter by letter, and saves now and then. */
export function createTypist(random: () => number) {
  let moments: Moment[] = [];
  let savedText = '';
  /** With the letter whose key is being pressed: the page may have taken it before we hear of it. */
  let underway = '';
  const note = (text: string): void => void moments.push({ text, atMs: Date.now() });
  const last = (): string => moments.at(-1)?.text ?? '';

  async function save(page: Page, courseId: CourseId): Promise<void> {
    const text = last();
    await page.keyboard.press('Control+s');
    while ((await ask(page, 'course.getDetails', { courseId })).description !== text) await pause(20);
    savedText = text;
  }

  return {
    /** Opens the form and types until the page is gone or `isOver` says so; `onFirst` is called with the first letter. */
    async type(page: Page, { courseId, title, isOver, onFirst }: TypingJob): Promise<void> {
      // After a kill the window is where it was, and leaving it with a draft would ask.
      if (!page.url().endsWith(`/course/${courseId}/details`)) {
        await page.getByRole('link', { name: 'Courses' }).first().click();
        await page.getByRole('link', { name: title, exact: true }).first().click();
        await page.getByRole('link', { name: 'Details' }).click();
      }
      const field = page.getByRole('textbox', { name: 'Description', exact: true });
      const shown = await field.inputValue();
      moments = [{ text: shown, atMs: Date.now() }];
      if (shown.length > LONGEST) {
        await field.fill('');
        note('');
      }
      await field.press('End');
      let saveAt = lettersToSave(random);
      for (let n = 1; !isOver(); n++) {
        const letter = LETTERS[Math.floor(random() * LETTERS.length)] ?? 'x';
        underway = last() + letter;
        await page.keyboard.type(letter);
        note(underway);
        if (n === 1) onFirst();
        if (n === saveAt) {
          await save(page, courseId);
          saveAt += lettersToSave(random);
        }
        await pause(10 + random() * 50);
      }
    },
    /** Nothing was typed in this run of the app: what was kept before is still there. */
    rest(kept: string): void {
      moments = [{ text: kept, atMs: Date.now() }];
      underway = kept;
    },
    /** How many milliseconds of typing are gone, given what the draft or else the row holds; a text if it is none of ours. */
    lostMs(kept: string, killedAtMs: number): number | string {
      if (kept === underway) return 0;
      const index = moments.findLastIndex(({ text }) => text === kept);
      const isSaved = moments.findLastIndex(({ text }) => text === savedText) <= index;
      if (index < 0 || !isSaved) return `the field held ${last()} (saved: ${savedText}), and ${kept} was kept`;
      const next = moments[index + 1];
      return next ? Math.max(0, killedAtMs - next.atMs) : 0; // a letter may be noted just after the kill
    },
    letters: (): number => moments.length - 1,
  };
}
export type Typist = ReturnType<typeof createTypist>;
