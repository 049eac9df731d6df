import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWatchWorld, type WatchWorld } from '../../../tests/helpers/watch-world.ts';
import type { FolderWatch } from './folder-watch.ts';

let world: WatchWorld;
let watch: FolderWatch;
beforeEach(() => {
  world = createWatchWorld();
});
afterEach(() => watch.stop());

const offered = (): string[] =>
  watch
    .found()
    .proposals.map(({ file, replaces }) => `${replaces ? 'changed' : 'new'} ${file.relative}`)
    .toSorted();
const start = async (): Promise<void> => {
  watch = world.start();
  await world.clock.drain();
};
const again = async (): Promise<void> => {
  await watch.stop();
  await start();
};

describe('what is offered', () => {
  test('the promo of the folder is no lesson; one of the same name below it is', async () => {
    world.write('promo.mp4', 'what the course is');
    world.write('Promo.MOV', 'the same, otherwise');
    world.write('1 One/promo.mp4', 'how to make one');
    world.write('promo.final.mp4', 'a lesson');
    await start();
    await world.clock.pass(11_000);
    expect(offered()).toEqual(['new 1 One/promo.mp4', 'new promo.final.mp4']);
    expect(watch.status().counts.waiting).toBe(0);
  });

  test('a recording that grows is waited for: it is offered ten seconds after the last byte, not before', async () => {
    await start();
    for (let size = 1; size <= 12; size += 1) {
      world.write('take.mp4', 'x'.repeat(size));
      world.hint();
      await world.clock.pass(4_000);
      expect(offered()).toEqual([]);
      expect(watch.status().counts.waiting).toBe(1);
    }
    await world.clock.pass(4_000);
    expect(offered()).toEqual([]);
    await world.clock.pass(6_000);
    expect(offered()).toEqual(['new take.mp4']);
    expect(watch.status().counts).toEqual({ added: 1, changed: 0, gone: 0, waiting: 0, unusable: 0 });
  });

  test('a file that no player could open is not offered until it is another one', async () => {
    world.write('take.mp4', 'no index');
    world.broken.set(world.pathOf('take.mp4'), 'NO_INDEX');
    await start();
    await world.clock.pass(60_000);
    expect(offered()).toEqual([]);
    expect(watch.status().counts.unusable).toBe(1);
    world.broken.clear();
    world.write('take.mp4', 'with its index');
    world.hint();
    await world.clock.pass(15_000);
    expect(offered()).toEqual(['new take.mp4']);
  });

  test('a file that cannot be looked into now is tried again', async () => {
    world.write('take.mp4', 'kept open by its editor');
    world.broken.set(world.pathOf('take.mp4'), null);
    await start();
    await world.clock.pass(20_000);
    expect(offered()).toEqual([]);
    world.broken.clear();
    await world.clock.pass(31_000);
    expect(offered()).toEqual(['new take.mp4']);
  });

  test('a re-export is a new version of its lesson; a touched file and a copy are nothing', async () => {
    world.write('a.mp4', 'first take');
    world.write('b.mp4', 'another');
    world.take('a.mp4');
    world.take('b.mp4');
    await start();
    await world.clock.pass(5_000);
    world.write('a.mp4', 'a longer second take');
    world.write('b.mp4', 'another');
    world.write('copy of b.mp4', 'another');
    world.hint();
    await world.clock.pass(20_000);
    expect(offered()).toEqual(['changed a.mp4']);
    expect(watch.found().proposals[0]?.replaces?.lessonTitle).toBe('a.mp4');
  });

  test('a renamed file is its lesson under another name: by its place on the disk, or by its bytes', async () => {
    world.write('a.mp4', 'first take');
    world.write('b.mp4', 'another');
    world.take('a.mp4', false);
    world.take('b.mp4');
    await start();
    world.rename('a.mp4', 'intro.mp4');
    world.remove('b.mp4');
    world.write('outro.mp4', 'another');
    world.hint();
    await world.clock.pass(30_000);
    expect(offered()).toEqual([]);
    expect(watch.status().counts.gone).toBe(0);
    expect(world.library.map(({ path }) => path)).toEqual(['/exports/intro.mp4', '/exports/outro.mp4']);
  });

  test('a copy of a file that lies elsewhere is nothing, and the lesson keeps the file that it has', async () => {
    const ids = { mediaId: 'm', versionId: 'v', lessonId: 'l', lessonTitle: 'Intro' };
    const elsewhere = { path: '/elsewhere/a.mp4', bytes: 10, mtimeMs: 1, inode: '99' };
    world.library.push({ ...elsewhere, ...ids, sha1: 'sha1 of first take' });
    world.write('copy.mp4', 'first take');
    await start();
    await world.clock.pass(20_000);
    expect(offered()).toEqual([]);
    expect(world.moves).toBe(0);
  });

  test('a file that is gone is said, not while it is only being written again', async () => {
    world.write('a.mp4', 'first take');
    world.take('a.mp4');
    await start();
    world.held.add('a.mp4');
    world.hint();
    await world.clock.pass(5_000);
    expect(watch.status().counts.gone).toBe(0);
    world.held.clear();
    world.remove('a.mp4');
    world.hint();
    await world.clock.pass(5_000);
    expect(watch.status().counts.gone).toBe(1);
    watch.dismiss();
    await world.clock.pass(70_000);
    expect(watch.status().counts.gone).toBe(0);
    expect(world.library).toHaveLength(1);
  });

  test('of a folder that could not be listed in full, or in part, nothing is said to be gone', async () => {
    world.write('part 1/a.mp4', 'first take');
    world.take('part 1/a.mp4');
    await start();
    world.held.add('part 1');
    world.hint();
    await world.clock.pass(5_000);
    expect(watch.status().counts.gone).toBe(0);
    world.held.clear();
    world.remove('part 1/a.mp4');
    world.isPartial = true;
    world.hint();
    await world.clock.pass(5_000);
    expect(watch.status()).toMatchObject({ counts: { gone: 0 }, isPartial: true });
  });
});

