import { z } from 'zod';
import { searchedField, searchedTexts, textSearch } from '../../domain/find-replace.ts';
import { chapterId, courseId, lessonId } from '../../domain/ids.ts';
import { command, query, writeErrors } from '../define.ts';

const rowId = z.union([courseId, chapterId, lessonId]);
/** One text of one row. */
const place = z.strictObject({ field: searchedField, id: rowId });
const found = place.extend({
  courseId,
  courseTitle: z.string(),
  /** Of a lesson. */
  chapterTitle: z.string().nullable(),
  /** Of the row. */
  title: z.string(),
  isMarkdown: z.boolean(),
  /** By which `text.replace` knows whether the text is still the one that was shown. */
  digest: z.string(),
  hits: z.int(),
  parts: z.array(z.strictObject({ text: z.string(), to: z.string().nullable() })),
  refused: z.enum(['empty', 'tooLong']).nullable(),
});
/** So many are read through; what is left is found next. */
const MOST = 2_000;

export const textRoutes = {
  /**
   * What a replacement would make of the texts of a course (null: of all), in their order. PATTERN_SLOW: the regular
   * expression did not come to an end, and was stopped.
   */
  'text.find': query({
    input: z.strictObject({
      courseId: courseId.nullable(),
      texts: z.array(searchedTexts).max(searchedTexts.options.length),
      search: textSearch,
      limit: z.int().min(1).max(MOST),
    }),
    output: z.strictObject({ found: z.array(found), hasMore: z.boolean() }),
    errors: ['PATTERN_INVALID', 'PATTERN_SLOW'],
  }),
  /**
   * The same, written, in one step. A text that is not any more what was shown stays as it is: `left`, with the reason
   * (`gone`, `changed`, or what it would have become may not stand there).
   */
  'text.replace': command({
    input: z.strictObject({
      search: textSearch,
      places: z
        .array(place.extend({ digest: z.string().max(40) }))
        .min(1)
        .max(MOST),
    }),
    output: z.strictObject({
      replaced: z.int(),
      left: z.array(place.extend({ why: z.enum(['gone', 'changed', 'empty', 'tooLong']) })),
    }),
    errors: ['PATTERN_INVALID', 'PATTERN_SLOW', ...writeErrors],
  }),
};
