import { z } from 'zod';
import builtIn from './publish-rules.json' with { type: 'json' };

/*
 * What a course must be before it is published, as data: publish-rules.json is what comes with the app, IT may put another
 * file in its place. A file says which checks count, how much, and their numbers; it cannot invent checks.
 */

/** `blocker`: not published with it. `warning`: told. */
const level = z.enum(['blocker', 'warning']);
/** Of characters, entries, lessons or minutes. */
const number = z.int().min(0).max(1_000_000);

/** Texts of a course that rules may limit. */
export const limitedText = z.enum(['title', 'subtitle', 'description', 'audience', 'requirements']);
export type TextLimits = Partial<Record<z.infer<typeof limitedText>, number>>;

const rule = z.discriminatedUnion('check', [
  /** Texts: not empty, not shorter than `min`, not longer than `max`. */
  z.strictObject({
    check: z.enum(limitedText.options.map((name) => `course.${name}` as const)),
    level,
    min: number.optional(),
    max: number.optional(),
  }),
  /** At least so many of them. */
  z.strictObject({
    check: z.enum(['course.objectives', 'lessons.count', 'videos.minutes']),
    level,
    min: number.min(1),
  }),
  /**
   * `chapters.filled`: no chapter without lessons. `lessons.filled`: no lesson without what it is for. `files.stored`: every
   * file of a lesson, the cover and the promo are in storage, and nothing is known to be wrong with them there. `files.same`:
   * what is stored has the size and the hash of what is here. `lessons.drafts`: no lesson that students will not see.
   * `captions.vtt`: browsers can show every caption file.
   */
  z.strictObject({
    check: z.enum([
      'course.category',
      'course.language',
      'course.cover',
      'chapters.filled',
      'lessons.filled',
      'files.stored',
      'files.same',
      'lessons.drafts',
      'videos.captions',
      'captions.vtt',
    ]),
    level,
  }),
]);
export type PublishRule = z.infer<typeof rule>;
export type PublishCheck = PublishRule['check'];
export const publishCheck = z.enum(rule.options.flatMap(({ shape }) => shape.check.options));

const publishRules = z
  .strictObject({ format: z.literal(1), rules: z.array(rule).max(100) })
  .refine(({ rules }) => new Set(rules.map(({ check }) => check)).size === rules.length, 'a check stands there twice')
  .refine(
    ({ rules }) => rules.every((one) => !('max' in one) || (one.min ?? 0) <= (one.max ?? Infinity)),
    'a min is above its max',
  )
  .transform(({ rules }) => rules);

/** What comes with the app; that it can be read is a test's to say. */
export const builtInRules: readonly PublishRule[] = publishRules.parse(builtIn);

type ReadRules =
  | { readonly ok: true; readonly rules: readonly PublishRule[] }
  | { readonly ok: false; readonly why: string };

/** Reads the text of a rules file; `why` is for whoever wrote it. */
export function readRules(text: string): ReadRules {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, why: 'not JSON' };
  }
  const read = publishRules.safeParse(json);
  if (read.success) return { ok: true, rules: read.data };
  const [first] = read.error.issues;
  return { ok: false, why: `${first?.path.join('.') || 'the file'}: ${first?.message ?? 'not as it should be'}` };
}

/** The most characters of each text that the rules limit. */
export function limitsOf(rules: readonly PublishRule[]): TextLimits {
  const limits: TextLimits = {};
  for (const one of rules)
    if ('max' in one && one.max !== undefined) limits[limitedText.parse(one.check.slice(7))] = one.max;
  return limits;
}
