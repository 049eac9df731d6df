import {
  AudioLines,
  Captions,
  CircleSlash,
  Clapperboard,
  FileText,
  FileX,
  Film,
  Image,
  Paperclip,
  PencilLine,
  type LucideIcon,
} from 'lucide-react';
import type { Item } from '../tree-rows.ts';

const fileIcons = { resource: Paperclip, cover: Image, promo: Clapperboard } as const;

/** The picture of a row; chapters and groups are told apart by their weight. */
export function itemIcon(item: Item): LucideIcon | null {
  switch (item.kind) {
    case 'lesson':
      return item.lesson.kind === 'audio' ? AudioLines : Film;
    case 'caption':
    case 'orphan':
      return Captions;
    case 'file':
      return fileIcons[item.role];
    case 'description':
      return FileText;
    case 'renamed':
      return PencilLine;
    case 'missing':
      return FileX;
    case 'leftOut':
      return CircleSlash;
    default:
      return null;
  }
}
