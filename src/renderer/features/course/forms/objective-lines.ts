/** A change of a list that is typed line by line. */
export type LineEdit =
  | { readonly type: 'type' | 'paste'; readonly at: number; readonly text: string }
  | { readonly type: 'add'; readonly after: number }
  | { readonly type: 'remove'; readonly at: number }
  | { readonly type: 'move'; readonly at: number; readonly by: -1 | 1 };

interface Edited {
  /** At least one, perhaps empty. */
  readonly lines: readonly string[];
  /** The line that the keyboard goes to; null: it stays where it is. */
  readonly focus: number | null;
}

/** The list after the change. Pasted lines go where they are pasted; a blank one among them is left out. */
export function editLines(lines: readonly string[], edit: LineEdit): Edited {
  switch (edit.type) {
    case 'type':
      return { lines: lines.with(edit.at, edit.text.replaceAll('\n', ' ')), focus: null };
    case 'paste': {
      const pasted = edit.text.split(/\r?\n/).map((line) => line.trim());
      const kept = [lines[edit.at] ?? '', ...pasted].filter(Boolean);
      return { lines: lines.toSpliced(edit.at, 1, ...kept), focus: edit.at + kept.length - 1 };
    }
    case 'add':
      return { lines: lines.toSpliced(edit.after + 1, 0, ''), focus: edit.after + 1 };
    case 'remove': {
      const rest = lines.toSpliced(edit.at, 1);
      return rest.length > 0 ? { lines: rest, focus: Math.max(0, edit.at - 1) } : { lines: [''], focus: 0 };
    }
    case 'move':
      return move(lines, edit.at, edit.at + edit.by);
    default:
      return edit satisfies never;
  }
}

function move(lines: readonly string[], from: number, to: number): Edited {
  const line = lines[from];
  if (line === undefined || to < 0 || to >= lines.length) return { lines, focus: null };
  return { lines: lines.toSpliced(from, 1).toSpliced(to, 0, line), focus: to };
}
