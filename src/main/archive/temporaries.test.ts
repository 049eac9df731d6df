import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/helpers/temporary.ts';
import { createTemporaries } from './temporaries.ts';

function open() {
  const root = temporaryFolder();
  const drive = join(root, 'drive');
  mkdirSync(drive);
  const list = join(root, 'temporaries.json');
  return { root, drive, list, temporaries: createTemporaries(list) };
}

describe('temporary files in folders of the user', () => {
  test('what a crash left goes at the next start, and the list with it', () => {
    const { drive, list, temporaries } = open();
    const path = temporaries.add(drive);
    writeFileSync(path, 'half');
    createTemporaries(list).sweep();
    expect([existsSync(path), existsSync(list)]).toEqual([false, false]);
  });

  test('on a drive that went away it goes when the drive is back', () => {
    const { root, drive, list, temporaries } = open();
    const path = temporaries.add(drive);
    writeFileSync(path, 'half');
    renameSync(drive, join(root, 'away'));
    temporaries.done(path);
    createTemporaries(list).sweep();
    renameSync(join(root, 'away'), drive);
    expect(existsSync(path)).toBe(true);
    createTemporaries(list).sweep();
    expect([existsSync(path), existsSync(list)]).toEqual([false, false]);
  });

  test('a list that somebody else wrote takes nothing away', () => {
    const { root, list, temporaries } = open();
    const precious = join(root, 'precious.mp4');
    writeFileSync(precious, 'x');
    for (const text of [JSON.stringify([precious, 1, null]), '{', '{}', '']) {
      writeFileSync(list, text);
      temporaries.sweep();
      expect(readFileSync(precious, 'utf8')).toBe('x');
    }
  });
});
