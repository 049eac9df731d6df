import { createContext, use } from 'react';
import type { Settings } from '../../shared/ipc/contract/studio.ts';

interface RowHeights {
  /** One line of text: the outline. */
  readonly line: number;
  /** A line with a small picture. */
  readonly course: number;
  /** The queue says two things of each file: below each other, or in compact rows beside each other. */
  readonly upload: number;
}
/** In px. Rows of a list are equally high, so where one is is arithmetic. */
const rowHeights: Readonly<Record<Settings['density'], RowHeights>> = {
  comfortable: { line: 32, course: 36, upload: 44 },
  compact: { line: 28, course: 28, upload: 28 },
};

export const DensityContext = createContext<Settings['density']>('comfortable');

/** How high the rows of lists are, as somebody wants them. Style sheets have it as `compact:`. */
export const useRowHeights = (): RowHeights => rowHeights[use(DensityContext)];