describe('what is remembered', () => {
  test('dismissed stays dismissed over restarts, until the file changes', async () => {
    world.write('a.mp4', 'first take');
    await start();
    await world.clock.pass(15_000);
    watch.dismiss();
    expect(offered()).toEqual([]);
    await again();
    await world.clock.pass(30_000);
    expect(offered()).toEqual([]);
    world.write('a.mp4', 'second take');
    world.hint();
    await world.clock.pass(15_000);
    expect(offered()).toEqual(['new a.mp4']);
  });

  test('a restart offers what was offered at once, and looks into nothing again', async () => {
    world.write('a.mp4', 'first take');
    await start();
    await world.clock.pass(15_000);
    world.inspected.length = 0;
    await again();
    expect(offered()).toEqual(['new a.mp4']);
    expect(world.inspected).toEqual([]);
  });

  test('what was exported while the studio was closed is found at its start', async () => {
    await start();
    await watch.stop();
    world.write('a.mp4', 'first take');
    await start();
    await world.clock.pass(12_000);
    expect(offered()).toEqual(['new a.mp4']);
  });

  test('a disk that takes no writes: what cannot be kept is not offered, and found out again when it takes them', async () => {
    world.write('a.mp4', 'first take');
    world.diskTakesWrites = false;
    await start();
    await world.clock.pass(15_000);
    expect(offered()).toEqual([]);
    world.diskTakesWrites = true;
    await world.clock.pass(31_000);
    expect(offered()).toEqual(['new a.mp4']);
  });

  // Found by the property test
  test('dismissed, moved away and back: still dismissed', async () => {
    world.write('a.mp4', 'first take');
    await start();
    await world.clock.pass(15_000);
    watch.dismiss();
    world.rename('a.mp4', '../a.mp4');
    const elsewhere = world.files.get('/exports/../a.mp4');
    world.files.clear();
    await world.clock.pass(70_000);
    if (elsewhere) world.files.set('/exports/a.mp4', elsewhere);
    await world.clock.pass(70_000);
    expect(offered()).toEqual([]);
  });

  // Found by the property test
  test('that a file was offered and dismissed says nothing of its being gone later', async () => {
    world.write('a.mp4', 'first take');
    await start();
    await world.clock.pass(15_000);
    watch.dismiss();
    world.take('a.mp4');
    world.remove('a.mp4');
    world.hint();
    await world.clock.pass(5_000);
    expect(watch.status().counts.gone).toBe(1);
  });
});

describe('what happens while a large file is read', () => {
  beforeEach(async () => {
    world.write('a.mp4', 'first take');
    world.take('a.mp4');
    await start();
    world.write('b.mp4', 'new');
    world.hint();
    await world.clock.pass(15_000);
    // As long as a lesson's file: it has to be read
    world.write('c.mp4', 'Equal size');
    world.readsAreHeld = true;
    world.hint();
    await world.clock.pass(15_000);
  });
  const letGo = (): void => {
    world.readsAreHeld = false;
    world.release();
  };
  afterEach(letGo);

  test('what is dismissed then is not offered again', async () => {
    expect(offered()).toEqual(['new b.mp4']);
    watch.dismiss();
    world.release();
    await world.clock.drain();
    // It is looked into now
    expect(offered()).toEqual([]);
    letGo();
    await world.clock.drain();
    expect(offered()).toEqual(['new c.mp4']);
  });

  test('what is imported then is not offered again', async () => {
    expect(offered()).toEqual(['new b.mp4']);
    world.take('b.mp4');
    watch.lessonsChanged();
    expect(offered()).toEqual([]);
    letGo();
    await world.clock.drain();
    expect(offered()).toEqual(['new c.mp4']);
  });
});

