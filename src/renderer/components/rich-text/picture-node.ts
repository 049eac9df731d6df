import { Node } from '@tiptap/react';
import type { PictureOf } from './rich-text-view.tsx';

declare module '@tiptap/react' {
  interface Storage {
    image: PictureStorage;
  }
}

interface PictureStorage {
  /** Which pictures there are changes while one types. */
  readonly setPictures: (pictureOf: PictureOf) => void;
  readonly pictureOf: (name: string, first: PictureOf) => string | null;
}
interface PictureOptions {
  readonly pictureOf: PictureOf;
}

/** A picture of the lesson. Pictures of other pages that are pasted are left out: nothing in a text is loaded from elsewhere. */
export const PictureNode = Node.create<PictureOptions, PictureStorage>({
  name: 'image',
  group: 'inline',
  inline: true,
  draggable: true,
  addOptions: () => ({ pictureOf: () => null }),
  addStorage() {
    let latest: PictureOf | null = null;
    return {
      setPictures(pictureOf) {
        latest = pictureOf;
      },
      pictureOf: (name, first) => (latest ?? first)(name),
    };
  },
  addAttributes: () => ({ name: { default: '' }, alt: { default: '' } }),
  parseHTML: () => [
    {
      tag: 'img[data-picture]',
      getAttrs: (image) => ({ name: image.dataset['picture'] ?? '', alt: image.getAttribute('alt') ?? '' }),
    },
  ],
  renderHTML({ node }) {
    const { name, alt } = node.attrs as { name: string; alt: string };
    const src = this.storage.pictureOf(name, this.options.pictureOf);
    return ['img', { 'data-picture': name, alt, title: name, ...(src !== null && { src }) }];
  },
});
