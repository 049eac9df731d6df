import { expect, test } from 'vitest';
import { importRules } from './import-rules.ts';
import { checkImports, unreadable } from './imports.ts';

/** A violation of every rule, planted; the rule it must be caught by. */
const planted: readonly (readonly [path: string, text: string, rule: string])[] = [
  ['src/main/lib/x.ts', "import '../../../tests/helpers/database.ts';", 'src knows only what is below src'],
  ['src/main/lib/x.ts', "import pkg from '../../../package.json';", 'src knows only what is below src'],
  ['src/main/lib/x.ts', "import { y } from './y.test.ts';", 'only tests know tests and fixtures'],
  ['src/renderer/lib/x.ts', "import { y } from './y.fixture.ts';", 'only tests know tests and fixtures'],
  ['src/main/lib/x.ts', "import { Module } from 'node:module';", 'nothing loads modules or code by hand'],
  ['src/main/lib/x.ts', "import vm from 'vm';", 'nothing loads modules or code by hand'],
  ['src/shared/util/x.ts', "import type { A } from '../../main/db/open.ts';", 'shared imports nobody'],
  ['src/shared/util/x.ts', "type A = import('../../main/db/open.ts').A;", 'shared imports nobody'],
  ['src/shared/util/x.ts', "type A = typeof import('../../main/db/open.ts');", 'shared imports nobody'],
  ['src/shared/util/x.ts', "import fs from 'fs';", 'shared is portable'],
  ['src/shared/util/x.ts', "import fs = require('fs');", 'shared is portable'],
  ['src/preload/x.ts', "export * from '../main/lib/logger.ts';", 'preload knows shared only'],
  ['src/preload/x.ts', "import { routes } from '../shared/ipc/contract.ts';", 'preload knows the types of shared'],
  ['src/renderer/lib/x.ts', "import { x } from '../../main/ipc/router.ts';", 'renderer knows shared only'],
  ['src/renderer/lib/x.ts', "const fs = await import('node:fs');", 'renderer has no Node and no Electron'],
  ['src/renderer/lib/x.ts', 'const fs = await import(`node:fs`);', 'renderer has no Node and no Electron'],
  [
    'src/renderer/features/course/model.ts',
    "import { courseRoutes } from '../../../shared/ipc/contract/course.ts';",
    'renderer knows the contract by its types, forms also by their schema',
  ],
  [
    'src/renderer/features/course/model.ts',
    "import { type Course } from '../../../shared/ipc/contract/course.ts';",
    'renderer knows the contract by its types, forms also by their schema',
  ],
  [
    'src/renderer/features/course/forms/x.ts',
    "import { routes } from '../../../../shared/ipc/contract.ts';",
    'renderer loads the contract by domain, never the whole list',
  ],
  ['src/renderer/features/a/x.ts', "import { y } from '../b/y.ts';", 'features are strangers to each other'],
  ['src/renderer/features/a/x.ts', "import { y } from '../../routes/y.tsx';", 'features know no route'],
  ['src/renderer/components/x.tsx', "import { y } from '../features/a/y.ts';", 'the design system has no domain'],
  ['src/main/platform/x.ts', "import type { Y } from '../../renderer/lib/y.ts';", 'main knows no page'],
  ['src/main/ipc/x.ts', "import type { Y } from '../../preload/index.ts';", 'main knows no page'],
  ['src/main/db/x.ts', "import { y } from '../actions/y.ts';", 'db knows shared only'],
  ['src/main/db/x.ts', "import { v7 } from 'uuid';", 'db has SQLite and its file'],
  ['src/main/db/x.ts', "import { z } from 'zod';", 'db has SQLite and its file'],
  ['src/main/db/x.ts', "import http from 'node:http';", 'db has SQLite and its file'],
  [
    'src/main/actions/x.ts',
    "import { createStorageClient } from '../uploads/adapters/storage-client.ts';",
    'actions know tables, auth and the faces of the engines',
  ],
  [
    'src/main/actions/x.ts',
    "import { installMenu } from '../platform/menu.ts';",
    'actions know tables, auth and the faces of the engines',
  ],
  [
    'src/main/actions/x.ts',
    "import type { Database } from '../db/open.ts';",
    'actions know tables, auth and the faces of the engines',
  ],
  ['src/main/actions/x.ts', "import Database from 'better-sqlite3';", 'actions have no Electron and no SQL'],
  ['src/main/actions/x.ts', "import { readFile } from 'node:fs/promises';", 'actions have no Node'],
  ['src/main/ipc/x.ts', "import { openDatabase } from '../db/open.ts';", 'ipc knows shared only'],
  ['src/main/sync/x.ts', "import { y } from '../db/y.ts';", 'cores know shared and themselves'],
  ['src/main/uploads/x.ts', "import { y } from './adapters/b2/y.ts';", 'cores know shared and themselves'],
  ['src/main/watch/x.ts', "import { y } from '../uploads/plan.ts';", 'cores know shared and themselves'],
  ['src/main/uploads/x.ts', "import { readFile } from 'node:fs/promises';", 'cores have no Node'],
  ['src/main/uploads/deep/worker.ts', "import { readFile } from 'node:fs/promises';", 'cores have no Node'],
  ['src/main/sync/worker.ts', "import { parentPort } from 'node:worker_threads';", 'cores have no Node'],
  ['src/main/uploads/deep/adapters/x.ts', "import fs from 'node:fs';", 'cores have no Node'],
  ['src/main/sync/x.ts', "import { v7 } from 'uuid';", 'cores have no libraries'],
  [
    'src/main/uploads/worker.ts',
    "import { openDatabase } from '../db/open.ts';",
    'the upload worker gives its core the adapters, no more',
  ],
  [
    'src/main/uploads/worker.ts',
    "import { readFile } from 'node:fs/promises';",
    'the upload worker gives its core the adapters, no more',
  ],
  [
    'src/main/uploads/adapters/x.ts',
    "import { openDatabase } from '../../db/open.ts';",
    'adapters know their own core',
  ],
  ['src/main/uploads/adapters/b2/x.ts', "import { y } from '../../../sync/ports.ts';", 'adapters know their own core'],
  ['src/main/sync/adapters/x.ts', "import { y } from '../../uploads/ports.ts';", 'adapters know their own core'],
  ['src/main/uploads/adapters/x.ts', "import { y } from '../../media/io-error.ts';", 'adapters know their own core'],
  [
    'src/main/uploads/adapters/file-source.ts',
    "import { openDatabase } from '../../db/open.ts';",
    'the file source reads files as media does',
  ],
  ['src/main/media/x.ts', "import { app } from 'electron';", 'electron has its rooms'],
  ['src/main/compose-sync.ts', "import { app } from 'electron/main';", 'electron has its rooms'],
  ['src/main/lib/x.ts', "import e from '../../../node_modules/electron/index.js';", 'electron has its rooms'],
  ['src/main/media/x.ts', "import Database from 'better-sqlite3';", 'SQLite has its room'],
  ['src/main/lib/x.ts', "import { createClient } from '@supabase/supabase-js';", 'Supabase has its rooms'],
  ['src/main/media/x.ts', "import B2 from 'backblaze-b2';", 'B2 has its room'],
  ['src/main/actions/x.ts', "import { ZipFile } from 'yazl';", 'ZIP has its room'],
  ['src/main/archive/x.ts', "import type { Mutator } from '../db/mutate.ts';", 'archive knows shared, media and lib'],
  [
    'src/main/watch/adapters/folder-source.ts',
    "import { openDatabase } from '../../db/open.ts';",
    'the folder source lists and looks as media does',
  ],
  ['src/main/media/x.ts', "import { watch } from 'chokidar';", 'chokidar has its room'],
  ['src/main/platform/x.ts', "import { compose } from '../compose.ts';", 'only the entry composes'],
  ['src/main/platform/x.ts', "import { compose } from '../compose';", 'only the entry composes'],
  ['src/main/platform/x.ts', "import { compose } from '../compose.js';", 'only the entry composes'],
  ['src/main/profile-keeper.ts', "import { compose } from './compose.ts';", 'only the entry composes'],
  [
    'src/main/actions/x.ts',
    "import type { AppServices } from '../compose-services.ts';",
    'the composition root keeps to itself',
  ],
  [
    'src/main/platform/x.ts',
    "import { composeProfile } from '../compose-profile.ts';",
    'the composition root keeps to itself',
  ],
  ['src/main/lib/x.ts', "import { y } from '../profile-keeper.ts';", 'the composition root keeps to itself'],
  ['src/main/platform/x.ts', "import '../index.ts';", 'nobody imports an entry'],
  ['src/main/compose.ts', "import './uploads/worker.ts';", 'nobody imports an entry'],
];

