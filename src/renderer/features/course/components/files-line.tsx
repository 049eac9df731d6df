import { useLayoutEffect, useRef } from 'react';
import { DropLine } from '../../../components/drag-parts.tsx';
import { placeDropLine } from '../../../lib/selection/row-drop.ts';
import { useOutlineUi } from '../outline-ui.ts';

/** The line between two rows where files from outside would go; drawn again only when that is another place. */
export function FilesLine() {
  const line = useRef<HTMLDivElement>(null);
  const drop = useOutlineUi((ui) => ui.filesOver);
  useLayoutEffect(() => placeDropLine(line.current, drop), [drop]);
  return <DropLine ref={line} />;
}
