import { BadgeCheck, CloudDownload, Ellipsis } from 'lucide-react';
import { cx } from '../../../components/cx.ts';
import { IconButton } from '../../../components/icon-button.tsx';
import { Menu } from '../../../components/menu.tsx';
import { navEntry } from '../../../components/nav-entry.ts';
import { Pill } from '../../../components/pill.tsx';
import { useFormats } from '../../../hooks/studio-context.ts';
import { useFocusBeside } from '../../../hooks/use-focus-beside.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import type { Version } from '../queries.ts';

interface VersionRowProps {
  readonly version: Version;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onRename: () => void;
  readonly onDelete: () => void;
}

/** What it is called and when it was made; opens it. */
export function VersionRow({ version, isOpen, onOpen, onRename, onDelete }: VersionRowProps) {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const { kind, createdAtMs, isComplete } = version;
  const name = version.name || t('versions.publishedName');
  const { item, press } = useFocusBeside();
  const remove = () => {
    press();
    onDelete();
  };
  const items = [
    { id: 'rename', label: t('versions.rename'), takesFocus: true, onSelect: onRename },
    { id: 'delete', label: t('versions.delete'), danger: true, onSelect: remove },
  ];
  return (
    <li ref={item} tabIndex={-1} className="flex items-center gap-1">
      <button
        type="button"
        onClick={onOpen}
        {...(isOpen && { 'aria-current': 'true' as const })}
        className={cx(navEntry, 'h-auto min-w-0 grow flex-col items-start gap-0 py-1.5 text-start')}
      >
        <span dir="auto" title={name} className="max-w-full truncate">
          {name}
        </span>
        <span className="numeric flex max-w-full items-center gap-2 text-12 text-ink-muted">
          {moment(createdAtMs)}
          {kind === 'published' ? <Pill bare icon={BadgeCheck} tone="success" words={t('versions.published')} /> : null}
          {isComplete ? null : (
            <Pill
              bare
              icon={CloudDownload}
              tone="warning"
              words={t('versions.partly')}
              title={t('versions.partlyHint')}
            />
          )}
        </span>
      </button>
      {kind === 'named' ? (
        <Menu items={items}>
          <IconButton icon={Ellipsis} label={t('versions.actionsOf', { name })} />
        </Menu>
      ) : null}
    </li>
  );
}
