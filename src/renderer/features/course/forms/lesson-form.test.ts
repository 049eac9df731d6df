import { expect, test } from 'vitest';
import { lessonAt } from '../outline.fixture.ts';
import { lessonKind, lessonValuesOf } from './lesson-form.ts';

const saved = { body: 'Words', status: 'ready', freePreview: false, dripDays: 7, tags: ['Biology', 'Cells'] } as const;
const values = lessonValuesOf({ ...saved, tags: [...saved.tags] });

test('what is saved of a changed field is what its columns hold, and what it was typed over', () => {
  const typed = { ...values, tags: 'Biology\nbiology\n\nNew', dripText: '' };
  const part = lessonKind.partOf({
    entityId: lessonAt(1),
    values: typed,
    dirty: new Set(['tags', 'dripText']),
    over: { tags: values.tags, dripText: values.dripText },
    saved: values,
  });
  expect(part).toEqual({
    lessons: [
      {
        lessonId: lessonAt(1),
        details: { tags: ['Biology', 'New'], dripDays: null },
        over: { tags: ['Biology', 'Cells'], dripDays: 7 },
      },
    ],
  });
});

test('a draft holds what this form knows, its tags too', () => {
  expect(lessonKind.draftOf({ tags: 'a\nb', status: 'wizard', freePreview: 'yes', colour: 'red' })).toEqual({
    tags: 'a\nb',
    freePreview: 'yes',
  });
});

test('a tag that is too long cannot be saved, many tags can', () => {
  const isGood = (tags: string) => lessonKind.schema.safeParse({ ...values, tags }).success;
  const many = Array.from({ length: 60 }, (_, at) => `tag ${at}`).join('\n');
  expect([isGood('x'.repeat(201)), isGood('x'.repeat(200)), isGood(many)]).toEqual([false, true, true]);
});
