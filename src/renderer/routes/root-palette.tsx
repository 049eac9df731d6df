import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Palette } from '../features/palette/components/palette.tsx';
import type { Found } from '../features/palette/queries.ts';
import { noteRecent } from '../features/palette/recent.ts';

/** The palette, and which courses it has first: those that somebody has left last, to go back to. */
export function RootPalette() {
  const navigate = useNavigate();
  const { courseId } = useParams({ strict: false });
  useEffect(() => (courseId ? () => noteRecent(courseId) : undefined), [courseId]);
  const go = (found: Found) =>
    void navigate({
      to: '/course/$courseId',
      params: { courseId: found.courseId },
      search: found.kind === 'lesson' ? { lesson: found.lessonId } : {},
    });
  return <Palette onGo={go} />;
}
