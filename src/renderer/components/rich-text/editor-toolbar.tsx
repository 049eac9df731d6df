import { useEditorState, type Editor } from '@tiptap/react';
import {
  Bold,
  Code,
  Heading2,
  Heading3,
  ImagePlus,
  Italic,
  Link,
  List,
  ListOrdered,
  Quote,
  Redo2,
  SquareCode,
  Strikethrough,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import { Toolbar } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from '../../hooks/use-translation.ts';
import { IconButton } from '../icon-button.tsx';
import { isAlive } from './editor-life.ts';
import { LinkBar } from './link-bar.tsx';
import { insertPictures } from './picture-edits.ts';
import type { PictureHost } from './picture-host.ts';

interface EditorToolbarProps {
  readonly editor: Editor;
  readonly pictures: PictureHost | null;
  /** A picture was put in, and is selected. */
  readonly onInserted: () => void;
}
interface Tool {
  readonly id: ToolId;
  readonly icon: LucideIcon;
  readonly run: (editor: Editor) => void;
  /** Of what is toggled: whether it is on. */
  readonly isOn?: (editor: Editor) => boolean;
  readonly isOff?: (editor: Editor) => boolean;
}
type ToolId =
  | 'undo'
  | 'redo'
  | 'heading'
  | 'subheading'
  | 'bold'
  | 'italic'
  | 'strike'
  | 'code'
  | 'bullets'
  | 'numbers'
  | 'quote'
  | 'codeBlock';

const toggle = (id: ToolId, icon: LucideIcon, type: string, run: Tool['run'], attrs?: object): Tool => ({
  id,
  icon,
  run,
  isOn: (editor) => editor.isActive(type, attrs),
});

const tools: readonly Tool[] = [
  { id: 'undo', icon: Undo2, run: (e) => e.chain().focus().undo().run(), isOff: (e) => !e.can().undo() },
  { id: 'redo', icon: Redo2, run: (e) => e.chain().focus().redo().run(), isOff: (e) => !e.can().redo() },
  toggle('heading', Heading2, 'heading', (e) => e.chain().focus().toggleHeading({ level: 2 }).run(), { level: 2 }),
  toggle('subheading', Heading3, 'heading', (e) => e.chain().focus().toggleHeading({ level: 3 }).run(), { level: 3 }),
  toggle('bold', Bold, 'bold', (e) => e.chain().focus().toggleBold().run()),
  toggle('italic', Italic, 'italic', (e) => e.chain().focus().toggleItalic().run()),
  toggle('strike', Strikethrough, 'strike', (e) => e.chain().focus().toggleStrike().run()),
  toggle('code', Code, 'code', (e) => e.chain().focus().toggleMark('code').run()),
  toggle('bullets', List, 'bulletList', (e) => e.chain().focus().toggleBulletList().run()),
  toggle('numbers', ListOrdered, 'orderedList', (e) => e.chain().focus().toggleOrderedList().run()),
  toggle('quote', Quote, 'blockquote', (e) => e.chain().focus().toggleBlockquote().run()),
  toggle('codeBlock', SquareCode, 'codeBlock', (e) => e.chain().focus().toggleCodeBlock().run()),
];

/** One stop of the keyboard, arrows within; Alt+F10 leads to it from the text, Escape back. */
export function EditorToolbar({ editor, pictures, onInserted }: EditorToolbarProps) {
  const { t } = useTranslation();
  const [isLinking, setLinking] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  useToolbarKey(editor, bar);
  return (
    <>
      <Toolbar.Root
        ref={bar}
        aria-label={t('richText.toolbar')}
        className="flex flex-wrap gap-0.5 border-b border-line p-1"
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          editor.commands.focus();
        }}
      >
        {tools.map((tool) => (
          <ToolButton key={tool.id} editor={editor} tool={tool} />
        ))}
        <Toolbar.Button asChild>
          <IconButton
            icon={Link}
            label={t('richText.tool.link')}
            size="compact"
            aria-expanded={isLinking}
            onClick={() => setLinking(!isLinking)}
          />
        </Toolbar.Button>
        {pictures ? <PictureButton editor={editor} pictures={pictures} onInserted={onInserted} /> : null}
      </Toolbar.Root>
      {isLinking ? <LinkBar editor={editor} onClose={() => setLinking(false)} /> : null}
    </>
  );
}

interface PictureButtonProps extends EditorToolbarProps {
  readonly pictures: PictureHost;
}

function PictureButton({ editor, pictures, onInserted }: PictureButtonProps) {
  const { t } = useTranslation();
  const add = async () => {
    if (await insertPictures(editor.view, [pictures.pick])) onInserted();
  };
  return (
    <Toolbar.Button asChild>
      <IconButton icon={ImagePlus} label={t('richText.tool.picture')} size="compact" onClick={() => void add()} />
    </Toolbar.Button>
  );
}

function ToolButton({
  editor,
  tool: { id, icon, run, isOn, isOff },
}: {
  readonly editor: Editor;
  readonly tool: Tool;
}) {
  const { t } = useTranslation();
  const { on, off } = useEditorState({
    editor,
    selector: ({ editor: now }) => ({ on: isOn?.(now), off: isOff?.(now) ?? false }),
  });
  return (
    <Toolbar.Button asChild>
      <IconButton
        icon={icon}
        label={t(`richText.tool.${id}`)}
        size="compact"
        aria-pressed={on}
        aria-disabled={off}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => run(editor)}
      />
    </Toolbar.Button>
  );
}

function useToolbarKey(editor: Editor, bar: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    if (!isAlive(editor)) return undefined;
    const { dom } = editor.view;
    const go = (event: KeyboardEvent) => {
      if (event.key !== 'F10' || !event.altKey) return;
      event.preventDefault();
      bar.current?.querySelector('button')?.focus();
    };
    dom.addEventListener('keydown', go);
    return () => dom.removeEventListener('keydown', go);
  }, [editor, bar]);
}
