import { useTranslation } from '../../hooks/use-translation.ts';
import type { PlannedCaption, PlannedChapter } from '../../../shared/domain/import-plan.ts';
import { useFormats } from '../../hooks/studio-context.ts';
import type { Formats } from '../../lib/format.ts';
import type { Words } from '../../../shared/messages/words.ts';
import type { Item } from './tree-rows.ts';

/** The texts of a row's first columns. */
export interface ItemWords {
  /** What it will be called. */
  readonly title: string;
  /** What it is called now. */
  readonly file: string | null;
  readonly bytes: number | null;
}

/** What a row says. */
export function useItemWords(item: Item): ItemWords {
  const { t } = useTranslation();
  return itemWords(item, t, useFormats());
}

function itemWords(item: Item, t: Words, formats: Formats): ItemWords {
  switch (item.kind) {
    case 'chapter':
      return { title: item.chapter.title, file: item.chapter.originalName, bytes: bytesOf(item.chapter) };
    case 'lesson':
      return { title: item.lesson.title, file: item.lesson.originalName, bytes: item.lesson.bytes };
    case 'caption':
    case 'orphan': {
      const { caption } = item;
      const file = item.kind === 'orphan' ? item.caption.path : caption.originalName;
      return { title: captionWords(caption, t, formats), file, bytes: caption.bytes };
    }
    case 'file':
      return { title: t(`imports.${item.role}`), file: item.file.originalName, bytes: item.file.bytes };
    case 'description':
      return { title: t('imports.description'), file: firstWords(item.text), bytes: null };
    case 'group':
      return { title: `${t(`imports.group.${item.id}`)} (${formats.count(item.count)})`, file: null, bytes: null };
    case 'renamed': {
      const { title, lessonTitle, path, bytes } = item.lesson;
      return { title: title ?? lessonTitle, file: path, bytes };
    }
    case 'missing': {
      const { lessonTitle, path, bytes } = item.lesson;
      return { title: lessonTitle, file: path, bytes };
    }
    case 'leftOut':
      return { title: item.item.path, file: null, bytes: null };
  }
}

function captionWords(caption: PlannedCaption, t: Words, { language }: Formats): string {
  const name = language(caption.language);
  return name === null ? t('imports.captionUnknown') : t('imports.caption', { language: name });
}

/** The beginning of a text in one line, without the marks of its headings. */
const firstWords = (text: string): string =>
  text.slice(0, 400).replace(/^#+ */gm, '').replace(/\s+/g, ' ').slice(0, 120);

const bytesOf = ({ lessons, resources }: PlannedChapter): number =>
  [...lessons, ...resources].reduce((sum, file) => sum + file.bytes, 0);
