import type { Page } from 'playwright-core';
import { launchStudio, type Studio } from '../../tests/helpers/launch.ts';
import type { SandboxCloud } from '../../tests/sandbox/cloud.ts';
import { sandboxStory } from '../../tests/story/sandbox-story.ts';
import { ask, saveServer, signIn, until } from '../../tests/story/steps.ts';

const conflictsOn = async (page: Page): Promise<number> => (await ask(page, 'sync.getStatus', {})).conflicts;

/**
 * The subtitle of a course is changed on this computer and, while neither hears of the other, on a second one: this one
 * has heard of it when this resolves.
 */
export async function changeElsewhere({ page }: Studio, cloud: SandboxCloud, title: string): Promise<void> {
  const other = await launchStudio();
  try {
    const { access, credentials } = sandboxStory(cloud);
    await saveServer(other.page, access);
    await signIn(other.page, credentials);
    await ask(other.page, 'device.save', { name: 'Studio PC' });
    await ask(page, 'sync.now', {});
    const courseOn = async (on: Page) => (await ask(on, 'course.list', {})).find((course) => course.title === title);
    await until('the course on the second computer', async () => {
      await ask(other.page, 'sync.now', {});
      return (await courseOn(other.page)) !== undefined;
    });
    const { courseId } = (await courseOn(page)) ?? {};
    if (!courseId) throw new Error(`no course “${title}”`);
    await cloud.supabase.setOffline(true);
    const save = (on: Page, subtitle: string) => ask(on, 'course.saveAll', { courseId, details: { subtitle } });
    await save(page, 'Membranes, organelles and how a cell divides');
    await save(other.page, 'From one membrane to a whole organism');
    await cloud.supabase.setOffline(false);
    await until('the conflict', async () => {
      for (const on of [page, other.page]) await ask(on, 'sync.now', {});
      return (await conflictsOn(page)) > 0;
    });
  } finally {
    await other.close();
  }
}
