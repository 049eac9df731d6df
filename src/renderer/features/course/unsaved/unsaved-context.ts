import { createContext, use } from 'react';
import { useStore } from 'zustand';
import type { CourseUnsaved, UnsavedUi } from './course-unsaved.ts';

export const UnsavedContext = createContext<CourseUnsaved | null>(null);

/** What is not saved of the course on screen. */
export function useUnsaved(): CourseUnsaved {
  const unsaved = use(UnsavedContext);
  if (!unsaved) throw new Error('No UnsavedContext above');
  return unsaved;
}

/** A part of it; the component is drawn again only when that part changes. */
export function useUnsavedUi<Part>(select: (ui: UnsavedUi) => Part): Part {
  return useStore(useUnsaved().store, select);
}

export const isUnsaved = ({ struck, dirty }: UnsavedUi): boolean => struck.size + dirty.size > 0;
