import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lessonContent, lessonMarks, link, quiz, readLessonContent } from '../../src/shared/domain/lesson-content.ts';

/* What is in `lessons.content` and `lessons.marks` comes from other computers, archives and newer apps. */

const url = fc.constantFrom('https://example.com', 'https://example.com:8443/a?b=c#d', 'https://bücher.example/ä');
const links = fc.record({ url, title: fc.string({ maxLength: 40 }) });
const option = fc.record({
  id: fc.uuid({ version: 7 }),
  text: fc.string(),
  isRight: fc.boolean(),
  feedback: fc.string(),
});
const multiple = fc.record({
  id: fc.uuid({ version: 7 }),
  kind: fc.constant('multiple' as const),
  text: fc.string(),
  options: fc.array(option, { maxLength: 4 }),
  feedback: fc.string(),
});
const onlyFirst = (options: readonly { isRight: boolean }[]) =>
  options.map((one, at) => ({ ...one, isRight: one.isRight && at === 0 }));
const question = fc.oneof(
  multiple,
  multiple.map((one) => ({ ...one, kind: 'single' as const, options: onlyFirst(one.options) })),
);
const idsOf = ({ id, options }: { id: string; options: readonly object[] }) => [
  id,
  ...options.map((one) => (one as { id: string }).id),
];
const quizzes = fc
  .array(question, { maxLength: 4 })
  .filter((questions) => {
    const ids = questions.flatMap(idsOf);
    return new Set(ids).size === ids.length;
  })
  .map((questions) => ({ questions }));
const marks = fc
  .uniqueArray(fc.record({ atMs: fc.nat(10_000_000), title: fc.string({ maxLength: 20 }) }), {
    selector: ({ atMs }) => atMs,
    maxLength: 8,
  })
  .map((list) => list.toSorted((a, b) => a.atMs - b.atMs));

/** Anything JSON, and things that look nearly right. */
const hostile = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.record({ quiz: fc.jsonValue(), link: fc.jsonValue() }, { requiredKeys: [] }),
  fc.record({ quiz: fc.record({ questions: fc.array(fc.oneof(question, fc.jsonValue()), { maxLength: 3 }) }) }),
  fc.record({ link: fc.record({ url: fc.oneof(fc.webUrl(), fc.string()), title: fc.jsonValue() }) }),
);

describe('reading', () => {
  test('whatever is stored is read as far as it can be, and what cannot be is named', () => {
    const nearlyMarks = fc.oneof(fc.jsonValue(), fc.array(fc.oneof(fc.jsonValue(), marks), { maxLength: 3 }), marks);
    fc.assert(
      fc.property(hostile, nearlyMarks, (content, stored) => {
        const found = readLessonContent({ content, marks: stored });
        expect(lessonContent.safeParse(found).success).toBe(true);
        expect(found.unreadable.includes('marks')).toBe(!lessonMarks.safeParse(stored).success);
        for (const name of ['quiz', 'link'] as const)
          if (found.unreadable.includes(name)) expect(found[name]).toBeNull();
      }),
      { numRuns: 800 },
    );
  });

  test('what is valid comes back as it was stored, beside whatever else is there', () => {
    fc.assert(
      fc.property(quizzes, links, marks, fc.jsonValue(), (aQuiz, aLink, someMarks, hologram) => {
        const content: unknown = JSON.parse(JSON.stringify({ quiz: aQuiz, link: aLink, hologram }));
        const found = readLessonContent({ content, marks: JSON.parse(JSON.stringify(someMarks)) });
        expect(found).toEqual({ quiz: aQuiz, link: aLink, marks: someMarks, unreadable: [] });
      }),
    );
  });

  test('nothing is nothing; a quiz of an app that is ahead is unreadable, and the link beside it is read', () => {
    expect(readLessonContent({ content: {}, marks: [] })).toEqual({
      quiz: null,
      link: null,
      marks: [],
      unreadable: [],
    });
    const aLink = { url: 'https://example.com', title: '' };
    const content = { quiz: { questions: [], timeLimitMs: 5 }, link: aLink };
    expect(readLessonContent({ content, marks: null })).toEqual({
      quiz: null,
      link: aLink,
      marks: [],
      unreadable: ['quiz', 'marks'],
    });
    for (const whole of [null, 5, 'x', []])
      expect(readLessonContent({ content: whole, marks: [] }).unreadable).toEqual(['quiz', 'link']);
  });
});

describe('a link', () => {
  test.each([
    'http://example.com',
    'javascript:alert(1)',
    'https:example.com',
    'https://',
    'https://example.com@evil.example/',
    'https://user:word@example.com/',
    'https://example.com\\@evil.example/',
    'https://example.com/a b',
    'https://exam ple.com',
    'ftp://example.com',
    `https://example.com/${'a'.repeat(2_000)}`,
    '',
  ])('is not %j', (address) => {
    expect(link.safeParse({ url: address, title: '' }).success).toBe(false);
  });

  test('goes where it says, for every address that is taken', () => {
    const address = fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), fc.string(), url);
    fc.assert(
      fc.property(address, (text) => {
        const taken = link.safeParse({ url: text, title: '' });
        if (!taken.success) return;
        const { protocol, username, password } = new URL(taken.data.url);
        expect([protocol, username, password]).toEqual(['https:', '', '']);
        expect(taken.data.url).not.toMatch(/\s/);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a quiz', () => {
  const [a, b, c] = ['1', '2', '3'].map((n) => `0190a6c8-0000-7000-8000-00000000000${n}`);
  const right = (id: string | undefined) => ({ id, text: 'x', isRight: true, feedback: '' });
  const asked = (kind: string, options: object[]) => ({
    questions: [{ id: a, kind, text: '?', options, feedback: '' }],
  });

  test('one with a single answer has no second right one; it may be unfinished', () => {
    expect(quiz.safeParse(asked('single', [right(b), right(c)])).success).toBe(false);
    expect(quiz.safeParse(asked('multiple', [right(b), right(c)])).success).toBe(true);
    expect(quiz.safeParse(asked('single', [])).success).toBe(true);
  });

  test('no id stands for two things, and it is no longer than the server takes', () => {
    expect(quiz.safeParse(asked('multiple', [right(b), right(b)])).success).toBe(false);
    expect(quiz.safeParse(asked('multiple', [right(a)])).success).toBe(false);
    const long = { ...right(b), text: 'x'.repeat(1_000), feedback: 'x'.repeat(2_000) };
    const questions = Array.from({ length: 40 }, (_, at) => ({
      ...asked('multiple', [{ ...long, id: `0190a6c8-0000-7000-8000-1000000000${10 + at}` }]).questions[0],
      id: `0190a6c8-0000-7000-8000-2000000000${10 + at}`,
    }));
    expect(quiz.safeParse({ questions }).success).toBe(false);
    expect(quiz.safeParse({ questions: questions.slice(0, 20) }).success).toBe(true);
  });
});

test('marks are in the order of the video, no two at one time', () => {
  const at = (...times: number[]) => times.map((atMs) => ({ atMs, title: '' }));
  expect([at(), at(0), at(0, 5, 9)].map((list) => lessonMarks.safeParse(list).success)).toEqual([true, true, true]);
  expect([at(5, 5), at(9, 5), at(-1)].map((list) => lessonMarks.safeParse(list).success)).toEqual([
    false,
    false,
    false,
  ]);
});
