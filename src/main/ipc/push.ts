import type { z } from 'zod';
import type { CourseId } from '../../shared/domain/ids.ts';
import { events, type EventName, type Events } from '../../shared/ipc/contract.ts';

export type PayloadOf<Name extends EventName> = z.output<Events[Name]['payload']>;
export type Push = <Name extends EventName>(name: Name, payload: PayloadOf<Name>) => void;

/** Typed events to every window. Payloads are parsed in development and tests, so that no entity slips through. */
export function createPush(send: (name: string, payload: unknown) => void, checkPayloads: boolean): Push {
  return (name, payload) => send(name, checkPayloads ? events[name].payload.parse(payload) : payload);
}

/** How long changed courses are collected before the windows hear of them: far below what an eye notices. */
const COLLECT_MS = 25;

/** Many small changes (an import, a pull, durations being found) become one `course.changed`. */
export function createCourseChanges<Row>(push: Push) {
  const collected = new Set<CourseId>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const listeners: ((courseIds: readonly CourseId[], rows: readonly Row[] | null) => void)[] = [];
  let isCollecting = false;
  /** Runs work in a while, unless all was stopped by then. */
  function later(work: () => void, afterMs: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, afterMs);
    timers.add(timer);
  }
  function flush(): void {
    isCollecting = false;
    const courseIds = [...collected];
    collected.clear();
    push('course.changed', { courseIds });
  }
  return {
    /** `rows`: all that has changed of what is in these courses; null: that is not known. */
    add(courseIds: readonly CourseId[], rows: readonly Row[] | null): void {
      for (const id of courseIds) collected.add(id);
      for (const heard of listeners) heard(courseIds, rows);
      if (collected.size === 0 || isCollecting) return;
      isCollecting = true;
      later(flush, COLLECT_MS);
    },
    /** Called at once, for as long as the profile is open. */
    onAdd: (listen: (typeof listeners)[number]): void => void listeners.push(listen),
    later,
    stop(): void {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
export type CourseChanges<Row> = ReturnType<typeof createCourseChanges<Row>>;
