import type { Outline } from '../../../../shared/domain/course.ts';
import { useDeferredValue, useEffect, useRef } from 'react';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { chapterOf } from '../outline-rows.ts';
import { useOutlineStore, useOutlineUi, useSelected } from '../outline-ui.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';
import { ChapterInspector } from './chapter-inspector.tsx';
import { LessonInspector } from './lesson-inspector.tsx';
import { SeveralInspector } from './several-inspector.tsx';

interface InspectorProps {
  readonly outline: Outline;
  readonly verbs: OutlineVerbs;
}

/** What is selected, looked at closely. Escape gives the keyboard back to the outline. */
export function Inspector({ outline, verbs }: InspectorProps) {
  const { t } = useTranslation();
  const store = useOutlineStore();
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const back = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      if (!(event.target instanceof Node) || !box.current?.contains(event.target)) return;
      store.setState({ wanted: store.getState().selection.active, isDrawerOpen: false });
    };
    // On the document: a field that makes use of Escape itself (React listens below it) comes first and says so.
    document.addEventListener('keydown', back);
    return () => document.removeEventListener('keydown', back);
  }, [store]);
  return (
    <aside
      aria-label={t('coursePage.inspector')}
      ref={box}
      data-inspector
      className="relative h-full overflow-x-hidden overflow-y-auto bg-surface"
    >
      <Subject outline={outline} verbs={verbs} />
    </aside>
  );
}

function Subject({ outline, verbs }: InspectorProps) {
  const { t } = useTranslation();
  // A key held down in the outline is not held up by what the inspector draws.
  const selected = useDeferredValue(useSelected(outline));
  const active = useDeferredValue(useOutlineUi((ui) => ui.selection.active));
  if (selected.size > 1) return <SeveralInspector outline={outline} selected={selected} />;
  // The row with the keyboard; when it was deleted elsewhere, what is left of the selection.
  const id = [active, ...selected].find((one) => one !== null && chapterOf(outline, one) !== null) ?? null;
  const chapter = id ? chapterOf(outline, id) : null;
  if (!chapter) return <Words words={t('coursePage.inspect.nothing')} />;
  const lesson = chapter.lessons.find((one) => one.lessonId === id);
  return lesson ? (
    <LessonInspector key={lesson.lessonId} lesson={lesson} verbs={verbs} />
  ) : (
    <ChapterInspector key={chapter.chapterId} courseId={outline.courseId} chapter={chapter} verbs={verbs} />
  );
}

function Words({ words }: { readonly words: string }) {
  return <p className="flex h-full items-center justify-center p-6 text-center text-13 text-ink-muted">{words}</p>;
}
