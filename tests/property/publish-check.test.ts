import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lessonKind } from '../../src/shared/domain/course.ts';
import {
  checkCourse,
  type CourseFacts,
  type FileFacts,
  isPublishable,
  isSame,
  type LessonFacts,
} from '../../src/shared/domain/publish-check.ts';
import { builtInRules, publishCheck, type PublishRule, readRules } from '../../src/shared/domain/publish-rules.ts';

/* The checklist: whatever the course and the rules, it says of each rule whether it holds, and where to go if not. */
const text = fc.string({ maxLength: 200 });
const file: fc.Arbitrary<FileFacts> = fc.record({
  whereabouts: fc.constantFrom('stored', 'gone', 'altered', 'local', 'missing'),
  local: fc.record({ bytes: fc.nat(3), sha1: fc.constantFrom(null, 'a', 'b') }),
  onDiskBytes: fc.option(fc.nat(3)),
  sent: fc.option(fc.record({ bytes: fc.nat(3), sha1: fc.constantFrom(null, 'a', 'b') })),
});
const lesson: fc.Arbitrary<LessonFacts> = fc.record({
  lessonId: fc.uuid(),
  title: text,
  kind: fc.constantFrom(...lessonKind.options),
  status: fc.constantFrom('ready', 'draft'),
  isFilled: fc.boolean(),
  durationMs: fc.option(fc.nat(3_600_000)),
  hasCaptions: fc.boolean(),
  hasOtherCaptions: fc.boolean(),
  files: fc.array(file, { maxLength: 3 }),
});
const chapter = fc.record({ chapterId: fc.uuid(), title: text, lessons: fc.array(lesson, { maxLength: 4 }) });
const course: fc.Arbitrary<CourseFacts> = fc.record({
  texts: fc.record({
    title: text,
    subtitle: text,
    description: text,
    audience: text,
    requirements: text,
    category: text,
    language: text,
  }),
  objectives: fc.nat(8),
  files: fc.array(fc.record({ field: fc.constantFrom('cover', 'promo'), file }), { maxLength: 2 }),
  chapters: fc.array(chapter, { maxLength: 4 }),
});
const level = fc.constantFrom('blocker' as const, 'warning' as const);
const ruleOf = (check: PublishRule['check']): fc.Arbitrary<PublishRule> =>
  fc.tuple(level, fc.integer({ min: 1, max: 9 })).map(([wanted, min]) => {
    const built = builtInRules.find((one) => one.check === check);
    return { check, level: wanted, ...(built && 'min' in built && { min }) } as PublishRule;
  });
const rules = fc.subarray([...publishCheck.options]).chain((checks) => fc.tuple(...checks.map(ruleOf)));

test('one finding per rule, in their order; what is not met names a place, what is met names none', () => {
  fc.assert(
    fc.property(rules, course, (inForce, facts) => {
      const findings = checkCourse(inForce, facts);
      expect(findings.map(({ check, level: told }) => [check, told])).toEqual(
        inForce.map(({ check, level: wanted }) => [check, wanted]),
      );
      for (const { isMet, places } of findings) expect(places.length > 0).toBe(!isMet);
      const blocked = findings.some(({ isMet, level: told }) => !isMet && told === 'blocker');
      expect(isPublishable(findings)).toBe(!blocked);
      const ids = new Set(
        facts.chapters.flatMap(({ chapterId, lessons }) => [chapterId, ...lessons.map((one) => one.lessonId)]),
      );
      for (const place of findings.flatMap(({ places }) => places))
        if ('id' in place) expect(ids.has(place.id)).toBe(true);
    }),
  );
});

test('a draft changes nothing but its own line, and that of a chapter in which there is nothing else', () => {
  fc.assert(
    fc.property(course, lesson, (facts, draft) => {
      const counted = builtInRules.filter(({ check }) => check !== 'lessons.drafts');
      const told = (all: CourseFacts) => checkCourse(counted, all).map(({ isMet, have }) => [isMet, have]);
      const [first, ...others] = facts.chapters;
      if (!first) return;
      const withDraft = { ...first, lessons: [...first.lessons, { ...draft, status: 'draft' as const }] };
      expect(told({ ...facts, chapters: [withDraft, ...others] })).toEqual(told(facts));
    }),
  );
});

test('a rule that asks for less never refuses what one that asks for more lets pass', () => {
  const checks = fc.constantFrom('course.objectives' as const, 'lessons.count' as const, 'videos.minutes' as const);
  fc.assert(
    fc.property(course, checks, fc.integer({ min: 1, max: 30 }), fc.nat(30), (facts, check, min, more) => {
      const isMet = (wanted: number) => checkCourse([{ check, level: 'blocker', min: wanted }], facts)[0]?.isMet;
      expect(isMet(min + more) === true && isMet(min) === false).toBe(false);
    }),
  );
});

test('a file is the same when sizes and known hashes agree; one that nobody can compare is not called different', () => {
  fc.assert(
    fc.property(file, (facts) => {
      const { local, sent, onDiskBytes } = facts;
      const sizes = [onDiskBytes, sent?.bytes].every((bytes) => (bytes ?? local.bytes) === local.bytes);
      const hashes = new Set([local.sha1, sent?.sha1 ?? null].filter((sha1) => sha1 !== null));
      expect(isSame(facts)).toBe(sizes && (!sent || hashes.size < 2));
    }),
  );
});

test('whatever stands in a rules file, it is read or said to be wrong; what was read is what was written', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (content) => {
      const read = readRules(content);
      expect(read.ok || read.why.length > 0).toBe(true);
    }),
  );
  fc.assert(
    fc.property(rules, (wanted) => {
      expect(readRules(JSON.stringify({ format: 1, rules: wanted }))).toEqual({ ok: true, rules: wanted });
    }),
  );
});

test.each([
  ['not JSON', '{'],
  ['an unknown check', '{"format":1,"rules":[{"check":"course.colour","level":"blocker"}]}'],
  ['an unknown key', '{"format":1,"rules":[{"check":"course.cover","level":"blocker","min":2}]}'],
  ['another format', '{"format":2,"rules":[]}'],
  [
    'a check twice',
    '{"format":1,"rules":[{"check":"course.cover","level":"blocker"},{"check":"course.cover","level":"warning"}]}',
  ],
  ['a min above its max', '{"format":1,"rules":[{"check":"course.title","level":"blocker","min":9,"max":3}]}'],
])('%s is refused', (_name, content) => {
  expect(readRules(content)).toMatchObject({ ok: false });
});

test('what comes with the app asks for what was agreed', () => {
  const of = (check: PublishRule['check']) => builtInRules.find((one) => one.check === check);
  expect(of('lessons.count')).toEqual({ check: 'lessons.count', level: 'blocker', min: 5 });
  expect(of('videos.minutes')).toEqual({ check: 'videos.minutes', level: 'blocker', min: 30 });
  expect(of('course.title')).toMatchObject({ level: 'blocker', max: 60 });
  expect(of('course.subtitle')).toMatchObject({ level: 'blocker', max: 120 });
  const blockers = builtInRules.filter((one) => one.level === 'blocker').map(({ check }) => check);
  const agreed = ['description', 'objectives', 'category', 'language', 'cover'].map((name) => `course.${name}`);
  expect(blockers).toEqual(expect.arrayContaining([...agreed, 'files.stored', 'files.same']));
});
