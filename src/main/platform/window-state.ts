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
/** `courses`: of windows that were closed on a course, by its id, the latest at the end. */
const places = z.object({ last: place, courses: z.record(z.string(), place) });
type Places = z.infer<typeof places>;
/** Before there were places of courses the file held one. */
const stored = z.union([places, place.transform((last): Places => ({ last, courses: {} }))]);

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const NOWHERE: Places = { last: { width: 1280, height: 820, maximized: false }, courses: {} };
const KEPT_COURSES = 50;
/** So much of a title bar must be on a screen that one can take hold of it. */
const HOLD = { width: 120, height: 40 };

/** The course that a page's route (`/course/<id>/…`) is about. */
export const courseOfRoute = (route: string): string | null => /^\/course\/([\w-]+)/.exec(route)?.[1] ?? null;

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
  return {
    /** Of the last window on that course, else of the last one; `isOwn` says which. */
    load(courseId: string | null): { readonly state: WindowState; readonly isOwn: boolean } {
      const { last, courses } = read();
      const own = courseId === null ? undefined : courses[courseId];
      return { state: own ?? last, isOwn: own !== undefined };
    },
    save(courseId: string | null, last: WindowState): void {
      const { courses } = read();
      const others = Object.entries(courses).filter(([id]) => id !== courseId);
      const all = courseId === null ? others : [...others, [courseId, last] as const];
      writeFileAtomically(file, JSON.stringify({ last, courses: Object.fromEntries(all.slice(-KEPT_COURSES)) }));
    },
  };
}
export type WindowStateStore = ReturnType<typeof createWindowState>;
