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
export function createCourseChanges(push: Push) {
  const collected = new Set<CourseId>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  function flush(): void {
    timer = null;
    const courseIds = [...collected];
    collected.clear();
    push('course.changed', { courseIds });
  }
  return {
    add(courseIds: readonly CourseId[]): void {
      for (const id of courseIds) collected.add(id);
      if (collected.size > 0) timer ??= setTimeout(flush, COLLECT_MS);
    },
    stop(): void {
      if (timer) clearTimeout(timer);
      timer = null;
    },
  };
}
