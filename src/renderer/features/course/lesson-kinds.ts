import { ClipboardList, FileDown, FileText, Film, Link2, Music, type LucideIcon } from 'lucide-react';
import type { OutlineLesson } from '../../../shared/domain/course.ts';

type LessonKind = OutlineLesson['kind'];

export const kindIcons: Record<LessonKind, LucideIcon> = {
  video: Film,
  audio: Music,
  text: FileText,
  download: FileDown,
  link: Link2,
  quiz: ClipboardList,
};

/** Kinds that are nothing without a file that plays. */
export const playable: ReadonlySet<LessonKind> = new Set<LessonKind>(['video', 'audio']);
