import type { Studio } from '../helpers/launch.ts';
import type { CloudAccess, Credentials } from './cloud-audit.ts';
import type { StoryCloud } from './story.ts';

/** Makes every request of the main process fail as without a network, or lets them through again. */
async function setFetch({ app }: Studio, isThere: boolean): Promise<void> {
  await app.evaluate((_electron, allowed) => {
    const scope = globalThis as typeof globalThis & { keptFetch?: typeof fetch };
    scope.keptFetch ??= globalThis.fetch;
    globalThis.fetch = allowed ? scope.keptFetch : () => Promise.reject(new TypeError('network off'));
  }, isThere);
}

/** The services that a policy file names. Their network cannot be cut from here, so the studio's is. */
export function policyStory(policyFile: string, access: CloudAccess, credentials: Credentials): StoryCloud {
  return { access, credentials, policyFile, setNetwork: setFetch, traffic: null };
}
