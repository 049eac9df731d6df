import type { z } from 'zod';
import type { StoredPart } from '../../../../shared/domain/upload.ts';
import type { UnfinishedFile } from '../../orphans.ts';
import type { StoredPage } from '../../catalogue.ts';
import { good, type Outcome, type StoredFile } from '../../ports.ts';
import { fileList, nameList, partList, toStoredFile, toStoredPart } from './answers.ts';
import type { Client } from './client.ts';

const partsPage = 1_000;
const unfinishedPage = 100;
const versionsPage = 1_000;

interface Page<Item, Next> {
  readonly items: readonly Item[];
  readonly next: Next | null;
}

/** Reads page after page until there is no next one. */
async function readAll<Item, Next>(
  first: Next,
  readPage: (from: Next) => Promise<Outcome<Page<Item, Next>>>,
): Promise<Outcome<readonly Item[]>> {
  const all: Item[] = [];
  for (let from: Next | null = first; from !== null;) {
    const page: Outcome<Page<Item, Next>> = await readPage(from);
    if (!page.ok) return page;
    all.push(...page.value.items);
    from = page.value.next;
  }
  return good(all);
}

type Part = z.infer<typeof partList>['parts'][number];

/** All parts of an unfinished large file, as the service names them. */
function readParts(client: Client, fileId: string, signal: AbortSignal): Promise<Outcome<readonly Part[]>> {
  return readAll(1, async (startPartNumber) => {
    const page = await client.ask(partList, signal, (sdk, options) =>
      sdk.listParts({ ...options, fileId, startPartNumber, maxPartCount: partsPage }),
    );
    return page.ok ? good({ items: page.value.parts, next: page.value.nextPartNumber }) : page;
  });
}

/** All parts of an unfinished large file. */
export async function listParts(
  client: Client,
  fileId: string,
  signal: AbortSignal,
): Promise<Outcome<readonly StoredPart[]>> {
  const read = await readParts(client, fileId, signal);
  return read.ok ? good(read.value.map(toStoredPart)) : read;
}

/** When the newest part arrived, by the server's clock; null: there is none. */
export async function lastPartAtMs(
  client: Client,
  fileId: string,
  signal: AbortSignal,
): Promise<Outcome<number | null>> {
  const read = await readParts(client, fileId, signal);
  if (!read.ok) return read;
  return good(read.value.reduce<number | null>((last, part) => Math.max(last ?? 0, part.uploadTimestamp), null));
}

interface Named {
  readonly bucketId: string;
  readonly objectName: string;
}

/** Unfinished large files of exactly this name; the listing itself goes by prefix. */
export async function listUnfinished(
  client: Client,
  { bucketId, objectName }: Named,
  signal: AbortSignal,
): Promise<Outcome<readonly StoredFile[]>> {
  const listed = await listUnfinishedUnder(client, { bucketId, prefix: objectName }, signal);
  return listed.ok ? good(listed.value.filter((file) => file.objectName === objectName)) : listed;
}

/** Unfinished large files under a prefix, whoever began them. */
export function listUnfinishedUnder(
  client: Client,
  { bucketId, prefix }: { readonly bucketId: string; readonly prefix: string },
  signal: AbortSignal,
): Promise<Outcome<readonly UnfinishedFile[]>> {
  return readAll('', async (startFileId) => {
    const from = startFileId === '' ? {} : { startFileId };
    const input = { bucketId, maxFileCount: unfinishedPage, ...(prefix === '' ? {} : { namePrefix: prefix }), ...from };
    const page = await client.post('b2_list_unfinished_large_files', fileList, input, signal);
    if (!page.ok) return page;
    const items = page.value.files.map((one) => ({ ...toStoredFile(one), startedAtMs: one.uploadTimestamp }));
    return good({ items, next: page.value.nextFileId });
  });
}

/** Finished versions of exactly this name, hidden ones included; the npm package cannot ask by prefix. */
export function listVersions(
  client: Client,
  { bucketId, objectName }: Named,
  signal: AbortSignal,
): Promise<Outcome<readonly StoredFile[]>> {
  return readAll('', async (startFileId) => {
    const from = startFileId === '' ? {} : { startFileId };
    const start = { startFileName: objectName, prefix: objectName, maxFileCount: versionsPage };
    const page = await client.post('b2_list_file_versions', fileList, { bucketId, ...start, ...from }, signal);
    if (!page.ok) return page;
    const named = page.value.files.map(toStoredFile).filter((file) => file.objectName === objectName);
    // Names after ours come later in the listing: there is nothing more to find.
    const isMore = page.value.nextFileName === objectName;
    return good({ items: named.filter((file) => file.isFinished), next: isMore ? page.value.nextFileId : null });
  });
}

/** A thousand of what lies under a prefix, the newest version of each name; `from` null: the first of them. */
export async function listNames(
  client: Client,
  { bucketId, prefix }: { readonly bucketId: string; readonly prefix: string },
  from: string | null,
  signal: AbortSignal,
): Promise<Outcome<StoredPage>> {
  const start = from === null ? {} : { startFileName: from };
  const input = { bucketId, maxFileCount: versionsPage, ...(prefix === '' ? {} : { prefix }), ...start };
  const page = await client.post('b2_list_file_names', nameList, input, signal);
  if (!page.ok) return page;
  return good({ files: page.value.files.map(toStoredFile), next: page.value.nextFileName });
}

/** A library of this size is counted in part: a hidden file among the first ten thousand is found. */
const hiddenPages = 10;

/** How many hide markers there are under a prefix, as far as ten pages tell. */
export async function countHidden(
  client: Client,
  { bucketId, prefix }: { readonly bucketId: string; readonly prefix: string },
  signal: AbortSignal,
): Promise<Outcome<number>> {
  let from = {};
  let count = 0;
  for (let read = 0; read < hiddenPages; read += 1) {
    const input = { bucketId, maxFileCount: versionsPage, ...(prefix === '' ? {} : { prefix }), ...from };
    const page = await client.post('b2_list_file_versions', fileList, input, signal);
    if (!page.ok) return page;
    count += page.value.files.filter(({ action }) => action === 'hide').length;
    const { nextFileId: startFileId, nextFileName: startFileName } = page.value;
    if (startFileId === null || typeof startFileName !== 'string') break;
    from = { startFileId, startFileName };
  }
  return good(count);
}
