import type { LessonId } from '../../shared/domain/ids.ts';
import { freeName, pictureName } from '../../shared/domain/text-pictures.ts';
import type { RouteName, Routes } from '../../shared/ipc/contract.ts';
import type { CodeOf } from '../../shared/ipc/define.ts';
import { err, ok, type Result } from '../../shared/ipc/result.ts';
import type { ChildTable } from '../db/tables/children.ts';
import type { LessonPictures } from '../db/tables/lesson-pictures.ts';
import type { MediaTable } from '../db/tables/media.ts';
import type { Handlers } from '../ipc/router.ts';
import type { FileFacts } from '../media/import-sessions.ts';
import { type EditContext, liveRow, notFound, textOf } from './context.ts';
import type { KnownMedia } from './import-drafts.ts';
import { createFileLinks } from './import-links.ts';
import { createLessonLinks, roomAfter } from './lesson-links.ts';

/** Larger is a mistake: nobody's students load it. */
const FILE_BYTES_MAX = 20_000_000;
const ROLE = 'picture';

interface SmallFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}
interface Kept {
  readonly facts: FileFacts;
  /** Of its name, by what it is. */
  readonly ending: string;
}
export interface PictureDeps extends EditContext {
  readonly children: ChildTable;
  readonly media: MediaTable;
  readonly lessonPictures: LessonPictures;
  /** Keeps a picture in the profile; null: the bytes are none. */
  readonly pictures: { keepPicture(bytes: Uint8Array): Promise<Kept | null> };
  readonly pickPicture: (windowId: number) => Promise<string | null>;
  /** A regular file; null: there is none to be read. `tooLarge` without reading it. */
  readonly readSmall: (path: string, maxBytes: number) => Promise<SmallFile | 'tooLarge' | null>;
}
type PictureRoute = Extract<RouteName, `picture.${string}`>;
type From = Parameters<Handlers['picture.create']>[0]['from'];
type Found = { readonly name: string; readonly facts: FileFacts; readonly known: KnownMedia | null };
type Failed = Extract<CodeOf<Routes['picture.create']>, 'NOT_FOUND' | 'NOT_A_PICTURE' | 'PICTURE_TOO_LARGE'>;

/** Pictures for the text of a lesson: files of the profile, linked by the name that the text has for them. */
export function createPictureActions(deps: PictureDeps): Pick<Handlers, PictureRoute> {
  const { mutator, media, pictures } = deps;
  const links = createLessonLinks(deps, ROLE);

  async function kept(bytes: Uint8Array, fileName: string): Promise<Result<Found, Failed>> {
    const picture = await pictures.keepPicture(bytes);
    if (!picture) return err('NOT_A_PICTURE', 'these bytes are no picture');
    const { facts, ending } = picture;
    return ok({ name: pictureName(fileName, ending), facts, known: links.knownOf(facts, false) });
  }

  async function found(from: From): Promise<Result<Found, Failed>> {
    if ('bytes' in from) return kept(from.bytes, from.fileName);
    if ('path' in from) {
      const file = await deps.readSmall(from.path, FILE_BYTES_MAX);
      if (file === 'tooLarge') return err('PICTURE_TOO_LARGE', 'a picture of so many bytes is a mistake');
      return file ? kept(file.bytes, file.fileName) : err('NOT_A_PICTURE', 'there is no such file to be read');
    }
    const version = media.getVersion(from.versionId);
    if (version?.kind !== 'image' || !liveRow(mutator, 'media_files', version.mediaId)) return notFound('picture');
    const { mediaId, versionId, fileName, bytes, sha1 } = version;
    const facts = { path: '', bytes, mtimeMs: 0, inode: '', sha1, probe: null };
    // Whether its file is here stays as it is.
    const ending = /\.([^.]+)$/u.exec(fileName)?.[1] ?? 'png';
    return ok({ name: pictureName(fileName, ending), facts, known: { mediaId, versionId, isHere: true } });
  }

  /** Linked quietly: no step, since no text shows it before the text is saved. */
  function linked(lessonId: LessonId, { name, facts, known }: Found) {
    const lesson = liveRow(mutator, 'lessons', lessonId);
    if (!lesson) return notFound('lesson');
    const all = deps.lessonPictures.list(lessonId);
    const same = known && all.find((one) => one.mediaId === known.mediaId);
    if (same?.isLive) return ok({ name: same.name, versionId: same.versionId });
    const own = same?.name ?? freeName(name, new Set(all.map((one) => one.name)));
    const held = links.list(lessonId).map(({ row, mediaId }) => ({ id: mediaId as string, pos: textOf(row, 'pos') }));
    const pos = roomAfter(held, held.at(-1)?.id ?? null, 1, deps.random)?.keys[0] ?? 'a0';
    const key = 'picture';
    const files = createFileLinks(
      { ...deps, factsOf: () => facts, known: new Map(known ? [[key, known]] : []) },
      deps.nowMs(),
    );
    const target = { type: 'lesson', id: lessonId } as const;
    files.link({ fileKey: key, originalName: own, bytes: facts.bytes }, 'image', target, ROLE, null, pos);
    // The name is in the text: a newer version of the file must not change it.
    const drafts = files.drafts.map((draft) => ({ ...draft, v: { ...draft.v, label: { label: own } } }));
    const label = { code: 'lesson.picture', count: 1, name: textOf(lesson, 'title') } as const;
    links.write(label, [...files.media, ...drafts], files.locations, false);
    const made = deps.lessonPictures.list(lessonId).find((one) => one.isLive && one.name === own);
    if (made && known) media.setWanted(made.versionId, true);
    return made ? ok({ name: own, versionId: made.versionId }) : notFound('lesson');
  }

  async function create(lessonId: LessonId, from: From) {
    if (!liveRow(mutator, 'lessons', lessonId)) return notFound('lesson');
    const one = await found(from);
    return one.success ? linked(lessonId, one.data) : one;
  }

  return {
    'picture.create': ({ lessonId, from }) => create(lessonId, from),
    async 'picture.pick'({ lessonId }, { windowId }) {
      const path = await deps.pickPicture(windowId);
      return path === null ? ok(null) : create(lessonId, { path });
    },
  };
}
