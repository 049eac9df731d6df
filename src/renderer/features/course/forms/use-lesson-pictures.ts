import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { LessonDetail } from '../../../../shared/domain/course.ts';
import type { VersionId } from '../../../../shared/domain/ids.ts';
import type { PictureHost } from '../../../components/rich-text/picture-host.ts';
import type { PictureOf } from '../../../components/rich-text/rich-text-view.tsx';
import { type Input, type Output, pathsOf } from '../../../lib/ipc-client.ts';
import { mediaUrl } from '../../../lib/media-url.ts';
import { useCourseParts } from '../course-parts.ts';
import { picturesOf } from '../lesson-pictures.ts';
import { addPicture, pickPicture } from '../mutations/picture.ts';

type From = Input<'picture.create'>['from'];
/** More does not go by IPC as it is: src/shared/ipc/contract/picture.ts. */
const AS_IS_BYTES = 2_000_000;

/** The pictures of a lesson's text: where they are, and how others become some. */
export function useLessonPictures(detail: LessonDetail) {
  const { lessonId } = detail;
  const { shrinkPicture } = useCourseParts();
  const pick = useMutation(pickPicture);
  const add = useMutation(addPicture);
  // What was put in a moment ago, before the lesson was read again; what was swept and may come back by the editor's undo.
  const [known] = useState(() => new Map<string, VersionId>());
  const ofLesson = picturesOf(detail);
  const pictureOf: PictureOf = (name) => {
    const held = detail.pictures.find(({ fileName }) => fileName === name);
    if (held) known.set(name, held.versionId);
    const versionId = known.get(name);
    return ofLesson(name) ?? (versionId ? mediaUrl(versionId) : null);
  };
  const named = (made: Output<'picture.pick'>): string | null => {
    if (made) known.set(made.name, made.versionId);
    return made?.name ?? null;
  };
  // A failure is told below the editor; the text stays as it is.
  const nameOf = (asked: Promise<Output<'picture.pick'>>): Promise<string | null> => asked.then(named, () => null);

  async function sourceOf(from: File | string): Promise<From> {
    if (typeof from === 'string') return { versionId: from as VersionId };
    const [path] = pathsOf([from]);
    if (path !== undefined) return { path };
    const shrunk = from.size > AS_IS_BYTES ? await shrinkPicture(from) : null;
    return { bytes: shrunk ?? new Uint8Array(await from.arrayBuffer()), fileName: from.name };
  }
  const host: PictureHost = {
    pick: () => nameOf(pick.mutateAsync(lessonId)),
    add: async (from) => nameOf(add.mutateAsync({ lessonId, from: await sourceOf(from) })),
  };
  return { pictureOf, host, error: pick.error ?? add.error };
}
