import type { ImportPlan, ImportSwitches } from '../../shared/domain/import-plan.ts';
import { filesOfPlan } from '../../shared/domain/import-plan.ts';
import type { PlanId } from '../../shared/domain/ids.ts';
import type { GroupValues } from '../../shared/domain/merge.ts';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import { buildImportPlan } from './import-plan.ts';
import type { MediaService } from './media-service.ts';
import type { FileDetail } from './probe-result.ts';
import { markReplaced, type Offer, offeredPart, type Replaced } from './offered-files.ts';
import { identify } from './regular-file.ts';
import type { ScannedFile, ScanResult } from './scan-result.ts';

/** How often the windows hear that more files were looked into. */
const TELL_EVERY_MS = 150;
const INSPECTED: ReadonlySet<string> = new Set(['video', 'audio', 'caption']);
/** Nobody looks at more previews at once; the oldest gives way. */
const MAX_OPEN = 8;

interface Session {
  readonly planId: PlanId;
  readonly scan: ScanResult;
  /** The media that files are new versions of, by file key. */
  readonly replaced: ReadonlyMap<string, Replaced>;
  readonly files: ReadonlyMap<string, ScannedFile>;
  readonly details: Map<string, FileDetail>;
  readonly sha1s: Map<string, string>;
  readonly abort: AbortController;
  /** How many files there is something to learn about. */
  readonly toInspect: number;
  /** Resolves when every file was looked into and every possible duplicate hashed. */
  settled: Promise<void>;
  toldAtMs: number;
}
/** What a planned file is on this disk. `sha1` is known only where its size says that it may be a duplicate. */
export interface FileFacts {
  readonly path: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly inode: string;
  readonly sha1: string | null;
  readonly probe: GroupValues | null;
}
export interface ImportSessionsDeps {
  readonly media: Pick<MediaService, 'scan' | 'inspectMany' | 'hash'>;
  readonly newId: () => string;
  readonly nowMs: () => number;
  readonly locale?: string;
  /** The library already has a file of this size; makes sure that its own hash is known. */
  readonly prepareTwins: (bytes: number, signal: AbortSignal) => Promise<boolean>;
  readonly onProbed: (planId: PlanId, done: number, total: number) => void;
  readonly report: (error: unknown) => void;
}

/** What a look into a media file tells, as its version keeps it; null for anything else. */
export function probeValues(detail: FileDetail | undefined): GroupValues | null {
  if (detail?.kind !== 'media') return null;
  const { durationMs, width, height, container, videoCodec, audioCodec } = detail.probe;
  return { duration_ms: durationMs, width, height, container, video_codec: videoCodec, audio_codec: audioCodec };
}

/**
 * Open previews. A scan stands at once; durations and the hashes of possible duplicates fill in behind. Everything
 * is in memory only: nothing is written before *Import*.
 */
