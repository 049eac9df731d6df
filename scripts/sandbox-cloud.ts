import { startCloud, type SandboxCloud } from '../tests/sandbox/cloud.ts';
import { PortTaken } from '../tests/sandbox/ports.ts';

/**
 * Fixed, so that what was typed into the settings once stays right. Below 32768, where Linux begins to give out ports
 * for outgoing connections, which would now and then be one of these.
 */
const PORTS = { b2: 28_101, supabase: 28_102, b2Control: 28_103, supabaseControl: 28_104 };

/**
 * The lasting sandbox cloud of `npm run sandbox` and `npm start -- --sandbox`, with how to connect to it. Ends the
 * process with words when one of its ports is taken.
 */
export async function startSandboxCloud(folder: string): Promise<SandboxCloud & { introduction: string }> {
  try {
    const cloud = await startCloud({ folder, isLasting: true, database: 'pglite', ports: PORTS });
    return { ...cloud, introduction: introduce(cloud, folder) };
  } catch (error) {
    if (!(error instanceof PortTaken)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

function introduce(cloud: SandboxCloud, folder: string): string {
  const { b2, supabase } = cloud;
  const [first, second] = supabase.instructors;
  return `
Sandbox cloud (data in ${folder})

  Supabase   ${supabase.url}
             publishable key  ${supabase.publishableKey}
             sign in as       ${first?.email}  ${first?.password}
             or               ${second?.email}  ${second?.password}
  B2         ${b2.url}
             key id           ${b2.keys.restricted.keyId}
             application key  ${b2.keys.restricted.applicationKey}
             bucket, prefix   ${b2.bucket.bucketName}  ${b2.prefix}

  npm start -- --policy ${cloud.policyFile}

Let something go wrong (tests/sandbox/{b2,supabase}/README.md say what can)

  B2         curl ${b2.controlUrl}/_sandbox/faults -d '{"fault":"503-at-once","operations":["b2_upload_part"],"times":3}'
             curl ${b2.controlUrl}/_sandbox/away -d '{"mode":"refuse","forMs":10000}'
  Supabase   curl ${supabase.controlUrl}/_sandbox/faults -d '{"kind":"fail","path":"/sync_push","status":503,"times":3}'
             curl ${supabase.controlUrl}/_sandbox/faults/clear -X POST
`;
}