describe('somebody asks for a look', () => {
  test('it is answered after a look that began then, and told though nothing is new', async () => {
    const watched = world.start();
    watch = watched;
    await world.clock.drain();
    const before = { scans: world.scans, changes: watched.changes() };
    await watch.checkNow();
    expect(world.scans).toBe(before.scans + 1);
    expect(watched.changes()).toBe(before.changes + 1);
  });

  test('it is answered when the folder is watched no more', async () => {
    world.write('a.mp4', 'first take');
    world.readsAreHeld = true;
    await start();
    await world.clock.pass(15_000);
    const asked = watch.checkNow();
    const stopped = watch.stop();
    world.release();
    await Promise.all([asked, stopped]);
    await expect(watch.checkNow()).resolves.toBeUndefined();
  });
});

describe('what goes wrong', () => {
  test('the drive is away: one state, no flood of gone files; it is back: looked through again', async () => {
    world.write('a.mp4', 'first take');
    world.take('a.mp4');
    await start();
    world.trouble = 'drive';
    world.hint();
    await world.clock.pass(5_000);
    expect(watch.status()).toMatchObject({ state: 'drive', counts: { gone: 0 } });
    expect(world.watchers()).toBe(0);
    world.trouble = null;
    world.write('b.mp4', 'while it was away');
    await world.clock.pass(25_000);
    expect(watch.status().state).toBe('watching');
    expect(offered()).toEqual(['new b.mp4']);
  });

  test('an empty folder in place of the drive is a drive that is away; the same folder emptied is not', async () => {
    world.write('a.mp4', 'first take');
    world.take('a.mp4');
    await start();
    world.files.clear();
    world.mount = 'disk:2';
    world.hint();
    await world.clock.pass(5_000);
    expect(watch.status()).toMatchObject({ state: 'drive', counts: { gone: 0 } });
    world.mount = 'disk:1';
    await world.clock.pass(11_000);
    expect(watch.status()).toMatchObject({ state: 'watching', counts: { gone: 1 } });
  });

  test('a card that was formatted in the camera: what is recorded on it is offered, what was on it is gone', async () => {
    world.write('a.mp4', 'first take');
    world.take('a.mp4');
    await start();
    world.remove('a.mp4');
    world.mount = 'disk:2';
    world.write('c0001.mp4', 'a new day');
    world.hint();
    await world.clock.pass(15_000);
    expect(watch.status()).toMatchObject({ state: 'watching', counts: { added: 1, gone: 1 } });
    expect(world.rootId).toBe('disk:2');
  });

  test('no handles left: it is looked through by the clock, says so, and tries for events again', async () => {
    world.noEvents = 'EMFILE';
    await start();
    expect(watch.status()).toMatchObject({ state: 'polling', code: 'EMFILE' });
    world.write('a.mp4', 'first take');
    await world.clock.pass(45_000);
    expect(offered()).toEqual(['new a.mp4']);
    world.noEvents = '';
    await world.clock.pass(11 * 60_000);
    expect(watch.status()).toMatchObject({ state: 'watching', code: '' });
  });

  test('a watcher that fails later, as one whose limit was taken by others', async () => {
    await start();
    expect(watch.status().state).toBe('watching');
    world.fault('ENOSPC');
    expect(watch.status()).toMatchObject({ state: 'polling', code: 'ENOSPC' });
  });

  test('a storm of events is not a storm of looks', async () => {
    await start();
    const before = world.scans;
    for (let n = 0; n < 1_000; n += 1) {
      world.hint();
      await world.clock.pass(10);
    }
    expect(world.scans - before).toBeLessThanOrEqual(6);
  });

  test('time asleep is no time at rest: a half written file is not offered on waking', async () => {
    await start();
    world.write('a.mp4', 'half');
    world.hint();
    await world.clock.pass(3_000);
    await watch.woke();
    await world.clock.pass(8_000);
    expect(offered()).toEqual([]);
    await world.clock.pass(3_000);
    expect(offered()).toEqual(['new a.mp4']);
  });
});
