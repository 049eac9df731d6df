import { expect, test } from 'vitest';
import { baseNameOf, extensionOf, folderLeftOut, kindOf, nameLeftOut, stemOf } from './file-kinds.ts';

test.each([
  ['a.MP4', 'mp4', 'a', 'a'],
  ['archive.tar.gz', 'gz', 'archive.tar.gz', 'archive.tar'],
  ['Lesson 1.2 - Vectors', '', 'Lesson 1.2 - Vectors', 'Lesson 1.2 - Vectors'],
  ['01. What is C++', '', '01. What is C++', '01. What is C++'],
  ['.mp4', '', '.mp4', '.mp4'],
  ['clip.v2', 'v2', 'clip.v2', 'clip'],
  ['clip.', '', 'clip.', 'clip.'],
])('%s: extension %j, title name %j, stem %j', (name, extension, base, stem) => {
  expect([extensionOf(name), baseNameOf(name), stemOf(name)]).toEqual([extension, base, stem]);
});

test.each([
  ['a.mkv', 'video'],
  ['a.M4A', 'audio'],
  ['a.en.srt', 'caption'],
  ['a.webp', 'image'],
  ['a.md', 'text'],
  ['a.pptx', 'document'],
  ['Makefile', 'document'],
  ['a.avi', null],
  ['a.ass', null],
])('%s is %s', (name, kind) => {
  expect(kindOf(name)).toBe(kind);
});

test.each([
  ['.DS_Store', 'HIDDEN'],
  ['._a.mp4', 'HIDDEN'],
  ['THUMBS.DB', 'SYSTEM'],
  ['Icon\r', 'SYSTEM'],
  ['~$deck.pptx', 'SYSTEM'],
  ['a.mp4.crdownload', 'PARTIAL'],
  ['a.TMP', 'PARTIAL'],
  ['a.mp4', null],
  ['part.mp4', null],
])('file %j: %s', (name, reason) => {
  expect(nameLeftOut(name)).toBe(reason);
});

test.each([
  ['.git', 'HIDDEN'],
  ['__MACOSX', 'SYSTEM'],
  ['System Volume Information', 'SYSTEM'],
  ['Film.fcpbundle', 'PACKAGE'],
  ['01. Intro', null],
  ['Week 1.2', null],
])('folder %j: %s', (name, reason) => {
  expect(folderLeftOut(name)).toBe(reason);
});
