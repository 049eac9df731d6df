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
export interface PictureAttrs {
  readonly name: string;
  readonly alt: string;
  readonly isDecorative: boolean;
  /** Of one that is pasted: which picture it was in the text that it comes from. */
  readonly from: string | null;
}

const ADDRESS = /^\/media\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

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
  addAttributes: () => ({
    name: { default: '' },
    alt: { default: '' },
    isDecorative: { default: false },
    from: { default: null },
  }),
  parseHTML: () => [
    {
      tag: 'img[data-picture]',
      getAttrs: (image): PictureAttrs => ({
        name: image.dataset['picture'] ?? '',
        alt: image.getAttribute('alt') ?? '',
        isDecorative: image.hasAttribute('data-decorative'),
        from: ADDRESS.exec(image.getAttribute('src') ?? '')?.[1] ?? null,
      }),
    },
  ],
  renderHTML({ node }) {
    const { name, alt, isDecorative } = node.attrs as PictureAttrs;
    const src = this.storage.pictureOf(name, this.options.pictureOf);
    const said = isDecorative ? { 'data-decorative': '' } : alt === '' ? { 'data-undescribed': '' } : {};
    return ['img', { 'data-picture': name, alt, title: name, ...said, ...(src !== null && { src }) }];
  },
});
