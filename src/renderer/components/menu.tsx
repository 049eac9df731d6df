import type { LucideIcon } from 'lucide-react';
import { ContextMenu as RadixContext, DropdownMenu as RadixDropdown } from 'radix-ui';
import type { ReactElement } from 'react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';

/** One verb of a menu; `null` is a separating line. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly shortcut?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}
export type MenuEntries = readonly (MenuItem | null)[];

type Parts = Pick<typeof RadixDropdown, 'Item' | 'Separator'> | Pick<typeof RadixContext, 'Item' | 'Separator'>;

const panel = 'z-50 min-w-48 animate-appear rounded-lg bg-raised p-1 shadow-raised';

function Entries({ items, parts: { Item, Separator } }: { readonly items: MenuEntries; readonly parts: Parts }) {
  return items.map((item, index) =>
    item ? (
      <Item
        key={item.id}
        disabled={item.disabled === true}
        onSelect={item.onSelect}
        className={cx(
          'flex h-7 items-center gap-2 rounded-sm px-2 text-13 outline-none data-disabled:opacity-45',
          'data-highlighted:bg-selected',
          item.danger && 'text-danger data-highlighted:bg-danger-soft',
        )}
      >
        {item.icon ? <Icon of={item.icon} className={item.danger ? '' : 'text-ink-muted'} /> : null}
        <span className="grow">{item.label}</span>
        {item.shortcut ? <Kbd keys={item.shortcut} /> : null}
      </Item>
    ) : (
      <Separator key={`line-${String(index)}`} className="mx-1 my-1 h-px bg-line" />
    ),
  );
}

/** A menu that opens from a button (the only child). */
export function Menu({ items, children }: { readonly items: MenuEntries; readonly children: ReactElement }) {
  return (
    <RadixDropdown.Root modal={false}>
      <RadixDropdown.Trigger asChild>{children}</RadixDropdown.Trigger>
      <RadixDropdown.Portal>
        <RadixDropdown.Content align="end" sideOffset={4} collisionPadding={8} className={panel}>
          <Entries items={items} parts={RadixDropdown} />
        </RadixDropdown.Content>
      </RadixDropdown.Portal>
    </RadixDropdown.Root>
  );
}

/** The same verbs on a right click, a long press, or the menu key. */
export function ContextMenu({ items, children }: { readonly items: MenuEntries; readonly children: ReactElement }) {
  return (
    <RadixContext.Root modal={false}>
      <RadixContext.Trigger asChild>{children}</RadixContext.Trigger>
      <RadixContext.Portal>
        <RadixContext.Content collisionPadding={8} className={panel}>
          <Entries items={items} parts={RadixContext} />
        </RadixContext.Content>
      </RadixContext.Portal>
    </RadixContext.Root>
  );
}
