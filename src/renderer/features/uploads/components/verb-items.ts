import {
  ArrowUpToLine,
  CirclePlay,
  ClipboardCopy,
  FileUp,
  FolderSearch,
  Pause,
  Play,
  RotateCw,
  X,
  type LucideIcon,
} from 'lucide-react';
import type { UploadSnapshot } from '../../../../shared/domain/upload.ts';
import type { MenuEntries, MenuItem } from '../../../components/menu.tsx';
import type { Words } from '../../../lib/messages.ts';
import { verbsOf, type Verb } from '../state.ts';
import type { UploadVerbs } from '../use-upload-verbs.ts';

export const verbIcons: Record<Verb | 'reveal' | 'copyDetails', LucideIcon> = {
  pause: Pause,
  resume: Play,
  tryNow: CirclePlay,
  retry: RotateCw,
  sendAsIs: FileUp,
  sendFirst: ArrowUpToLine,
  cancel: X,
  reveal: FolderSearch,
  copyDetails: ClipboardCopy,
};

/** All verbs of an upload, for menus: what changes it, then what only looks at it. */
export function verbItems(t: Words, run: UploadVerbs['run'], snapshot: UploadSnapshot, name: string): MenuEntries {
  const item = (verb: Verb | 'reveal' | 'copyDetails'): MenuItem => ({
    id: verb,
    label: t(`uploads.verb.${verb}`),
    icon: verbIcons[verb],
    onSelect: () => run(verb, snapshot, name),
  });
  const changing = verbsOf(snapshot).map(item);
  const looking = [item('reveal'), item('copyDetails')];
  return changing.length > 0 ? [...changing, null, ...looking] : looking;
}
