import { z } from 'zod';
import { courseDetails } from '../../domain/course.ts';
import { lessonId, mediaId, versionId } from '../../domain/ids.ts';
import { captionRepair } from '../../domain/import-plan.ts';
import { command, query, writeErrors } from '../define.ts';

/** A caption file of a lesson, known by the language it is held in. */
const captionRef = z.strictObject({ lessonId, mediaId, language: z.string().max(100) });
/** As main reads caption files. */
const vtt = z.string().max(8 * 1024 * 1024);
/** `refused`: files of which nothing was taken, by name. */
const added = z.strictObject({
  added: z.int(),
  refused: z.array(z.strictObject({ name: z.string(), why: z.enum(['NOT_CAPTIONS', 'NO_CUES', 'UNREADABLE']) })),
});

export const captionRoutes = {
  /**
   * What is wrong with a caption file, line by line, and what each would become; `cues` 0: it shows nothing.
   * FILE_MISSING: its bytes are not to be had now.
   */
  'caption.listFaults': query({
    input: z.strictObject({ versionId }),
    output: z.strictObject({ cues: z.int(), repairs: z.array(captionRepair) }),
    errors: ['NOT_FOUND', 'FILE_MISSING'],
  }),
  /** Asks for .srt and .vtt files, which become captions of the lesson. */
  'caption.pickFiles': command({
    input: z.strictObject({ lessonId }),
    output: added,
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** The same of files that were dropped: languages and flags by their names; SRT without a fault is kept as WebVTT. */
  'caption.createFromFiles': command({
    input: z.strictObject({ lessonId, paths: z.array(z.string().min(1).max(32_000)).min(1).max(100) }),
    output: added,
    errors: ['NOT_FOUND', ...writeErrors],
  }),
  /** A new version of the caption file without the faults that a rule mends. The file that it came from is not touched. */
  'caption.resolveFaults': command({
    input: captionRef,
    output: z.strictObject({ versionId }),
    errors: ['NOT_FOUND', 'FILE_MISSING', ...writeErrors],
  }),
  /** A caption file of its own with these cues, as WebVTT, named after the video. NO_CAPTIONS: there is none in it. */
  'caption.create': command({
    input: z.strictObject({ lessonId, language: courseDetails.shape.language, vtt }),
    output: z.strictObject({ added: z.int() }),
    errors: ['NOT_FOUND', 'NO_CAPTIONS', ...writeErrors],
  }),
  /** A new version with these cues, as WebVTT. NO_CAPTIONS: there is none in it. */
  'caption.save': command({
    input: captionRef.extend({ vtt }),
    output: z.strictObject({ versionId }),
    errors: ['NOT_FOUND', 'NO_CAPTIONS', ...writeErrors],
  }),
};
