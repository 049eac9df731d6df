import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import type { B2Sandbox } from '../sandbox/b2/sandbox.ts';
import { ask, openCourse } from '../story/steps.ts';
import { importFolder, layFolder, outline } from './screens-rig.ts';
import { selectionGestures } from './selection-gestures.ts';
import { forty } from './selection-hands.ts';
import { openSendingStudio, startStorage } from './uploads-rig.ts';

/* One selection model: the same twelve gestures in each list of the built app. */
let b2: B2Sandbox;
let studio: Studio;

/** Forty lessons, and their uploads, which stand still. */
beforeAll(async () => {
  const storage = await startStorage();
  ({ b2 } = storage);
  studio = await openSendingStudio(storage.policy);
  await ask(studio.page, 'upload.pauseAll', {});
  const files = forty.map((title) => `${title}.mp4`);
  await importFolder(studio.page, await layFolder(join(temporaryFolder(), 'Gestures'), files));
});
afterAll(async () => {
  await studio.close();
  await b2.stop();
});

describe('outline', () => {
  beforeAll(() => openCourse(studio.page, 'Gestures'));
  selectionGestures(() => ({ page: studio.page, list: outline(studio.page), groups: 1 }));
});

describe('queue', () => {
  beforeAll(async () => {
    await studio.page.getByRole('link', { name: 'All uploads' }).click();
    await studio.page.getByRole('grid', { name: 'Queue' }).getByRole('row').first().waitFor();
  });
  selectionGestures(() => ({
    page: studio.page,
    list: studio.page.getByRole('grid', { name: 'Queue' }),
    groups: 0,
  }));
});
