import type { Extensions } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { allowedHref } from '../../lib/rich-text/rich-doc.ts';
import { CodeMark } from './code-mark.ts';
import { PictureNode } from './picture-node.ts';
import type { PictureOf } from './rich-text-view.tsx';

/** The editor's schema: what rich-doc.ts knows. Whatever is pasted is cut down to it. */
export const editorExtensions = (pictureOf: PictureOf): Extensions => [
  StarterKit.configure({
    code: false,
    underline: false,
    link: {
      openOnClick: false,
      defaultProtocol: 'https',
      isAllowedUri: (href) => allowedHref(href) !== null,
      HTMLAttributes: { target: null, rel: null, class: null },
    },
  }),
  CodeMark,
  PictureNode.configure({ pictureOf }),
];
