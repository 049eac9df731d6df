import {
  ArrowDown,
  ArrowUp,
  ArrowUpToLine,
  CirclePlay,
  ClipboardCopy,
  CloudUpload,
  FileUp,
  FolderSearch,
  Pause,
  Play,
  Receipt,
  RotateCw,
  X,
  type LucideIcon,
} from 'lucide-react';
import type { MenuEntries, MenuItem } from '../../../components/menu.tsx';
import type { Direction } from '../../../lib/list-keys.ts';
import type { Words } from '../../../../shared/messages/words.ts';
import type { Shortcuts } from '../../../lib/shortcuts.ts';
import { verbsOf, type Verb } from '../state.ts';
import type { NamedUpload, UploadVerbs } from '../use-upload-verbs.ts';

type Looking = 'receipt' | 'reveal' | 'copyDetails';
type Told = Verb | 'sendAgain' | Looking;

export const verbIcons: Record<Told, LucideIcon> = {
  pause: Pause,
  resume: Play,
  tryNow: CirclePlay,
  retry: RotateCw,
  sendAsIs: FileUp,
  sendFirst: ArrowUpToLine,
  cancel: X,
  sendAgain: CloudUpload,
  receipt: Receipt,
  reveal: FolderSearch,
  copyDetails: ClipboardCopy,
};

/** The places of the queue, for menus. Keys for them (`shortcuts`) are on the page of the queue only. */
export function moveItems(
  t: Words,
  step: (direction: Direction) => void,
  shortcuts: Shortcuts | null,
): readonly MenuItem[] {
  const item = (id: 'moveUp' | 'moveDown', icon: LucideIcon, direction: Direction): MenuItem => ({
    id,
    label: t(`uploads.verb.${id}`),
    icon,
    ...(shortcuts && { shortcut: shortcuts.of(id) }),
    onSelect: () => step(direction),
  });
  return [item('moveUp', ArrowUp, 'up'), item('moveDown', ArrowDown, 'down')];
}

const others: ReadonlySet<string> = new Set<Told>(['sendAgain', 'receipt', 'reveal', 'copyDetails']);
const verbs = Object.keys(verbIcons).filter((verb): verb is Verb => !others.has(verb));

/** All verbs of uploads, for menus: what changes it, then what only looks at it. */
export function verbItems(t: Words, run: UploadVerbs['run'], uploads: readonly NamedUpload[]): MenuEntries {
  const item = (verb: Told): MenuItem => ({
    id: verb,
    label: t(`uploads.verb.${verb}`),
    icon: verbIcons[verb],
    onSelect: () => run(verb, uploads),
  });
  const known = new Set(uploads.flatMap(({ snapshot }) => verbsOf(snapshot)));
  // Waiting ones are tried now by the verb that also resumes the paused ones.
  if (known.has('resume')) known.delete('tryNow');
  const again = uploads.some(({ storedFault }) => storedFault?.canSendAgain) ? [item('sendAgain')] : [];
  const changing = [...verbs.filter((verb) => known.has(verb)).map(item), ...again];
  const [only] = uploads.length === 1 ? uploads : [];
  const receipt = only?.snapshot.state === 'ready' ? [item('receipt')] : [];
  const looking = only ? [...receipt, item('reveal'), item('copyDetails')] : [item('copyDetails')];
  return changing.length > 0 ? [...changing, null, ...looking] : looking;
}
