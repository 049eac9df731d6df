import { closeQuietly, openRegularFile } from './regular-file.ts';
import { encodingByMark } from './text-encoding.ts';

type TextFault = { readonly fault: 'unreadable' | 'encoding' };

/** UTF-16 where its mark says so, else UTF-8; null: it is neither. */
export function decodeUnicode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encodingByMark(bytes), { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The text of a file that is not larger than that; never throws. */
export async function readTextFile(path: string, maxBytes: number): Promise<string | TextFault> {
  const opened = await openRegularFile(path);
  if (!opened.ok) return { fault: 'unreadable' };
  try {
    if (opened.identity.bytes > maxBytes) return { fault: 'unreadable' };
    return decodeUnicode(await opened.handle.readFile()) ?? { fault: 'encoding' };
  } catch {
    return { fault: 'unreadable' };
  } finally {
    await closeQuietly(opened.handle);
  }
}
