import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { preparePackaged, type ChromiumPackage, type Shelf } from './packaged.ts';

const { uid } = userInfo();
let folder: string;
let shelf: Shelf;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'host-test-'));
  shelf = { inProject: join(folder, 'project', '.cache'), forUser: join(folder, 'user'), uid };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A package whose browser is this shell script. */
function packageOf(script: string, version = '1.0.0', unpacked: string[] = []): ChromiumPackage {
  return {
    version,
    async unpack(aside) {
      unpacked.push(aside);
      writeFileSync(join(aside, 'chromium'), `#!/bin/sh\n${script}\n`, { mode: 0o700 });
    },
    async unpackLibraries(aside) {
      mkdirSync(join(aside, 'al2023', 'lib'), { recursive: true });
    },
  };
}

/** A place that even root cannot make a folder in. */
function closeTheProject(): void {
  writeFileSync(join(folder, 'project'), '');
}

const NEEDS_LIBRARIES =
  'case "$LD_LIBRARY_PATH" in *al2023/lib*) exit 0;; esac; echo "libnss3.so: no such file" >&2; exit 127';

describe('where it is unpacked', () => {
  test('in the project, once for each version', async () => {
    const unpacked: string[] = [];
    const first = packageOf('exit 0', '1.0.0', unpacked);
    const { path, env } = await preparePackaged(first, shelf);
    expect([path, env]).toEqual([join(shelf.inProject, 'lectern-chromium-1.0.0', 'chromium'), {}]);
    await preparePackaged(first, shelf);
    expect(unpacked).toHaveLength(1);
    const upgraded = await preparePackaged(packageOf('exit 0', '2.0.0'), shelf);
    expect(upgraded.path).toContain('lectern-chromium-2.0.0');
  });

  test('several at the same time make one and leave nothing aside', async () => {
    const found = await Promise.all([1, 2, 3].map(() => preparePackaged(packageOf('exit 0'), shelf)));
    expect(new Set(found.map(({ path }) => path)).size).toBe(1);
    expect(readdirSync(shelf.inProject)).toEqual(['lectern-chromium-1.0.0']);
  });

  test('where the project cannot be written, in a folder that is ours alone', async () => {
    closeTheProject();
    const { path } = await preparePackaged(packageOf('exit 0'), shelf);
    expect(path).toBe(join(shelf.forUser, 'lectern-chromium-1.0.0', 'chromium'));
    expect(statSync(shelf.forUser).mode & 0o777).toBe(0o700);
  });

  /** A browser that somebody planted, which says when it is run. */
  function plant(at: string, mode: number): string {
    const home = join(at, 'lectern-chromium-1.0.0');
    mkdirSync(home, { recursive: true });
    chmodSync(at, mode);
    const trace = join(folder, 'planted-was-run');
    writeFileSync(join(home, 'chromium'), `#!/bin/sh\ntouch ${trace}\n`, { mode: 0o755 });
    return trace;
  }

  test.each([
    ['others may write to', 0o777, uid],
    ['others may read', 0o755, uid],
    ['is another user’s', 0o700, uid + 1],
  ])('a folder that %s is refused, and nothing in it is run', async (_what, mode, owner) => {
    closeTheProject();
    const trace = plant(shelf.forUser, mode);
    const attempt = preparePackaged(packageOf('exit 0'), { ...shelf, uid: owner });
    await expect(attempt).rejects.toThrow(`${shelf.forUser} is not a folder of yours alone`);
    expect(readdirSync(folder)).not.toContain(trace.split('/').at(-1));
  });

  test('so is a link to another place', async () => {
    closeTheProject();
    mkdirSync(join(folder, 'elsewhere'), { mode: 0o700 });
    symlinkSync(join(folder, 'elsewhere'), shelf.forUser);
    await expect(preparePackaged(packageOf('exit 0'), shelf)).rejects.toThrow('is not a folder of yours alone');
  });
});

describe('libraries', () => {
  test('those of the package are unpacked and named only when the browser does not start without them', async () => {
    const { env } = await preparePackaged(packageOf(NEEDS_LIBRARIES), shelf);
    const libraries = join(shelf.inProject, 'lectern-chromium-1.0.0-libraries', 'al2023', 'lib');
    expect(env['LD_LIBRARY_PATH']?.split(':')[0]).toBe(libraries);
    expect(process.env['LD_LIBRARY_PATH'] ?? '').not.toContain('al2023');
  });

  test('when these do not help either, it says why and what to install', async () => {
    const attempt = preparePackaged(packageOf('echo "GLIBC_2.99 not found" >&2; exit 1'), shelf);
    await expect(attempt).rejects.toThrow(/GLIBC_2\.99 not found.*apt-get install libnss3 libnspr4 libexpat1/s);
  });
});
