import type { Editor } from '@tiptap/react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../../hooks/use-translation.ts';
import { allowedHref } from '../../lib/rich-text/rich-doc.ts';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { Input } from '../input.tsx';

/** The address of the link at the cursor or over what is selected, below the toolbar. */
export function LinkBar({ editor, onClose }: { readonly editor: Editor; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { href: held } = editor.getAttributes('link') as { href?: string };
  const [typed, setTyped] = useState(held ?? '');
  const [isWrong, setWrong] = useState(false);
  const address = useRef<HTMLInputElement>(null);
  useEffect(() => address.current?.focus(), []);
  const close = () => {
    onClose();
    editor.commands.focus();
  };
  const apply = () => {
    const href = hrefOf(typed);
    if (href === null) return setWrong(true);
    const { empty } = editor.state.selection;
    const chain = editor.chain().focus().extendMarkRange('link');
    if (empty && held === undefined)
      chain.insertContent({ type: 'text', text: typed.trim(), marks: [{ type: 'link', attrs: { href } }] }).run();
    else chain.setLink({ href }).run();
    return onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Escape') close();
    else apply();
  };
  return (
    <div role="group" aria-label={t('richText.tool.link')} className="flex items-end gap-1 border-b border-line p-2">
      <Field label={t('richText.address')} error={isWrong ? t('richText.fault.address') : undefined} className="grow">
        {(wired) => (
          <Input
            {...wired}
            ref={address}
            onKeyDown={onKeyDown}
            dir="ltr"
            type="url"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Button size="compact" onClick={apply}>
        {t('richText.setLink')}
      </Button>
      {held === undefined ? null : (
        <Button
          size="compact"
          look="quiet"
          onClick={() => {
            editor.chain().focus().extendMarkRange('link').unsetLink().run();
            onClose();
          }}
        >
          {t('richText.removeLink')}
        </Button>
      )}
    </div>
  );
}

/** As it was typed, or with what most leave out: a mailbox, or a web address without its scheme. */
function hrefOf(typed: string): string | null {
  const text = typed.trim();
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return allowedHref(`mailto:${text}`);
  return (
    allowedHref(text) ??
    (/^[a-z][a-z\d+.-]*:/i.test(text) || !text.includes('.') ? null : allowedHref(`https://${text}`))
  );
}
