import { constants } from 'node:fs';
import { access, lstat, mkdir } from 'node:fs/promises';

/** True when the folder could be made, or is there and can be written to. */
export async function isWritable(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return true;
  } catch {
    return false; // whatever the reason, another place must do
  }
}

/**
 * Makes a folder that nobody else can put anything into, in a place where everybody may write. Throws when there already is
 * one that is not `uid`'s own, or that others may enter: what is in it may be anybody's.
 */
export async function makePrivateFolder(folder: string, uid: number): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const info = await lstat(folder); // not stat: a link is somebody's choice of a place, too
  if (info.isDirectory() && info.uid === uid && (info.mode & 0o077) === 0) return;
  throw new Error(
    `chromium-host: ${folder} is not a folder of yours alone (owner ${info.uid}, mode ` +
      `${(info.mode & 0o777).toString(8)}), so no browser is run from there: look what it is and remove it`,
  );
}
