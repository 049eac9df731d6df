import { describe, expect, test } from 'vitest';
import { courseDetails, type CourseDetails } from '../../../../shared/domain/course.ts';
import { markSaved, openControl, refetchOptions } from '../unsaved/form-control.ts';
import { dirtyOf } from '../unsaved/form-kind.ts';
import {
  changedDetails,
  detailsForm,
  detailsKind,
  draftOf,
  limitOf,
  shownDetails,
  valuesOf,
  type DetailsField,
} from './details-form.ts';

const details: CourseDetails = {
  title: 'Cell biology',
  subtitle: '',
  description: 'Cells.',
  objectives: ['Name the parts', 'Draw a cell'],
  audience: '',
  requirements: '',
  category: 'Biology',
  language: 'en',
  level: 'all',
  priceMinor: 4999,
  currency: 'USD',
  tags: ['Cells', 'Biology, advanced'],
};
const values = valuesOf(details);
const faultsOf = (change: Partial<typeof values>) =>
  detailsForm.safeParse({ ...values, ...change }).error?.issues.map((issue) => [issue.path.join('.'), issue.message]) ??
  [];

describe('the values of the form', () => {
  test('what is shown is what is saved: nothing is changed by a look', () => {
    const all = new Set(Object.keys(values) as DetailsField[]);
    expect(changedDetails(values, all)).toEqual(details);
    expect(courseDetails.parse(changedDetails(values, all))).toEqual(details);
  });

  test('only changed fields are sent, trimmed, blank objectives left out', () => {
    const typed = { ...values, title: '  Cells ', objectives: 'Name the parts\n\n  Draw  \n' };
    expect(changedDetails(typed, new Set(['title']))).toEqual({ title: 'Cells' });
    expect(changedDetails(typed, new Set(['objectives']))).toEqual({ objectives: ['Name the parts', 'Draw'] });
  });

  test.each<[DetailsField, Partial<typeof values>]>([
    ['priceText', { priceText: '60' }],
    ['currency', { currency: 'EUR' }],
  ])('price and currency go together when %s changes', (field, change) => {
    const sent = changedDetails({ ...values, ...change }, new Set([field]));
    expect(Object.keys(sent).toSorted()).toEqual(['currency', 'priceMinor']);
  });

  test('what was typed over is told as it is saved, of those fields alone', () => {
    expect(shownDetails(values, 'EUR')).toEqual(details);
    expect(shownDetails({ title: ' Cells' }, 'USD')).toEqual({ title: ' Cells' });
    expect(shownDetails({ priceText: '60' }, 'JPY')).toEqual({ priceMinor: 60 });
    expect(shownDetails({ priceText: '', objectives: '' }, 'USD')).toEqual({ priceMinor: null, objectives: [] });
  });

  test('no price is null, not nothing', () => {
    expect(changedDetails({ ...values, priceText: '' }, new Set(['priceText']))).toEqual({
      priceMinor: null,
      currency: 'USD',
    });
  });

  test('faults name their field', () => {
    expect(faultsOf({ title: '   ' })[0]?.[0]).toBe('title');
    expect(faultsOf({ subtitle: 'x'.repeat(501) })[0]?.[0]).toBe('subtitle');
    expect(faultsOf({ priceText: 'cheap' })).toEqual([['priceText', 'not-a-number']]);
    expect(faultsOf({ currency: 'JPY' })).toEqual([['priceText', 'too-many-decimals']]);
    expect(faultsOf({ objectives: 'x'.repeat(501) })).toEqual([['objectives', 'too-long']]);
    expect(faultsOf({ objectives: 'x\n'.repeat(51) })).toEqual([['objectives', 'too-many']]);
    expect(faultsOf({})).toEqual([]);
  });

  test('limits are those of the shared schema', () => {
    expect([limitOf('title'), limitOf('description'), limitOf('language')]).toEqual([500, 20_000, null]);
  });

  test('a draft holds what this form knows', () => {
    expect(draftOf({ title: 'T', level: 'beginner', colour: 'red', subtitle: 7 })).toEqual({
      title: 'T',
      level: 'beginner',
    });
    expect(draftOf({ level: 'wizard' })).toEqual({});
    expect(draftOf(null)).toEqual({});
  });
});

/** The form with somebody listening, as the page does, and what it holds now. */
function openForm(draft: Partial<typeof values> = {}) {
  const form = openControl(detailsKind, values, draft);
  let dirty: ReadonlySet<DetailsField> = new Set();
  form.subscribe({
    formState: { dirtyFields: true, values: true },
    callback: (state) => {
      dirty = dirtyOf(detailsKind, state.dirtyFields ?? {});
    },
  });
  return {
    form,
    dirty: () => [...dirty],
    type: (field: DetailsField, text: string) => form.setValue(field, text, { shouldDirty: true }),
  };
}

describe('the life of the form', () => {
  test('a draft of before is typed in, and dirty', () => {
    const { form, type, dirty } = openForm({ title: 'Cells', objectives: 'One\nTwo' });
    type('audience', 'Students');
    expect(dirty()).toEqual(['title', 'objectives', 'audience']);
    expect(form.getValues()).toMatchObject({ title: 'Cells', objectives: 'One\nTwo', subtitle: '' });
  });

  test('a refetch never touches a dirty field, and brings the others', () => {
    const { form, type, dirty } = openForm();
    type('title', 'Cells');
    form.reset(valuesOf({ ...details, title: 'From elsewhere', subtitle: 'From elsewhere' }), refetchOptions);
    expect(form.getValues()).toMatchObject({ title: 'Cells', subtitle: 'From elsewhere' });
    expect(dirty()).toEqual(['title']);
  });

  test('saved fields are clean at once; what main brings then is adopted', () => {
    const { form, type, dirty } = openForm();
    type('title', 'Cells ');
    markSaved(form, values);
    expect(dirty()).toEqual([]);
    form.reset(valuesOf({ ...details, title: 'Cells' }), refetchOptions);
    expect(form.getValues('title')).toBe('Cells');
  });

  test('typing goes on during a save, and stays dirty after it', () => {
    const { form, type, dirty } = openForm();
    type('title', 'Cells');
    markSaved(form, values);
    type('title', 'Cells and more');
    form.reset(valuesOf({ ...details, title: 'Cells' }), refetchOptions);
    expect([form.getValues('title'), dirty()]).toEqual(['Cells and more', ['title']]);
  });

  test('a save that fails makes the fields dirty again, and the old values that come back do not touch them', () => {
    const { form, type, dirty } = openForm();
    type('title', 'Cells');
    type('priceText', '60.00');
    const takeBack = markSaved(form, values);
    takeBack();
    form.reset(values, refetchOptions);
    expect(form.getValues()).toMatchObject({ title: 'Cells', priceText: '60.00' });
    expect(dirty()).toEqual(['title', 'priceText']);
  });
});