export function createImportSessions(deps: ImportSessionsDeps) {
  const open = new Map<PlanId, Session>();

  function tell(session: Session, isLast: boolean): void {
    if (!isLast && deps.nowMs() - session.toldAtMs < TELL_EVERY_MS) return;
    session.toldAtMs = deps.nowMs();
    deps.onProbed(session.planId, session.details.size, session.toInspect);
  }

  async function lookInto(session: Session): Promise<void> {
    const { signal } = session.abort;
    const files = [...session.files.values()];
    const onDetail = (key: string, detail: FileDetail): void => {
      session.details.set(key, detail);
      tell(session, false);
    };
    await deps.media.inspectMany(files, onDetail, signal);
    tell(session, true);
    await hashTwins(session, files, signal);
  }

  /** Only files of equal size can be equal, so only those are read as a whole. */
  async function hashTwins(session: Session, files: readonly ScannedFile[], signal: AbortSignal): Promise<void> {
    for (const [bytes, same] of Map.groupBy(files, (file) => file.bytes)) {
      if (!(await deps.prepareTwins(bytes, signal)) && same.length === 1) continue;
      for (const file of same) {
        const hashed = await deps.media.hash(file.path, { signal });
        if (hashed.success) session.sha1s.set(file.key, hashed.data.sha1);
      }
    }
  }

  function start(planId: PlanId, scan: ScanResult, replaced: Session['replaced'], abort: AbortController): void {
    const files = new Map(scan.files.map((file) => [file.key, file]));
    const toInspect = scan.files.filter(({ kind }) => INSPECTED.has(kind)).length;
    const empty = { details: new Map(), sha1s: new Map(), toldAtMs: 0, toInspect };
    const session: Session = { planId, scan, replaced, files, abort, settled: Promise.resolve(), ...empty };
    session.settled = lookInto(session).catch((error: unknown) => {
      if (!abort.signal.aborted) deps.report(error);
    });
    open.set(planId, session);
    const [oldest] = open.keys();
    if (open.size > MAX_OPEN && oldest) close(oldest);
  }

  function close(planId: PlanId): void {
    open.get(planId)?.abort.abort();
    open.delete(planId);
  }

  return {
    close,
    /** Looks through what was dropped; of a watched folder only at what it offers. */
    async open(
      paths: readonly string[],
      offer?: Offer,
    ): Promise<Result<{ planId: PlanId }, 'NOTHING_FOUND' | 'UNREADABLE' | 'CANCELLED'>> {
      const abort = new AbortController();
      const scanned = await deps.media.scan(paths, abort.signal);
      if (!scanned.success) return err('UNREADABLE', scanned.error.message);
      const scan = offer ? offeredPart(scanned.data, offer) : scanned.data;
      if (scan.files.length === 0) return nothingIn(scanned.data);
      const planId = deps.newId() as PlanId;
      start(planId, scan, replacedIn(scan, offer), abort);
      return ok({ planId });
    },
    plan(planId: PlanId, switches: ImportSwitches): ImportPlan | null {
      const session = open.get(planId);
      if (!session) return null;
      const locale = deps.locale === undefined ? {} : { locale: deps.locale };
      const { scan, details, replaced } = session;
      return markReplaced(buildImportPlan({ planId, scan, switches, details, ...locale }), replaced);
    },
    /** Waits until all is known that importing needs. False when there is no such preview. */
    async settle(planId: PlanId): Promise<boolean> {
      await open.get(planId)?.settled;
      return open.has(planId);
    },
    factsOf(planId: PlanId, fileKey: string): FileFacts {
      const session = open.get(planId);
      const file = session?.files.get(fileKey);
      if (!session || !file) throw new Error(`no file ${fileKey} in import ${planId}`);
      const { path, bytes, mtimeMs, inode } = file;
      const sha1 = session.sha1s.get(fileKey) ?? null;
      return { path, bytes, mtimeMs, inode, sha1, probe: probeValues(session.details.get(fileKey)) };
    },
    /** The media that a planned file is a new version of; null when it is a file of its own. */
    replacedBy: (planId: PlanId, fileKey: string): string | null =>
      open.get(planId)?.replaced.get(fileKey)?.mediaId ?? null,
    /** The first planned file that is not there any more (a drive was unplugged since the scan), or null. */
    async findMissing(planId: PlanId, plan: ImportPlan): Promise<string | null> {
      const files = open.get(planId)?.files;
      for (const { fileKey } of filesOfPlan(plan)) {
        const path = files?.get(fileKey)?.path ?? fileKey;
        if (!(await identify(path)).ok) return path;
      }
      return null;
    },
    /** Whether a file of the library is still where it was. */
    isThere: async (path: string): Promise<boolean> => (await identify(path)).ok,
    stop(): void {
      for (const planId of open.keys()) close(planId);
    },
  };
}
export type ImportSessions = ReturnType<typeof createImportSessions>;

function replacedIn({ files }: ScanResult, offer: Offer | undefined): Session['replaced'] {
  return new Map(
    files.flatMap(({ key, path }) => {
      const before = offer?.replaces.get(path);
      return before ? [[key, before] as const] : [];
    }),
  );
}

function nothingIn({ leftOut }: ScanResult): Result<never, 'NOTHING_FOUND' | 'UNREADABLE'> {
  const unreadable = leftOut.find(({ reason }) => reason === 'UNREADABLE' || reason === 'MISSING');
  return unreadable
    ? err('UNREADABLE', 'nothing could be read', { path: unreadable.path })
    : err('NOTHING_FOUND', 'no video, audio or document in it', { leftOut: leftOut.length });
}
