import { PanelRight } from 'lucide-react';
import { IconButton } from '../../../components/icon-button.tsx';
import { useOffer } from '../../../hooks/use-offer.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { useOutlineStore, useOutlineUi } from '../outline-ui.ts';

/** Shows or hides the inspector: the pane, or the drawer of a narrow window. */
export function InspectorToggle({ isNarrow }: { readonly isNarrow: boolean }) {
  const { t } = useTranslation();
  const store = useOutlineStore();
  const flag = isNarrow ? 'isDrawerOpen' : 'isInspectorOpen';
  const isOpen = useOutlineUi((ui) => ui[flag]);
  const label = t(isOpen ? 'coursePage.hideInspector' : 'coursePage.showInspector');
  const toggle = () => store.setState({ [flag]: !isOpen });
  useOffer([{ id: 'inspector', label, onSelect: toggle }]);
  return <IconButton icon={PanelRight} label={label} aria-pressed={isOpen} onClick={toggle} />;
}