/** What the table could not be applied to, because the name is hidden from it. */
const hidden: readonly (readonly [text: string, rule: string])[] = [
  ['const x = await import(`node:${name}`);', unreadable.hidden],
  ['const x = await import(name);', unreadable.hidden],
  ["const x = await import(('node:fs'));", unreadable.hidden],
  ["import { createRequire } from 'node:module'; createRequire(import.meta.url)('electron');", unreadable.hidden],
  ["import * as m from 'node:module'; m['createRequire']('/')('electron');", unreadable.hidden],
  ["const x = require('electron');", unreadable.hidden],
  ["const x = module.require('electron');", unreadable.hidden],
  ["const x = process.getBuiltinModule('fs');", unreadable.hidden],
  ["const { getBuiltinModule } = process; getBuiltinModule('fs');", unreadable.hidden],
  ["const x = Reflect.get(process, 'getBuiltinModule')('fs');", unreadable.hidden],
  ["const x = process['get' + 'BuiltinModule']('fs');", unreadable.hidden],
  ["const x = new Function('return process')();", unreadable.hidden],
  ['const x = eval(text);', unreadable.hidden],
  ["const x = import.meta.glob('../../main/**');", unreadable.hidden],
  ["const x = new Worker(new URL('../db/open.ts', import.meta.url));", unreadable.hidden],
  ['/// <reference types="node" />', unreadable.hidden],
  ['/// <reference lib="dom" />', unreadable.hidden],
  ["import { x } from './x';", unreadable.extension],
  ["import { x } from './x.js';", unreadable.extension],
  ["import x from '..';", unreadable.extension],
  ["import { x } from './x.ts?worker';", unreadable.extension],
  ["import x from '/src/main/index.ts';", unreadable.outside],
  ["import x from 'file:///etc/x.js';", unreadable.outside],
  ["import x from 'data:text/javascript,1';", unreadable.outside],
  ["import x from '#main/db';", unreadable.outside],
];

