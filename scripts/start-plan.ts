import { parseArgs } from 'node:util';

/** What `npm start` does. */
export type StartPlan =
  | {
      readonly kind: 'studio';
      readonly isSandbox: boolean;
      /** Fetch Electron whatever was remembered, and however long it takes. */
      readonly mustFetch: boolean;
      readonly args: readonly string[];
    }
  | { readonly kind: 'demo'; readonly args: readonly string[] }
  | { readonly kind: 'refuse'; readonly message: string };

/** Ours, not the studio's. */
const SWITCHES = new Set(['--sandbox', '--fetch-electron']);
const DEMO_OPTIONS = ['policy', 'email', 'password'];

interface Surroundings {
  readonly hasDisplay: boolean;
  /** For `LECTERN_EMAIL` and `LECTERN_PASSWORD`, which the demo takes too. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The studio where there is a display; else the demo, where it can do what was asked; else what to do instead. */
export function planStart(args: readonly string[], { hasDisplay, env }: Surroundings): StartPlan {
  const rest = args.filter((arg) => !SWITCHES.has(arg));
  if (hasDisplay)
    return {
      kind: 'studio',
      isSandbox: args.includes('--sandbox'),
      mustFetch: args.includes('--fetch-electron'),
      args: rest,
    };
  const options = DEMO_OPTIONS.map((name) => [name, { type: 'string' as const }] as const);
  const { values, tokens } = parseArgs({
    args: rest,
    options: Object.fromEntries(options),
    strict: false,
    tokens: true,
  });
  const foreign = tokens.find((token) => token.kind !== 'option' || !DEMO_OPTIONS.includes(token.name));
  if (foreign)
    return {
      kind: 'refuse',
      message: `There is no display here to open the studio on, and ${rest[foreign.index]} needs one.`,
    };
  if (!values['policy']) return { kind: 'demo', args: rest };
  const hasAccount = Boolean(
    (values['email'] ?? env['LECTERN_EMAIL']) && (values['password'] ?? env['LECTERN_PASSWORD']),
  );
  if (hasAccount) return { kind: 'demo', args: rest };
  const command = `npm run demo -- --policy ${String(values['policy'])} --email ADDRESS --password PASSWORD`;
  return {
    kind: 'refuse',
    message: `There is no display here to open the studio on; to try this policy without one, name an account: ${command}`,
  };
}
