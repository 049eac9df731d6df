import { describe, expect, test } from 'vitest';
import { checkLayers } from './layers.ts';
import type { SourceFile } from './source.ts';

const R = 'src/renderer/features/x';
const world: readonly SourceFile[] = [
  { path: 'src/shared/domain/ids.ts', text: 'export type CourseId = string;' },
  {
    path: 'src/shared/domain/course.ts',
    text: `import { z } from 'zod';
      export const course = z.object({});
      export type Course = z.infer<typeof course>;
      export const level = z.enum(['one', 'two']);
      export type Level = z.infer<typeof level>;
      export type Way = 'in' | 'out';`,
  },
  { path: 'src/renderer/lib/ipc-client.ts', text: 'export type Output<Name> = { readonly name: Name };' },
  {
    path: `${R}/held.ts`,
    text: "import type { Course } from '../../../shared/domain/course.ts'; export interface Held { readonly one: Course }",
  },
];
const imports = `import { create, createStore as makeStore } from 'zustand';
  import { useEffect, useLayoutEffect, useState, useReducer } from 'react';
  import type { CourseId } from '../../../shared/domain/ids.ts';
  import type { Course, Level, Way } from '../../../shared/domain/course.ts';
  import type { Output } from '../../lib/ipc-client.ts';
  import { showPanel, usePanel } from './x-ui.ts';
  import type { Held } from './held.ts';\n`;

const found = (text: string, path = `${R}/planted.tsx`): string[] =>
  checkLayers([...world, { path, text: imports + text }]).filter((line) => line.startsWith(path));

describe('entities', () => {
  test.each([
    'const use = create<{ course: Course }>(() => ({}));',
    'interface Ui { readonly open: ReadonlyMap<CourseId, Course> } const use = create<Ui>(() => ({}));',
    'interface Ui extends Held { readonly a: 1 } const use = makeStore<Ui>(() => ({}));',
    'const use = create<Held>()((set) => ({}));',
    "type Row = Output<'course.list'>[number]; const use = create<{ row: Row | null }>(() => ({}));",
    'const use = create(() => ({ course: null }));',
    'function X() { const [course, setCourse] = useState<Course | null>(null); }',
    'function X() { const [held, setHeld] = useState<readonly Held[]>([]); }',
  ])('%s is caught', (text) => {
    expect(found(text)).toHaveLength(1);
  });

  test.each([
    'interface Ui { readonly open: ReadonlySet<CourseId>; readonly level: Level; readonly way: Way | null } const use = create<Ui>(() => ({}));',
    'function X() { const [id, setId] = useState<CourseId | null>(null); const [at, setAt] = useState(0); }',
    "function X({ course }: { course: Course }) { const words = useWords<Output<'x'>>(course); }",
  ])('%s is left alone', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('what is typed', () => {
  test.each([
    'client.setQueryData(key, form.getValues());',
    'client.setQueryData(key, (held) => ({ ...held, title }));',
    'client.setQueriesData({ queryKey }, values);',
  ])('%s is caught', (text) => {
    expect(found(text)).toHaveLength(1);
  });

  test('a form that reaches into the queries or mutations is caught; they themselves fill the cache, and all may empty it', () => {
    const write = 'client.setQueryData(key, values);';
    const form = "import { useForm } from 'react-hook-form';";
    expect(found(form, `${R}/mutations.ts`)).toHaveLength(1);
    expect([found(write, `${R}/mutations/a.ts`), found(write, `${R}/queries.ts`)]).toEqual([[], []]);
    expect(found('client.setQueryData(key, null);')).toEqual([]);
  });
});

describe('effects', () => {
  test.each([
    'function X({ course }) { const [title, type] = useState(course.title); useEffect(() => type(course.title), [course]); }',
    'function X({ a }) { const [, send] = useReducer(f, 0); useLayoutEffect(() => { if (a) send(a); }, [a]); }',
    'function X({ a, setOpen }) { useEffect(() => { const next = a + 1; setOpen(next); }, [a]); }',
    'function X({ data }) { useEffect(() => { showPanel(data.id); }, [data]); }',
    'function X({ data }) { useEffect(() => store.setState({ id: data.id }), [data]); }',
    'function X({ data }) { useEffect(() => { form.reset(data); return () => stop(); }, [data]); }',
    'function X({ data }) { useEffect(function copy() { form.setValue("a", data.a); }, [data]); }',
  ])('%s is caught', (text) => {
    expect(found(text)).toHaveLength(1);
  });

  test.each([
    'function X() { const [now, setNow] = useState(0); useEffect(() => { const timer = setInterval(() => setNow(Date.now()), 9); return () => clearInterval(timer); }, []); }',
    'function X() { const [on, setOn] = useState(false); useEffect(() => { const timer = setTimeout(() => setOn(true), 9); return () => clearTimeout(timer); }, []); }',
    'function X() { useLayoutEffect(() => { latest.current = props; }); }',
    'function X() { const isOpen = usePanel(); const open = () => showPanel(1); useEffect(() => listen(open), []); }',
  ])('%s is left alone', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('mutations', () => {
  const path = `${R}/mutations.ts`;
  const file = {
    path,
    text: `export const save = mutationOptions({ mutationFn: f });
      function verb(route) { return mutationOptions({ mutationFn: route }); }
      export const stop = verb('x');
      export const nothing = helper();`,
  };
  const untested = (...tests: SourceFile[]) => checkLayers([file, ...tests]).map((line) => line.split(' ')[1]);
  const testing = (name: string, names: string): SourceFile => ({
    path: `${R}/${name}`,
    text: `import { ${names} } from './mutations.ts';`,
  });

  test('each is in a test or a table of mutations; another test does not count', () => {
    expect(untested()).toEqual(['save:', 'stop:']);
    expect(untested(testing('mutations.test.ts', 'save'))).toEqual(['stop:']);
    expect(untested(testing('mutation-cases.fixture.ts', 'save, stop'))).toEqual([]);
    expect(untested(testing('other.test.ts', 'save, stop'))).toEqual(['save:', 'stop:']);
  });

  test('an optimistic one is tested against an answer that was asked for before it', () => {
    const optimistic = { path, text: 'export const save = mutationOptions({ onMutate: f });' };
    const plain = testing('mutations.test.ts', 'save');
    const late = "import { beginReading } from '../../lib/late-reading.fixture.ts';";
    const linesWith = (text: string) => checkLayers([optimistic, { ...plain, text: plain.text + text }]);
    expect([linesWith(''), linesWith(late)]).toEqual([[expect.stringContaining('older reading')], []]);
  });

  test('one that is made in a component is caught', () => {
    expect(found('function X() { useMutation({ mutationFn: () => call() }); }')).toHaveLength(1);
  });
});
