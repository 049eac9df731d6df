import { z } from 'zod';
import { distinctTags, tagNames } from '../../../../shared/domain/tag.ts';

/** Tags as one text of a form, one a line: no name has a line break. */
export const namesOfTags = (text: string): string[] =>
  distinctTags(text.split('\n').filter((line) => line.trim() !== ''));

/** Any number of them: what two computers put on together is more than one offers, and must not hinder a save. */
export const tagLines = z.string().refine((text) => tagNames.safeParse(namesOfTags(text)).success);
