import { PanelRight } from 'lucide-react';
import { IconButton } from '../../../components/icon-button.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useOutlineStore, useOutlineUi } from '../outline-ui.ts';

/** Shows or hides the inspector: the pane, or the drawer of a narrow window. */
export function InspectorToggle({ isNarrow }: { readonly isNarrow: boolean }) {
  const { t } = useTranslation();
  const store = useOutlineStore();
  const flag = isNarrow ? 'isDrawerOpen' : 'isInspectorOpen';
  const isOpen = useOutlineUi((ui) => ui[flag]);
  return (
    <IconButton
      icon={PanelRight}
      label={t(isOpen ? 'coursePage.hideInspector' : 'coursePage.showInspector')}
      aria-pressed={isOpen}
      onClick={() => store.setState({ [flag]: !isOpen })}
    />
  );
}
