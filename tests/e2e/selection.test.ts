import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Studio } from '../helpers/launch.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startCloud, type SandboxCloud } from '../sandbox/cloud.ts';
import { ask, openCourse } from '../story/steps.ts';
import { importFolder, layFolder, openSignedInStudio, outline } from './screens-rig.ts';
import { selectionGestures } from './selection-gestures.ts';
import { forty } from './selection-hands.ts';

/* One selection model: the same twelve gestures in each list of the built app. */
let cloud: SandboxCloud;
let studio: Studio;

/** Forty lessons, and their uploads, which stand still. */
beforeAll(async () => {
  cloud = await startCloud({ folder: temporaryFolder() });
  studio = await openSignedInStudio(cloud);
  await ask(studio.page, 'upload.pauseAll', {});
  const files = forty.map((title) => `${title}.mp4`);
  await importFolder(studio.page, await layFolder(join(temporaryFolder(), 'Gestures'), files));
});
afterAll(async () => {
  await studio.close();
  await cloud.stop();
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