test.each(planted)('%s: %s is caught', (path, text, rule) => {
  expect(checkImports([{ path, text }]).map((line) => line.replace(/^.*?: /, ''))).toContain(rule);
});

test.each(hidden)('%s is caught', (text, rule) => {
  expect(checkImports([{ path: 'src/main/lib/x.ts', text }]).join('\n')).toContain(rule);
});

test('every rule has a planted violation', () => {
  const covered = new Set(planted.map(([, , rule]) => rule));
  expect(importRules.map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
});

const allowed: readonly (readonly [path: string, text: string])[] = [
  ['src/main/uploads/x.ts', "import { z } from 'zod'; import type { Op } from '../../shared/domain/merge.ts';"],
  ['src/main/uploads/x.ts', "import { plan } from './plan.ts';"],
  ['src/main/index.ts', "import { compose } from './compose.ts'; const here = import.meta.dirname;"],
  ['src/main/compose-sync.ts', "import type { AppServices } from './compose-services.ts';"],
  ['src/main/uploads/worker.ts', "import { parentPort } from 'node:worker_threads'; import './adapters/system.ts';"],
  ['src/preload/index.ts', "import { INVOKE_CHANNEL } from '../shared/ipc/bridge.ts';"],
  ['src/renderer/lib/x.ts', "import type { Routes } from '../../shared/ipc/contract.ts';"],
  ['src/renderer/lib/x.ts', "type Routes = import('../../shared/ipc/contract.ts').Routes;"],
  ['src/renderer/features/a/forms/x.ts', "import { aRoutes } from '../../../../shared/ipc/contract/a.ts';"],
  ['src/renderer/app/x.tsx', "import './theme.css'; const { y } = await import('./y.ts');"],
  ['src/main/uploads/x.test.ts', "import fs from 'node:fs'; import { y } from './adapters/y.ts';"],
];

test.each(allowed)('%s: %s is left alone', (path, text) => {
  expect(checkImports([{ path, text }])).toEqual([]);
});
