import { expect, test } from 'vitest';
import { importRules } from './import-rules.ts';
import { checkImports } from './imports.ts';
import { checkSizes } from './sizes.ts';

/** A violation of every rule, planted; the rule it must be caught by. */
const planted: readonly (readonly [path: string, text: string, rule: string])[] = [
  ['src/main/lib/x.ts', "import '../../../tests/helpers/database.ts';", 'nothing in src knows tests or scripts'],
  ['src/shared/util/x.ts', "import type { A } from '../../main/db/open.ts';", 'shared imports nobody'],
  ['src/shared/util/x.ts', "import fs from 'fs';", 'shared is portable'],
  ['src/preload/x.ts', "export * from '../main/lib/logger.ts';", 'preload knows shared only'],
  ['src/renderer/lib/x.ts', "import { x } from '../../main/ipc/router.ts';", 'renderer knows shared only'],
  ['src/renderer/lib/x.ts', "const fs = await import('node:fs');", 'renderer has no Node and no Electron'],
  ['src/renderer/features/a/x.ts', "import { y } from '../b/y.ts';", 'features are strangers to each other'],
  ['src/renderer/features/a/x.ts', "import { y } from '../../routes/y.tsx';", 'features know no route'],
  ['src/renderer/components/x.tsx', "import { y } from '../features/a/y.ts';", 'the design system has no domain'],
  ['src/main/db/x.ts', "import { y } from '../actions/y.ts';", 'db knows shared only'],
  ['src/main/sync/x.ts', "import { y } from '../db/y.ts';", 'cores know shared and themselves'],
  ['src/main/uploads/x.ts', "import { y } from './adapters/b2/y.ts';", 'cores know shared and themselves'],
  ['src/main/uploads/x.ts', "import { readFile } from 'node:fs/promises';", 'cores have no Node'],
  ['src/main/sync/x.ts', "import { v7 } from 'uuid';", 'cores have no libraries'],
  ['src/main/actions/x.ts', "import Database from 'better-sqlite3';", 'actions have no Electron and no SQL'],
  ['src/main/media/x.ts', "import { app } from 'electron';", 'electron has its rooms'],
  ['src/main/media/x.ts', "import Database from 'better-sqlite3';", 'SQLite has its room'],
  ['src/main/lib/x.ts', "import { createClient } from '@supabase/supabase-js';", 'Supabase has its rooms'],
  ['src/main/media/x.ts', "import B2 from 'backblaze-b2';", 'B2 has its room'],
  ['src/main/media/x.ts', "import { watch } from 'chokidar';", 'chokidar has its room'],
  ['src/main/platform/x.ts', "import { compose } from '../compose.ts';", 'only the entry composes'],
  ['src/main/platform/x.ts', "import '../index.ts';", 'nobody imports the entry'],
];

test.each(planted)('%s: %s is caught', (path, text, rule) => {
  expect(checkImports([{ path, text }]).join('\n')).toContain(rule);
});

test('every rule has a planted violation', () => {
  const covered = new Set(planted.map(([, , rule]) => rule));
  expect(importRules.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
});

test('what is allowed is left alone', () => {
  const text =
    "import { z } from 'zod'; import type { Op } from '../../shared/domain/merge.ts'; import { plan } from './plan.ts';";
  expect(checkImports([{ path: 'src/main/uploads/x.ts', text }])).toEqual([]);
});

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);

test('a file, a function and a component that are too long fail; long ones warn', () => {
  const levels = (path: string, text: string) => checkSizes({ path, text }).map(({ level }) => level);
  expect(levels('src/x.ts', lines(401, '//'))).toEqual(['fail']);
  expect(levels('src/x.ts', lines(301, '//'))).toEqual(['warn']);
  expect(levels('src/x.ts', `function f() {\n${lines(60, '  //')}}\n`)).toEqual(['fail']);
  expect(levels('src/x.ts', `const f = () => {\n${lines(40, '  //')}};\n`)).toEqual(['warn']);
  expect(levels('src/x.tsx', `export function Page() {\n${lines(121, '  //')}}\n`)).toEqual(['warn']);
  expect(levels('src/x.tsx', `export function Page() {\n${lines(160, '  //')}}\n`)).toEqual(['fail']);
});

test('a factory is as long as its own lines, not those of the functions in it', () => {
  const inner = `  function inner() {\n${lines(30, '    //')}  }\n`;
  expect(checkSizes({ path: 'src/x.ts', text: `function createX() {\n${inner.repeat(3)}}\n` })).toEqual([]);
});
