import type { SandboxCloud } from '../sandbox/cloud.ts';
import type { StoryCloud } from './story.ts';

/** Slow enough to see bars move and to be killed in the middle, fast enough not to bore. */
const LINE_BYTES_PER_SECOND = 12_000_000;

/** The sandbox as the story's cloud: the network is really cut, and the server counts what it receives. */
export function sandboxStory({ b2, supabase }: SandboxCloud): StoryCloud {
  const [credentials] = supabase.instructors;
  if (!credentials) throw new Error('the sandbox has no instructor');
  b2.faults.setLink({ bytesPerSecondTotal: LINE_BYTES_PER_SECOND });
  return {
    access: {
      supabase: { url: supabase.url, publishableKey: supabase.publishableKey },
      storage: { ...b2.keys.restricted, bucket: b2.bucket.bucketName, prefix: b2.prefix, endpoint: b2.url },
    },
    credentials,
    policyFile: null,
    async setNetwork(_studio, isThere) {
      await supabase.setOffline(!isThere);
      await (isThere ? b2.faults.back() : b2.faults.away({ mode: 'refuse' }));
    },
    bytesReceived: () => b2.log.bytesReceived(),
  };
}
