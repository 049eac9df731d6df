import { parseArgs } from 'node:util';
import type { CourseId } from '../../src/shared/domain/ids.ts';
import { layCourse, openPublisher } from '../integration/publish-rig.ts';
import type { SupabaseSandbox } from '../sandbox/supabase/supabase-sandbox.ts';

/**
 * A computer that publishes a course in a process of its own, and dies by SIGKILL at the moment named: `sent` when the
 * request to publish has left, `answered` when its answer has arrived and nothing of it is written yet.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: '' },
    key: { type: 'string', default: '' },
    path: { type: 'string', default: '' },
    email: { type: 'string', default: '' },
    password: { type: 'string', default: '' },
    die: { type: 'string' },
  },
});
const { url, key, path, email, password, die } = values;
const kill = (): void => void process.kill(process.pid, 'SIGKILL');

const deadly: typeof globalThis.fetch = async (input, init) => {
  const isPublish = String(input).endsWith('/course_publish');
  const answer = globalThis.fetch(input, init);
  if (isPublish && die === 'sent') {
    void answer.finally(kill);
    return new Promise(() => undefined);
  }
  const response = await answer;
  if (isPublish && die === 'answered') kill();
  return response;
};

const publisher = openPublisher({ url, publishableKey: key } as SupabaseSandbox, { path, fetch: deadly });
const { id } = layCourse(publisher.device);
await publisher.begin({ email, password });
await publisher.start(id as CourseId);
