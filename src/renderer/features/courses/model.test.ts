import { describe, expect, test } from 'vitest';
import { courseSummary, type CourseSummary } from '../../../shared/domain/course.ts';
import { matching, storageStateOf } from './model.ts';

const course = (title: string, subtitle = '', tags: string[] = []): CourseSummary =>
  courseSummary.parse({
    courseId: '01932b4e-0000-7000-8000-000000000001',
    title,
    subtitle,
    status: 'draft',
    chapters: 1,
    lessons: 1,
    durationMs: 1,
    bytes: 1,
    createdAtMs: 1,
    coverVersionId: null,
    media: { total: 0, stored: 0, missing: 0, damaged: 0 },
    tags,
  });

describe('searching courses', () => {
  const courses = [
    course('Cell Biology', 'For beginners', ['Autumn term', 'Lab']),
    course('Économie générale'),
    course('الأحياء'),
  ];
  test.each([
    ['', 3],
    ['  ', 3],
    ['cell', 1],
    ['beginners CELL', 1],
    ['cell chemistry', 0],
    ['lab cell AUTUMN', 1],
    ['economie', 1],
    ['الأحياء', 1],
  ])('“%s” finds %i', (search, found) => {
    expect(matching(courses, search)).toHaveLength(found);
  });
});

test.each([
  [{ total: 0, stored: 0, missing: 0, damaged: 0 }, 'none'],
  [{ total: 3, stored: 3, missing: 0, damaged: 0 }, 'stored'],
  [{ total: 3, stored: 1, missing: 0, damaged: 0 }, 'partly'],
  [{ total: 3, stored: 0, missing: 0, damaged: 0 }, 'local'],
  [{ total: 3, stored: 2, missing: 0, damaged: 1 }, 'damaged'],
  [{ total: 3, stored: 1, missing: 1, damaged: 1 }, 'missing'],
] as const)('%o is %s', (media, state) => {
  expect(storageStateOf(media)).toBe(state);
});
