import { expect, test } from 'vitest';
import { makeSampleCourse } from '../fixtures/sample-course.ts';
import { temporaryFolder } from '../helpers/temporary.ts';
import { startCloud } from '../sandbox/cloud.ts';
import { runStory } from '../story/story.ts';
import { sandboxStory } from '../story/sandbox-story.ts';

const LARGE_BYTES = 45_000_000;
test('drop a folder, get a course, kill it, go on, sync, second computer', { timeout: 240_000 }, async () => {
  const folder = temporaryFolder();
  const course = await makeSampleCourse(folder, { sizeBytes: LARGE_BYTES });
  const cloud = await startCloud({ folder: `${folder}/cloud` });
  try {
    const steps: string[] = [];
    const facts = await runStory({
      cloud: sandboxStory(cloud),
      course,
      folder,
      tell: (step) => void steps.push(step),
      shoot: async () => {},
    });
    expect(facts.arrivals).toHaveLength(course.videos.length + 1 + course.extras.length);
    expect(cloud.b2.unfinished()).toEqual([]);
    expect(cloud.b2.internalErrors()).toEqual([]);
  } finally {
    await cloud.stop();
  }
});
