import { openRegularFile } from './regular-file.ts';

type TextFault = { readonly fault: 'unreadable' | 'encoding' };

/** UTF-16 where its mark says so, else UTF-8; null: it is neither. */
export function decodeText(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const name =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
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
    return decodeText(await opened.handle.readFile()) ?? { fault: 'encoding' };
  } catch {
    return { fault: 'unreadable' };
  } finally {
    await opened.handle.close().catch(() => undefined);
  }
}
