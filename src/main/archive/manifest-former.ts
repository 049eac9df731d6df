import { FORMAT_VERSION, formerLesson, formerLink, type Manifest, manifestOf } from './manifest.ts';

/** An archive of Lectern's first version, as this one would have written it. */
export const firstManifest = manifestOf(1, { lesson: formerLesson, link: formerLink }).transform(
  ({ chapters, links, ...rest }): Manifest => ({
    ...rest,
    version: FORMAT_VERSION,
    chapters: chapters.map((chapter) => ({
      ...chapter,
      lessons: chapter.lessons.map((lesson) => ({
        ...lesson,
        status: 'ready',
        dripDays: null,
        content: {},
        marks: [],
      })),
    })),
    links: links.map((link) => ({ ...link, flags: [], alt: '' })),
  }),
);
