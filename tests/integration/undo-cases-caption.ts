import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../helpers/temporary.ts';
import { caller, lessonOf, type Made, type UndoCases } from './undo-rig.ts';

const label = { code: 'lesson.captions', count: 1 } as const;
const vtt = 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nOther words\n';

function lay(name: string, text: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
}
const add = (s: Made, at: number, ...paths: string[]) =>
  s.actions['caption.createFromFiles']({ lessonId: lessonOf(s, at), paths }, caller);
function refOf(s: Made, at: number) {
  const caption = s.outlines.getLesson(lessonOf(s, at))?.captions.at(-1);
  if (!caption) throw new Error('no caption');
  return { lessonId: lessonOf(s, at), mediaId: caption.mediaId, language: caption.language };
}

/** The first lesson has one caption file, in English. */
export const captionCases: UndoCases = {
  'caption.pickFiles': {
    one: { run: (s) => s.actions['caption.pickFiles']({ lessonId: lessonOf(s, 1) }, caller), label },
  },
  'caption.createFromFiles': {
    several: { run: (s) => add(s, 0, lay('a.de.vtt', vtt), lay('a.fr.vtt', vtt.replace('Other', 'More'))), label },
  },
  'caption.create': {
    one: {
      run: (s) => s.actions['caption.create']({ lessonId: lessonOf(s, 1), language: 'fr', vtt }, caller),
      label,
    },
  },
  'caption.resolveFaults': {
    one: {
      given: (s) => add(s, 1, lay('a.srt', '1\n00:00:02,000 --> 00:00:01,000\nTurned\n')),
      run: (s) => s.actions['caption.resolveFaults'](refOf(s, 1), caller),
      label,
    },
  },
  'caption.save': {
    one: { run: (s) => s.actions['caption.save']({ ...refOf(s, 0), vtt }, caller), label },
    'of a file that another lesson shows, too': {
      async given(s) {
        const path = lay('a.fr.vtt', vtt);
        await add(s, 0, path);
        await add(s, 1, path);
      },
      run: (s) => s.actions['caption.save']({ ...refOf(s, 1), vtt: vtt.replace('Other', 'Own') }, caller),
      label,
    },
  },
};
