import { contentOf } from './marks.ts';
import type { WholeListing } from './missing.ts';
import type { Clock, Outcome, StoredFile, StoredObject } from './ports.ts';

/** Some of what lies under our prefix; `next`: where the rest begins. */
export interface StoredPage {
  readonly files: readonly StoredFile[];
  readonly next: string | null;
}
export interface CataloguedObject {
  readonly fileId: string;
  readonly objectName: string;
  readonly sha1: string;
  /** Of the file that it is, or was made of. */
  readonly bytes: number;
}
/** What was listed, on disk. Everything throws what the disk throws. */
export interface CatalogueStore {
  /** Null: nothing was ever listed of this place. */
  listedAtMs(place: string): number | null;
  /** Begins a listing; what was listed of another place goes. */
  begin(place: string): number;
  add(listing: number, objects: readonly CataloguedObject[]): void;
  /** What this listing did not tell of is not there any more. */
  finish(place: string, listing: number, atMs: number): void;
  /** Some with this content, or of this length. */
  find(sha1: string | null, bytes: number): readonly CataloguedObject[];
}
export interface CatalogueDeps {
  readonly store: CatalogueStore;
  readonly listStored: (from: string | null, signal: AbortSignal) => Promise<Outcome<StoredPage>>;
  /** Endpoint, bucket and prefix; null: there is no storage. */
  readonly place: () => string | null;
  /** Whether somebody here keeps an object where it is. */
  readonly isKept: (object: CataloguedObject) => boolean;
  /** All of it was listed: told once it counts as listed. Resolves when whatever is done with it is done. */
  readonly onListed: (listing: WholeListing, signal: AbortSignal) => Promise<void>;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

const staleMs = 24 * 60 * 60_000;
/** A listing that failed is not asked for with each file. */
const restMs = 10 * 60_000;
/** How long a file waits for the listing: longer, and sending it is the better use of the time. */
const patienceMs = 3_000;
/** A page is one call of a thousand names: what lies beyond a hundred thousand is only known to whoever put it there. */
const maxPages = 100;

/**
 * What lies under our prefix, whoever put it there: listed with each new connection and then once a day, and asked where the
 * library knows nothing. A data file that was restored, or never pulled, knows less than the bucket.
 */
export function createCatalogue(deps: CatalogueDeps) {
  const { store, clock } = deps;
  const life = new AbortController();
  let current: { readonly ended: Promise<void> } | null = null;
  /** Of the newest connection: ends what is under way on it. */
  let connection = new AbortController();
  let looking: Promise<void> | null = null;
  let failedAtMs: number | null = null;

  const isWithin = (atMs: number | null, ms: number): boolean => atMs !== null && Math.abs(clock.nowMs() - atMs) < ms;

  /** Null: it could not be listed. */
  async function list(place: string, signal: AbortSignal): Promise<(WholeListing & { isWhole: boolean }) | null> {
    const [id, beganAtMs] = [store.begin(place), clock.nowMs()];
    const fileIds = new Set<string>();
    let from: string | null = null;
    for (let page = 0; page < maxPages; page += 1) {
      const listed: Outcome<StoredPage> = await deps.listStored(from, signal);
      if (!listed.ok || signal.aborted) return null;
      store.add(id, listed.value.files.flatMap(entryOf));
      for (const { fileId } of listed.value.files) fileIds.add(fileId);
      from = listed.value.next;
      if (from === null) break;
    }
    store.finish(place, id, clock.nowMs());
    return { fileIds, beganAtMs, isWhole: from === null };
  }
  async function tell(listing: WholeListing, signal: AbortSignal): Promise<void> {
    try {
      await deps.onListed(listing, signal);
    } catch (error) {
      deps.onError(error);
    }
  }
  async function tryToList(place: string, signal: AbortSignal): Promise<void> {
    let listing: Awaited<ReturnType<typeof list>> = null;
    try {
      listing = await list(place, signal);
    } catch (error) {
      deps.onError(error);
    }
    // Cut off by what came after it: that says how it went.
    if (signal.aborted) return;
    failedAtMs = listing ? null : clock.nowMs();
    current = null;
    // No file waits for this.
    if (listing?.isWhole) looking = tell(listing, signal);
  }
  /** Lists what there is unless that is known; answers when it is, or null at once. */
  function refresh(isForced = false): Promise<void> | null {
    const place = deps.place();
    if (place === null || life.signal.aborted) return null;
    const isKnown = !isForced && isWithin(store.listedAtMs(place), staleMs);
    if (!current && !isKnown && !isWithin(failedAtMs, restMs)) {
      current = { ended: tryToList(place, AbortSignal.any([connection.signal, life.signal])) };
    }
    return current?.ended ?? null;
  }
  return {
    /** There is another storage, or another connection to it: what is under way on the one before breaks off. */
    look(): void {
      connection.abort();
      connection = new AbortController();
      current = null;
      failedAtMs = null;
      void refresh(true);
    },
    /** Lists what there is if that was not done for a day. */
    keepFresh: (): void => void refresh(),
    /** `sha1` null: any of that length. */
    async find(sha1: string | null, bytes: number): Promise<StoredObject | null> {
      const place = deps.place();
      const listed = refresh();
      if (listed) await Promise.race([listed, clock.delay(patienceMs, life.signal)]);
      const found = place !== null && deps.place() === place ? store.find(sha1, bytes) : [];
      const kept = found.find(deps.isKept);
      const best = kept ?? found[0];
      return best ? { fileId: best.fileId, objectName: best.objectName, sha1: null, isForeign: !kept } : null;
    },
    async stop(): Promise<void> {
      life.abort();
      await current?.ended;
      await looking;
    },
  };
}
export type Catalogue = ReturnType<typeof createCatalogue>;

function entryOf(file: StoredFile): CataloguedObject[] {
  const content = contentOf(file);
  return content && file.isFinished ? [{ fileId: file.fileId, objectName: file.objectName, ...content }] : [];
}
