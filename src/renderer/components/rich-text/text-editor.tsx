import { EditorContent, useEditor, type Content, type Editor, type JSONContent } from '@tiptap/react';
import { Slice, type Schema } from '@tiptap/pm/model';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../hooks/use-translation.ts';
import type { LooseNode } from '../../lib/rich-text/normal-inline.ts';
import { parseMarkdown } from '../../lib/rich-text/parse-markdown.ts';
import { createMarkdownWriter } from '../../lib/rich-text/write-markdown.ts';
import { cx } from '../cx.ts';
import { isAlive } from './editor-life.ts';
import { EditorToolbar } from './editor-toolbar.tsx';
import { editorExtensions } from './editor-extensions.ts';
import { cleanPastedHtml } from './paste-word.ts';
import { editable, richProse } from './rich-prose.ts';
import { PictureBar, UndescribedNote } from './picture-bar.tsx';
import { createPictureDrops } from './picture-drops.ts';
import type { PictureHost } from './picture-host.ts';
import type { PictureOf } from './rich-text-view.tsx';

export interface TextEditorProps {
  /** As Markdown; what comes from elsewhere replaces what is in the editor. */
  readonly value: string;
  readonly onChange: (markdown: string) => void;
  readonly onBlur: () => void;
  readonly label: string;
  readonly describedBy: string | undefined;
  readonly isInvalid: boolean;
  readonly pictureOf: PictureOf;
  /** Null: no pictures here. */
  readonly pictures: PictureHost | null;
}

/** A text as it will be read: toolbar, Markdown shortcuts, an undo of its own. Loaded when the first text is opened. */
export function TextEditor(props: TextEditorProps) {
  const { value, label, describedBy, isInvalid, pictures } = props;
  const [isAsked, setAsked] = useState(false);
  const ask = () => setAsked(true);
  const editor = useTextEditor(props, ask);
  useEffect(() => {
    if (isAlive(editor)) editor.view.dom.setAttribute('aria-invalid', String(isInvalid));
  }, [editor, isInvalid]);
  if (!editor) return null;
  return (
    <div
      data-text-editor
      data-takes-files
      className={cx(
        'rounded-md border bg-raised focus-within:outline-2 focus-within:outline-focus',
        isInvalid ? 'border-danger' : 'border-line-control',
      )}
    >
      <EditorToolbar editor={editor} pictures={pictures} onInserted={ask} />
      <PictureBar editor={editor} isAsked={isAsked} onAsked={() => setAsked(false)} />
      <EditorContent editor={editor} aria-label={label} aria-describedby={describedBy} data-empty={value === ''} />
      <UndescribedNote editor={editor} onAsk={ask} />
    </div>
  );
}

const contentOf = (markdown: string): Content => {
  const doc = parseMarkdown(markdown);
  return doc.content.length === 0 ? '' : (doc as unknown as JSONContent);
};

function useTextEditor(props: TextEditorProps, onInserted: () => void): Editor | null {
  const { value, onChange, onBlur, label, describedBy, pictureOf, pictures } = props;
  const { t } = useTranslation();
  const [drops] = useState(createPictureDrops);
  useEffect(() => drops.setUses({ host: pictures, srcOf: pictureOf, onInserted }));
  const held = useRef(value);
  const [write] = useState(createMarkdownWriter);
  const editor: Editor | null = useEditor({
    // A style sheet of its own would be against the page's policy: see `editable`.
    injectCSS: false,
    extensions: editorExtensions(pictureOf),
    content: contentOf(value),
    editorProps: {
      attributes: {
        role: 'textbox',
        dir: 'auto',
        'aria-multiline': 'true',
        'aria-label': label,
        ...(describedBy !== undefined && { 'aria-describedby': describedBy }),
        'aria-keyshortcuts': 'Alt+F10',
        'aria-roledescription': t('richText.editor'),
        class: cx(richProse, editable, 'min-h-40 p-3'),
      },
      transformPastedHTML: cleanPastedHtml,
      clipboardTextParser: (text, _context, _plain, { state }) => slice(text, state.schema),
      clipboardTextSerializer: ({ content }) => write({ type: 'doc', content: content.toJSON() as LooseNode[] }),
      ...drops.handlers,
      handleDOMEvents: { beforeinput: (_view, event) => isOwnUndo(editor, event) },
    },
    onUpdate({ editor: { state } }) {
      const markdown = write(state.doc.toJSON() as LooseNode);
      held.current = markdown;
      onChange(markdown);
    },
    onBlur,
  });
  useEffect(() => {
    if (isAlive(editor)) editor.storage.image.setPictures(pictureOf);
  }, [editor, pictureOf]);
  useEffect(() => {
    if (value === held.current) return;
    held.current = value;
    if (isAlive(editor)) editor.commands.setContent(contentOf(value), { emitUpdate: false });
  }, [editor, value]);
  return editor;
}

/** Text that is pasted is Markdown: what is none of it comes out as it is. */
function slice(text: string, schema: Schema): Slice {
  const doc = schema.nodeFromJSON({ ...parseMarkdown(text) });
  return new Slice(doc.content, 1, 1);
}

/** *Undo* and *Redo* of the menu, too, are the editor's while one types in it. */
function isOwnUndo(editor: Editor | null, event: InputEvent): boolean {
  const isUndo = event.inputType === 'historyUndo';
  if (!editor || (!isUndo && event.inputType !== 'historyRedo')) return false;
  event.preventDefault();
  if (isUndo) editor.commands.undo();
  else editor.commands.redo();
  return true;
}
