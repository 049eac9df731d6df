import type { ReactNode } from 'react';
import type { Outline } from '../../../../shared/domain/course.ts';
import { SplitPanes } from '../../../components/split-panes.tsx';
import { useMediaQuery } from '../../../hooks/use-media-query.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { narrowWindow, useOutlineUi } from '../outline-ui.ts';
import type { OutlineVerbs } from '../verbs/outline-verbs.ts';
import { Inspector } from './inspector.tsx';

interface WithInspectorProps {
  readonly outline: Outline;
  readonly verbs: OutlineVerbs;
  readonly children: ReactNode;
}

/** The outline with the inspector at its side; over it where the window is too narrow for two panes. */
export function WithInspector({ outline, verbs, children }: WithInspectorProps) {
  const { t } = useTranslation();
  const isNarrow = useMediaQuery(narrowWindow);
  const isWanted = useOutlineUi((ui) => (isNarrow ? ui.isDrawerOpen : ui.isInspectorOpen));
  const isOpen = isWanted && outline.chapters.length > 0;
  const inspector = <Inspector outline={outline} verbs={verbs} />;
  if (isNarrow) {
    return (
      <div className="relative h-full">
        {children}
        {isOpen ? (
          <div className="absolute inset-y-0 inset-e-0 z-20 w-84 max-w-[90%] border-s border-line shadow-raised">
            {inspector}
          </div>
        ) : null}
      </div>
    );
  }
  const pane = {
    label: t('coursePage.resizeInspector'),
    minWidth: 280,
    maxWidth: 560,
    initialWidth: innerWidth < 1920 ? 336 : 440,
  };
  const end = { ...pane, content: inspector };
  return (
    <SplitPanes id="course" {...(isOpen && { end })}>
      {children}
    </SplitPanes>
  );
}
