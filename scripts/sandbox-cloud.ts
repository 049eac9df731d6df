import { startCloud, type SandboxCloud } from '../tests/sandbox/cloud.ts';

/** Fixed, so that what was typed into the settings once stays right. */
const PORTS = { b2: 42_101, supabase: 42_102 };

/** The lasting sandbox cloud of `npm run sandbox` and `npm start -- --sandbox`, with how to connect to it. */
export async function startSandboxCloud(folder: string): Promise<SandboxCloud & { introduction: string }> {
  const cloud = await startCloud({ folder, isLasting: true, ports: PORTS });
  const { b2, supabase } = cloud;
  const [first, second] = supabase.instructors;
  const introduction = `
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
`;
  return { ...cloud, introduction };
}
