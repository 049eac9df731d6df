/** The widths of the preview's columns, the same in its head and in every row. */
export const treeColumns =
  'grid grid-cols-[minmax(0,5fr)_minmax(0,3fr)_64px_76px_minmax(0,3fr)] items-center gap-x-3 ps-2 pe-4';
export const ROW_PX = 32;
export const HEAD_PX = 28;
