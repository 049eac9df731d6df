import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { icons } from 'lucide-react';
import { expect, test } from 'vitest';
import { mirrored } from '../components/icon.tsx';
import { classesOfAuto, textsOf } from './class-texts.fixture.ts';

/*
 * Arabic is read from the right: what stands at the left stands at the right then. Tailwind's logical classes (`ms-2`,
 * `start-0`, `text-start`) turn by themselves, the physical ones do not.
 */
const PHYSICAL =
  /^-?(m[lr]|p[lr]|left|right|inset-x|border-[lr]|rounded-(l|r|tl|tr|bl|br)|scroll-[mp][lr]|float-(left|right)|clear-(left|right)|text-(left|right)|origin-(top-|bottom-)?(left|right)|object-(left|right)|bg-linear-to-[lr]|translate-x)(-|$)/;
const isSymmetric = /^-?inset-x-|^translate-x-0$/;
/** Follow the pointer: their place is in the coordinates of the window. */
const atThePointer = ['components/drag-parts.tsx: left-0', 'components/marquee.tsx: left-0'];

const bare = (name: string): string => name.split(':').at(-1)?.replace(/^!|!$/g, '') ?? '';
/** A class name has a dash: `left` alone is a word. */
const isPhysical = (name: string): boolean =>
  bare(name).includes('-') && PHYSICAL.test(bare(name)) && !isSymmetric.test(bare(name));

/** The physical classes of a file. One that has its mirror beside it (`rtl:translate-x-1/2`) is meant. */
function physicalNames(path: string, text: string): string[] {
  const texts = textsOf(path, text);
  const names = [...texts.class, ...texts.other].flatMap((one) => one.split(/\s+/));
  const mirrors = names.filter((name) => name.startsWith('rtl:'));
  const turned = new Set(mirrors.map((name) => bare(name).replace(/^-/, '')));
  const found = names.filter((name) => isPhysical(name) && !name.startsWith('rtl:'));
  return found.filter((name) => !turned.has(bare(name).replace(/^-/, ''))).map((name) => `${path}: ${name}`);
}

const DIRECTED =
  /Left|Right|Undo|Redo|Reply|Forward|Indent|LogIn|LogOut|External|ListTree|ListStart|ListEnd|Corner|Send/;

/** Pictures with a direction that a file shows without turning them: by `Icon`, or with an `rtl:` class on them. */
function fixedPictures(path: string, text: string): string[] {
  const imports = /import \{(?<names>[^}]*)\} from 'lucide-react'/.exec(text)?.groups?.['names'] ?? '';
  const names = imports.split(',').map((name) => name.trim());
  const directed = names.filter((name) => !name.startsWith('type ') && DIRECTED.test(name));
  return directed.filter((name) => !isTurned(name, text)).map((name) => `${path}: ${name}`);
}
function isTurned(name: string, text: string): boolean {
  const tags = text.match(new RegExp(`<(Icon of=\\{${name}\\}|${name})[^>]*>`, 'g')) ?? [];
  const bare = tags.filter((tag) => !tag.includes('rtl:'));
  const isByIcon = mirrored.has(icons[name as keyof typeof icons]);
  return isByIcon ? bare.every((tag) => tag.startsWith('<Icon')) : tags.length > 0 && bare.length === 0;
}

/** Sides of an element that takes the direction of its own words: `ms-2` is at the left of an English title in Arabic. */
const SIDED = /^-?(m[se]|p[se]|inset-[se]|border-[se]|rounded-([se]|ss|se|es|ee))-|^text-(start|end)$/;
function sidesOfItsOwn(path: string, text: string): string[] {
  return classesOfAuto(path, text)
    .filter((name) => SIDED.test(bare(name)))
    .map((name) => `${path}: ${name}`);
}

const renderer = join(import.meta.dirname, '..');
const ours = globSync('**/*.{ts,tsx}', { cwd: renderer }).filter((path) => !/\.(test|fixture)\./.test(path));
const read = (path: string): string => readFileSync(join(renderer, path), 'utf8');

test('a physical class and a picture that is not turned are found', () => {
  const code = `import { ArrowRight, Undo2, X } from 'lucide-react';
    export const A = () => <p className="ml-2 ms-2 hover:text-left -translate-x-1/2 rtl:translate-x-1/2"><ArrowRight /><Icon of={Undo2} /></p>;`;
  expect(physicalNames('a.tsx', code)).toEqual(['a.tsx: ml-2', 'a.tsx: hover:text-left']);
  expect(fixedPictures('a.tsx', code)).toEqual(['a.tsx: ArrowRight']);
});

test('no class of the renderer is bound to the left or to the right', () => {
  expect(ours.flatMap((path) => physicalNames(path, read(path))).toSorted()).toEqual(atThePointer);
});

test('no margin of a title depends on the direction of its words', () => {
  const code = `const A = () => <p dir="auto" className={cx('ms-2 px-1', 'text-start')}><b className="me-2" /></p>;`;
  expect(sidesOfItsOwn('a.tsx', code)).toEqual(['a.tsx: ms-2', 'a.tsx: text-start']);
  expect(ours.flatMap((path) => sidesOfItsOwn(path, read(path)))).toEqual([]);
});

test('every picture with a direction is turned', () => {
  expect(ours.flatMap((path) => fixedPictures(path, read(path)))).toEqual([]);
});
