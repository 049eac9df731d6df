import { z } from 'zod';
import { readFileIfThere, writeFileAtomically } from '../lib/atomic-file.ts';

const place = z.object({
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  x: z.int().optional(),
  y: z.int().optional(),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof place>;
const openWindow = z.object({ route: z.string().max(500), place });
export type OpenWindow = z.infer<typeof openWindow>;
/** `courses`: of windows that were closed on a course, by its id, the latest at the end. `open`: what is open now, or was last. */
const places = z.object({
  last: place,
  courses: z.record(z.string(), place),
  open: z.array(openWindow).default([]),
});
type Places = z.infer<typeof places>;
/** Before there were places of courses the file held one. */
const stored = z.union([places, place.transform((last): Places => ({ last, courses: {}, open: [] }))]);

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const NOWHERE: Places = { last: { width: 1280, height: 820, maximized: false }, courses: {}, open: [] };
const KEPT_COURSES = 50;
/** Nobody has more open on purpose. */
const MOST_OPENED = 20;
/** So much of a title bar must be on a screen that one can take hold of it. */
const HOLD = { width: 120, height: 40 };

/** The course that a page's route (`/course/<id>/…`) is about. */
export const courseOfRoute = (route: string): string | null => /^\/course\/([\w-]+)/.exec(route)?.[1] ?? null;

/**
 * Which windows are opened again: those on a course that is there no more are left out, and what a window showed that was
 * no course is not gone back to: an import that was looked at is over.
 */
export function openedAgain(
  open: readonly OpenWindow[],
  isThere: (courseId: string) => boolean,
): readonly OpenWindow[] {
  return open
    .map((window) => ({ ...window, route: /^\/course\/[\w-]+(\/[a-z]+)?/.exec(window.route)?.[0] ?? '/' }))
    .filter(({ route }) => {
      const courseId = courseOfRoute(route);
      return courseId === null || isThere(courseId);
    })
    .slice(0, MOST_OPENED);
}

const overlap = (from: number, size: number, otherFrom: number, otherSize: number): number =>
  Math.min(from + size, otherFrom + otherSize) - Math.max(from, otherFrom);

/** The place on the screens that are there; in the middle of the first when its screen is gone. No larger than its screen. */
export function fitToScreens(state: WindowState, areas: readonly Area[]): WindowState {
  const { x, y, width, height, maximized } = state;
  const at =
    x === undefined || y === undefined
      ? undefined
      : areas.find(
          (area) =>
            overlap(x, width, area.x, area.width) >= HOLD.width &&
            overlap(y, HOLD.height, area.y, area.height) >= HOLD.height,
        );
  const screen = at ?? areas[0];
  if (!screen) return state;
  const size = { width: Math.min(width, screen.width), height: Math.min(height, screen.height), maximized };
  return at && x !== undefined && y !== undefined ? { ...size, x, y } : size;
}

/** Sizes and places of the last windows. A damaged file only costs the memory of them. */
export function createWindowState(file: string) {
  function read(): Places {
    const content = readFileIfThere(file);
    if (!content) return NOWHERE;
    try {
      return stored.parse(JSON.parse(content.toString('utf8')));
    } catch {
      return NOWHERE;
    }
  }
  const write = (next: Places): void => writeFileAtomically(file, JSON.stringify(next));
  return {
    loadOpen: (): readonly OpenWindow[] => read().open,
    saveOpen(open: readonly OpenWindow[]): void {
      const before = read();
      if (JSON.stringify(before.open) !== JSON.stringify(open)) write({ ...before, open: [...open] });
    },
    /** Of the last window on that course, else of the last one; `isOwn` says which. */
    load(courseId: string | null): { readonly state: WindowState; readonly isOwn: boolean } {
      const { last, courses } = read();
      const own = courseId === null ? undefined : courses[courseId];
      return { state: own ?? last, isOwn: own !== undefined };
    },
    save(courseId: string | null, last: WindowState): void {
      const { courses, open } = read();
      const others = Object.entries(courses).filter(([id]) => id !== courseId);
      const all = courseId === null ? others : [...others, [courseId, last] as const];
      write({ last, courses: Object.fromEntries(all.slice(-KEPT_COURSES)), open });
    },
  };
}
export type WindowStateStore = ReturnType<typeof createWindowState>;
