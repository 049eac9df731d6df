import type { Slice } from '@tiptap/pm/model';
import type { EditorView } from '@tiptap/pm/view';
import { insertPictures, pasteAdopted, setCursor, strangersIn } from './picture-edits.ts';
import type { PictureHost } from './picture-host.ts';

interface PictureUses {
  /** Null: no pictures here. */
  readonly host: PictureHost | null;
  readonly srcOf: (name: string) => string | null;
  /** One was put in, and is selected. */
  readonly onInserted: () => void;
}

const picturesOf = (data: DataTransfer | null): File[] =>
  [...(data?.files ?? [])].filter(({ type }) => type.startsWith('image/'));

/** A word processor puts a picture of the text beside the text: then it is the text that is meant. */
function hasWords(data: DataTransfer | null): boolean {
  const html = data?.getData('text/html') ?? '';
  return (new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '').trim() !== '';
}

/** Pictures that are pasted and dropped into the editor become pictures of the lesson; never is one loaded from elsewhere. */
export function createPictureDrops() {
  let latest: PictureUses | null = null;

  async function insert(view: EditorView, files: readonly File[], host: PictureHost): Promise<void> {
    const takes = files.map((file) => () => host.add(file));
    if (await insertPictures(view, takes)) latest?.onInserted();
  }
  return {
    /** What pictures there are changes while one types. */
    setUses(uses: PictureUses): void {
      latest = uses;
    },
    handlers: {
      handlePaste(view: EditorView, event: ClipboardEvent, slice: Slice): boolean {
        if (!latest?.host) return false;
        const { host, srcOf } = latest;
        const files = hasWords(event.clipboardData) ? [] : picturesOf(event.clipboardData);
        const strangers = files.length > 0 ? new Set<string>() : strangersIn(slice, srcOf);
        if (files.length === 0 && strangers.size === 0) return false;
        if (files.length > 0) void insert(view, files, host);
        else void pasteAdopted(view, slice, strangers, host);
        return true;
      },
      handleDrop(view: EditorView, event: DragEvent): boolean {
        if (!event.dataTransfer?.types.includes('Files')) return false;
        event.preventDefault();
        const files = picturesOf(event.dataTransfer);
        if (!latest?.host || files.length === 0) return true;
        setCursor(view, event);
        void insert(view, files, latest.host);
        return true;
      },
    },
  };
}
