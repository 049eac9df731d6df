import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { createPainter, type Look, type Painter } from '../../tests/fixtures/painted-media.ts';
import { growClip } from '../../tests/fixtures/sample-course.ts';
import { launchStudio } from '../../tests/helpers/launch.ts';
import { temporaryFolder } from '../../tests/helpers/temporary.ts';

/** A course folder as an instructor would have it. */
export interface CourseFolder {
  readonly title: string;
  readonly look: Look;
  /** Of every video. */
  readonly bytes: number;
  /** Paths in the folder; `.webm` are lessons, `.srt` and `.vtt` captions, others are written as they are. */
  readonly files: readonly string[];
}

export const cellBiology: CourseFolder = {
  title: 'Cell Biology',
  look: { motif: 'cells', hue: 165 },
  bytes: 2_600_000,
  files: [
    '01 - Introduction/01 - Welcome.webm',
    '01 - Introduction/01 - Welcome.en.vtt',
    '01 - Introduction/01 - Welcome.de.srt',
    '01 - Introduction/02 - What is a cell.webm',
    '01 - Introduction/02 - What is a cell.en.vtt',
    '01 - Introduction/02 - What is a cell.pdf',
    '01 - Introduction/03 - Under the microscope.webm',
    '01 - Introduction/Reading list.pdf',
    '02 - Membranes/01 - The lipid bilayer.webm',
    '02 - Membranes/01 - The lipid bilayer.en.vtt',
    '02 - Membranes/02 - Gates and pumps.webm',
    '02 - Membranes/03 - How signals get in.webm',
    '02 - Membranes/03 - How signals get in.pt-BR.srt',
    '03 - Inside the cell/01 - The nucleus.webm',
    '03 - Inside the cell/02 - Mitochondria.webm',
    '03 - Inside the cell/03 - The cytoskeleton.webm',
    '03 - Inside the cell/old take.en.srt',
    '10 - Division/Lesson 3.2 - Mitosis.webm',
    '10 - Division/Lesson 3.10 - Meiosis.webm',
    '10 - Division/recording.mp4.part',
    '10 - Division/lab tour.avi',
    'cover.jpg',
    'description.md',
    '.DS_Store',
  ],
};

export const waveOptics: CourseFolder = {
  title: 'Wave Optics',
  look: { motif: 'waves', hue: 205 },
  bytes: 46_000_000,
  files: [
    ...['Light as a wave', 'Young’s two slits', 'Coherence', 'Thin films'].map(
      (name, at) => [1, at + 1, name] as const,
    ),
    ...['One slit', 'Gratings', 'The limit of seeing'].map((name, at) => [2, at + 1, name] as const),
    ...['Filters and crystals', 'Why the sky is blue', 'Liquid crystals'].map((name, at) => [3, at + 1, name] as const),
  ]
    .map(([chapter, at, name]) => {
      const folder = ['Interference', 'Diffraction', 'Polarisation'][chapter - 1];
      return `${chapter} - ${folder}/0${at} - ${name}.webm`;
    })
    .concat('1 - Interference/01 - Light as a wave.en.vtt', 'cover.jpg'),
};

const numbered = (folder: string, names: readonly string[]): string[] =>
  names.map((name, at) => `${folder}/${at + 1} - ${name}.webm`);

/** What else stands on the shelf. */
export const others: readonly CourseFolder[] = [
  {
    title: 'Statistics with a Pencil',
    look: { motif: 'bars', hue: 28 },
    bytes: 1_400_000,
    files: [
      ...numbered('1 - Looking at data', ['A heap of numbers', 'The middle', 'The spread']),
      ...numbered('2 - Chance', ['Coins and dice', 'The bell', 'Surprise']),
      'cover.jpg',
    ],
  },
  {
    title: 'Harmony: from Two Voices to Four',
    look: { motif: 'rings', hue: 330 },
    bytes: 1_900_000,
    files: [...numbered('1 - Two voices', ['Consonance', 'Contrary motion', 'Cadences', 'Exercises']), 'cover.jpg'],
  },
  {
    title: 'Cities and How They Grow',
    look: { motif: 'steps', hue: 265 },
    bytes: 1_100_000,
    files: [...numbered('1 - Streets', ['The grid', 'The market', 'The wall']), 'cover.jpg'],
  },
];

const recordedAt = new Date('2026-09-14T09:30:00Z');
const lengthsSeconds = [492, 190, 754, 318, 611];
const media = join(import.meta.dirname, '../../tests/fixtures/media');
const textOf: Readonly<Record<string, string>> = {
  '.vtt': 'captions.en.vtt',
  '.srt': 'captions.de.srt',
  '.pdf': 'worksheet.pdf',
  '.md': 'description.md',
};

/** Paints and lays out the folders under `home`: every video shows a slide with its own lesson's name. */
export async function layLibrary(home: string, courses: readonly CourseFolder[]): Promise<void> {
  const studio = await launchStudio({ dataDir: temporaryFolder() });
  try {
    const painter = await createPainter(studio.page);
    for (const course of courses) await layCourse(home, course, painter);
  } finally {
    await studio.close();
  }
}

async function layCourse(home: string, course: CourseFolder, painter: Painter): Promise<void> {
  const clip = join(home, 'clip.webm');
  for (const [at, file] of course.files.entries()) {
    const path = join(home, course.title, file);
    await mkdir(dirname(path), { recursive: true });
    if (file.endsWith('.webm')) {
      const seconds = lengthsSeconds[at % lengthsSeconds.length] ?? 0;
      const slide = { ...course.look, title: lessonOf(file), line: course.title };
      await writeFile(clip, await painter.video(slide, course === cellBiology ? seconds : seconds / 4));
      await growClip(clip, path, Math.round(course.bytes * (0.6 + ((at * 7) % 10) / 12)), at);
    } else await writeFile(path, file === 'cover.jpg' ? await painter.cover(course.look) : await textFor(file));
    await utimes(path, recordedAt, recordedAt);
  }
  await rm(clip, { force: true });
}

/** The name without what orders it: "Mitosis" of `10 - Division/Lesson 3.2 - Mitosis.webm`. */
const lessonOf = (file: string): string => basename(file, '.webm').replace(/^(Lesson )?[\d.]+ - /, '');

/** Captions end in a remark of their own: equal ones would be linked as one file. */
async function textFor(file: string): Promise<string | Uint8Array> {
  const source = textOf[extname(file)];
  if (!source) return 'nothing of use';
  const bytes = await readFile(join(media, source));
  return file.endsWith('.vtt') ? `${bytes.toString('utf8')}\n\nNOTE ${file}\n` : bytes;
}
