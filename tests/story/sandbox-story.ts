import type { SandboxCloud } from '../sandbox/cloud.ts';
import type { StoryCloud, Traffic } from './story.ts';

/** Slow enough to see bars move and to be killed in the middle, fast enough not to bore. */
const LINE_BYTES_PER_SECOND = 12_000_000;

/** What the sandbox's log says: an upload is in vain when its body is not kept, or was kept before. */
function trafficOf({ log }: SandboxCloud['b2']): Traffic {
  return {
    received: () => log.bytesReceived(),
    mark: () => log.mark(),
    sentInVain(mark) {
      const kept = new Set<string>();
      let bytes = 0;
      for (const { index, operation, fileId, fileName, partNumber, stored, bodyBytes } of log.entries()) {
        if (operation !== 'b2_upload_part' && operation !== 'b2_upload_file') continue;
        const what = operation === 'b2_upload_part' ? `${fileId} ${partNumber}` : `${fileName}`;
        if (index >= mark && (!stored || kept.has(what))) bytes += bodyBytes;
        if (stored) kept.add(what);
      }
      return bytes;
    },
  };
}

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
    traffic: trafficOf(b2),
  };
}
