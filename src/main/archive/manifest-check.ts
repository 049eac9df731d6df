import { ok, type Result } from '../../shared/ipc/result.ts';
import {
  countsOf,
  FORMAT,
  FORMAT_VERSION,
  HISTORY_NAME,
  isHarmlessEnding,
  manifest as schema,
  type Manifest,
  type ManifestEntry,
  type ManifestVersion,
} from './manifest.ts';
import { firstManifest } from './manifest-former.ts';
import { damaged, foreign, newer, type RefusalCode, type Refused, unsafe } from './refusal.ts';

/** The manifest of an archive from its text: of the right form, and true in itself. Pure; never throws. */
export function parseManifest(text: string): Result<Manifest, RefusalCode> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return damaged('manifest');
  }
  const head = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  if (head['format'] !== FORMAT) return foreign();
  if (typeof head['version'] === 'number' && head['version'] > FORMAT_VERSION) return newer();
  const parsed = (head['version'] === 1 ? firstManifest : schema).safeParse(value);
  if (!parsed.success) return damaged('manifest');
  return findFault(parsed.data) ?? ok(parsed.data);
}

function findFault(manifest: Manifest): Refused | null {
  return identityFault(manifest) ?? referenceFault(manifest) ?? entryFault(manifest) ?? countFault(manifest);
}

/** Every id once, whatever it is the id of: they become keys of one map when they are given new ones. */
function identityFault({ course, chapters, media, links, tags, taggings }: Manifest): Refused | null {
  const ids = [
    course.id,
    ...chapters.flatMap((chapter) => [chapter.id, ...chapter.lessons.map(({ id }) => id)]),
    ...media.flatMap((one) => [one.id, ...one.versions.map(({ id }) => id)]),
    ...[...links, ...tags, ...taggings].map(({ id }) => id),
  ].map((id) => id.toLowerCase());
  return new Set(ids).size === ids.length ? null : damaged('identity');
}

function referenceFault({ course, chapters, media, links, tags, taggings }: Manifest): Refused | null {
  const targets: Readonly<Record<string, ReadonlySet<string>>> = {
    course: new Set([course.id]),
    chapter: new Set(chapters.map(({ id }) => id)),
    lesson: new Set(chapters.flatMap(({ lessons }) => lessons.map(({ id }) => id))),
    media: new Set(media.map(({ id }) => id)),
  };
  const tagIds = new Set(tags.map(({ id }) => id));
  const has = (type: string, id: string): boolean => targets[type]?.has(id) === true;
  const isWhole =
    links.every((link) => has('media', link.mediaId) && has(link.targetType, link.targetId)) &&
    taggings.every((one) => tagIds.has(one.tagId) && has(one.targetType, one.targetId)) &&
    media.every(
      ({ currentVersionId, versions }) =>
        currentVersionId === null || versions.some(({ id }) => id === currentVersionId),
    );
  return isWhole ? null : damaged('reference');
}

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1] ?? '';
/** The hash is in the name of what it is the hash of. */
const namesItself = ({ name, sha1 }: ManifestEntry): boolean =>
  name === HISTORY_NAME || name.slice(name.indexOf('/') + 1).split('.')[0] === sha1;

function entryFault({ entries, media, counts }: Manifest): Refused | null {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  if (byName.size !== entries.length) return unsafe('duplicate');
  if (entries.some(({ name }) => !isHarmlessEnding(endingOf(name)))) return unsafe('name');
  if (!entries.every(namesItself)) return damaged('hash');
  const versions = media.flatMap((one) => one.versions);
  const used = new Set(versions.flatMap(({ entry }) => entry ?? []));
  if (!versions.every((version) => version.entry === null || isSame(version, byName.get(version.entry))))
    return damaged('reference');
  const isUsed = ({ name }: ManifestEntry): boolean => used.has(name) || name === HISTORY_NAME;
  if (!entries.every(isUsed)) return damaged('reference');
  return byName.has(HISTORY_NAME) === (counts.historySteps !== null) ? null : damaged('counts');
}

const isSame = (version: ManifestVersion, entry: ManifestEntry | undefined): boolean =>
  entry !== undefined && entry.name !== HISTORY_NAME && entry.bytes === version.bytes && entry.sha1 === version.sha1;

function countFault(manifest: Manifest): Refused | null {
  const { historySteps: _steps, ...counts } = manifest.counts;
  return Object.entries(countsOf(manifest)).every(([name, n]) => counts[name as keyof typeof counts] === n)
    ? null
    : damaged('counts');
}
