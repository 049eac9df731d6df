/** The widths of the preview's columns, the same in its head and in every row. */
export const treeColumns =
  'grid grid-cols-[minmax(0,8fr)_minmax(0,5fr)_64px_76px_minmax(0,8fr)] items-center gap-x-3 ps-2 pe-4 ' +
  'max-[900px]:grid-cols-[minmax(0,5fr)_56px_minmax(0,4fr)]';
/** For the columns that a narrow or zoomed window leaves out. */
export const wideOnly = 'max-[900px]:hidden';
/** Notes that stand for all columns after the title. */
export const notesAlone = 'col-span-4 max-[900px]:col-span-2';
export const ROW_PX = 32;
export const HEAD_PX = 28;
