import { ChevronRight, type LucideIcon } from 'lucide-react';
import { ContextMenu as RadixContext, DropdownMenu as RadixDropdown } from 'radix-ui';
import { useRef, type KeyboardEvent, type ReactElement } from 'react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';

/** One verb of a menu. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly shortcut?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** The verb gives the keyboard to something: it is done when the menu is closed, which then keeps its hands off. */
  readonly takesFocus?: boolean;
  readonly onSelect: () => void;
}
/** Verbs of one sort behind one word. */
interface MenuBranch {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly items: readonly MenuItem[];
}
/** `null` is a separating line. */
export type MenuEntries = readonly (MenuItem | MenuBranch | null)[];

type PartName = 'Item' | 'Portal' | 'Separator' | 'Sub' | 'SubContent' | 'SubTrigger';
type Parts = Pick<typeof RadixDropdown, PartName> | Pick<typeof RadixContext, PartName>;

const panel = 'z-50 min-w-48 animate-appear rounded-lg bg-raised p-1 shadow-raised';

/** A menu opened from a row of a list is no part of it: React would hand its keys on to the list, which moves by them. */
const keepKeys = (event: KeyboardEvent): void => event.stopPropagation();

/** Does a chosen verb now, or after the menu has closed. */
function useChoice() {
  const later = useRef<(() => void) | null>(null);
  return {
    choose(item: MenuItem): void {
      if (item.takesFocus) later.current = item.onSelect;
      else item.onSelect();
    },
    onCloseAutoFocus(event: Event): void {
      const run = later.current;
      later.current = null;
      if (!run) return;
      event.preventDefault();
      run();
    },
  };
}

interface EntriesProps {
  readonly items: MenuEntries;
  readonly parts: Parts;
  readonly onChoose: (item: MenuItem) => void;
}

const line = 'flex h-7 items-center gap-2 rounded-sm px-2 text-13 outline-none data-highlighted:bg-selected';

function Entries({ items, parts, onChoose }: EntriesProps) {
  return items.map((item, index) => {
    if (!item) return <parts.Separator key={`line-${String(index)}`} className="mx-1 my-1 h-px bg-line" />;
    if ('items' in item) return <Branch key={item.id} branch={item} parts={parts} onChoose={onChoose} />;
    return (
      <parts.Item
        key={item.id}
        disabled={item.disabled === true}
        onSelect={() => onChoose(item)}
        className={cx(line, 'data-disabled:opacity-45', item.danger && 'text-danger data-highlighted:bg-danger-soft')}
      >
        {item.icon ? <Icon of={item.icon} className={item.danger ? '' : 'text-ink-muted'} /> : null}
        <span className="grow">{item.label}</span>
        {item.shortcut ? <Kbd keys={item.shortcut} /> : null}
      </parts.Item>
    );
  });
}

interface BranchProps extends Omit<EntriesProps, 'items'> {
  readonly branch: MenuBranch;
}

function Branch({ branch, parts, onChoose }: BranchProps) {
  return (
    <parts.Sub>
      <parts.SubTrigger className={cx(line, 'data-[state=open]:bg-selected')}>
        {branch.icon ? <Icon of={branch.icon} className="text-ink-muted" /> : null}
        <span className="grow">{branch.label}</span>
        <Icon of={ChevronRight} className="-me-1 text-ink-faint rtl:rotate-180" />
      </parts.SubTrigger>
      <parts.Portal>
        <parts.SubContent collisionPadding={8} sideOffset={2} onKeyDown={keepKeys} className={panel}>
          <Entries items={branch.items} parts={parts} onChoose={onChoose} />
        </parts.SubContent>
      </parts.Portal>
    </parts.Sub>
  );
}

/** A menu that opens from a button (the only child). */
export function Menu({ items, children }: { readonly items: MenuEntries; readonly children: ReactElement }) {
  const { choose, onCloseAutoFocus } = useChoice();
  return (
    <RadixDropdown.Root modal={false}>
      <RadixDropdown.Trigger asChild>{children}</RadixDropdown.Trigger>
      <RadixDropdown.Portal>
        <RadixDropdown.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={onCloseAutoFocus}
          onKeyDown={keepKeys}
          className={panel}
        >
          <Entries items={items} parts={RadixDropdown} onChoose={choose} />
        </RadixDropdown.Content>
      </RadixDropdown.Portal>
    </RadixDropdown.Root>
  );
}

/** The same verbs on a right click, a long press, or the menu key. */
export function ContextMenu({ items, children }: { readonly items: MenuEntries; readonly children: ReactElement }) {
  const { choose, onCloseAutoFocus } = useChoice();
  return (
    <RadixContext.Root modal={false}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content
          collisionPadding={8}
          onCloseAutoFocus={onCloseAutoFocus}
          onKeyDown={keepKeys}
          className={panel}
        >
          <Entries items={items} parts={RadixContext} onChoose={choose} />
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}
