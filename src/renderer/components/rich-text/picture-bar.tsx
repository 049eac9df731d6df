import { useEditorState, type Editor } from '@tiptap/react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from '../../hooks/use-translation.ts';
import { Button } from '../button.tsx';
import { Checkbox } from '../checkbox.tsx';
import { Field } from '../field.tsx';
import { Input } from '../input.tsx';
import { describePicture, selectedPicture, undescribedPictures } from './picture-edits.ts';

interface PictureBarProps {
  readonly editor: Editor;
  /** The description is to be typed now: a picture was just put in, or one was asked for. */
  readonly isAsked: boolean;
  readonly onAsked: () => void;
}

/** What the selected picture shows, for those who do not see it; or that it shows nothing that matters. */
export function PictureBar({ editor, isAsked, onAsked }: PictureBarProps) {
  const { t } = useTranslation();
  const picture = useEditorState({ editor, selector: ({ editor: now }) => selectedPicture(now.state) });
  const field = useRef<HTMLInputElement>(null);
  const at = picture?.at ?? null;
  useEffect(() => {
    if (!isAsked || at === null) return;
    field.current?.focus();
    onAsked();
  }, [isAsked, at, onAsked]);
  if (!picture) return null;
  const { alt, isDecorative } = picture;
  // Behind the picture and at once: a key that follows would otherwise replace the picture, or still go to the field.
  const toText = () => {
    editor.commands.setTextSelection(picture.at + 1);
    editor.view.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    toText();
  };
  return (
    <div
      role="group"
      aria-label={t('richText.picture.section')}
      className="flex flex-col gap-2 border-b border-line p-2"
    >
      <Field
        label={t('richText.picture.alt')}
        hint={t(isDecorative ? 'richText.picture.decorativeHint' : 'richText.picture.altHint')}
      >
        {(wired) => (
          <Input
            {...wired}
            ref={field}
            value={alt}
            disabled={isDecorative}
            onKeyDown={onKeyDown}
            onChange={(event) => describePicture(editor, picture.at, { alt: event.target.value, isDecorative: false })}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label className="flex items-center gap-2 text-12">
          <Checkbox
            checked={isDecorative}
            label={t('richText.picture.decorative')}
            onChange={(isOn) => describePicture(editor, picture.at, { alt: isOn ? '' : alt, isDecorative: isOn })}
          />
          {t('richText.picture.decorative')}
        </label>
        <Button
          size="compact"
          look="quiet"
          onClick={() => {
            editor.chain().deleteSelection().focus().run();
          }}
        >
          {t('richText.picture.remove')}
        </Button>
      </div>
    </div>
  );
}

/** Below the text: how many pictures say nothing to those who do not see them, and the way to them. */
export function UndescribedNote({ editor, onAsk }: { readonly editor: Editor; readonly onAsk: () => void }) {
  const { t } = useTranslation();
  const places = useEditorState({ editor, selector: ({ editor: now }) => undescribedPictures(now.state) });
  const [first] = places;
  return (
    <div role="status" className={first === undefined ? 'sr-only' : 'border-t border-line px-3 py-1.5 text-12'}>
      {first === undefined ? null : (
        <span className="flex flex-wrap items-center gap-2 text-warning">
          {t('richText.picture.undescribed', { count: places.length })}
          <Button
            size="compact"
            onClick={() => {
              editor.commands.setNodeSelection(first);
              onAsk();
            }}
          >
            {t('richText.picture.describe')}
          </Button>
        </span>
      )}
    </div>
  );
}
