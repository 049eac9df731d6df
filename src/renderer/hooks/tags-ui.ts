import { create } from 'zustand';

interface TagsUi {
  readonly isShown: boolean;
}
const useTagsUi = create<TagsUi>(() => ({ isShown: false }));

/** Whether the tags of the workspace are on screen, to be renamed and removed. */
export const useIsTagsShown = (): boolean => useTagsUi((ui) => ui.isShown);
export const showTags = (isShown: boolean): void => useTagsUi.setState({ isShown });
