import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CdpSession } from '../cdp/session.ts';
import type { SyncTokens } from '../cdp/sync-calls.ts';
import { ISOLATED_WORLD, MAIN_WORLD, type PageScripts } from '../page-scripts.ts';
import type { IsolatedWorldConfig } from '../page/isolated-world.ts';
import type { MainWorldConfig } from '../page/main-world.ts';
import type { PreloadConfig } from '../page/preload.ts';
import { RECEIVE } from './ipc-link.ts';
import { ISOLATED_WORLD_NAME } from './worlds.ts';

/** The global function of the isolated world that posts to the host. */
export const BINDING = '__chromiumHostPost';

/** What the scripts of one page are made of. */
export interface PageSetup {
  scripts: PageScripts;
  schemes: readonly string[];
  tokens: SyncTokens;
  preload: string | undefined;
  additionalArguments: readonly string[];
  asksForInput: boolean;
  reportsWindow: boolean;
}

function preloadConfig(preload: string, toPage: string, toPreload: string, args: readonly string[]): PreloadConfig {
  const { platform, arch, execPath, env, versions } = process;
  const facts = { platform, arch, execPath, env: { ...env }, versions: { ...versions }, argv: [execPath, ...args] };
  return { preload, toPage, toPreload, process: facts };
}

/** The preload's text as a function; its lines keep their numbers. */
function preloadBody(source: string): string {
  return `function (require, module, exports, process, global) { ${source}\n}`;
}

/** The text of the two scripts that run in every frame before the page's own. Throws when the preload cannot be read. */
export function pageScripts(setup: PageSetup): { main: string; isolated: string } {
  const [toPage, toPreload] = [randomBytes(8).toString('hex'), randomBytes(8).toString('hex')];
  const { preload, scripts, schemes, tokens, additionalArguments, asksForInput, reportsWindow } = setup;
  const main: MainWorldConfig = { token: tokens.mainWorld, toPage, toPreload, hasPreload: Boolean(preload), schemes };
  const isolated: IsolatedWorldConfig = {
    token: tokens.isolatedWorld,
    binding: BINDING,
    receive: RECEIVE,
    asksForInput,
    reportsWindow,
    preload: preload ? preloadConfig(preload, toPage, toPreload, additionalArguments) : null,
  };
  const body = preload ? preloadBody(readFileSync(preload, 'utf8')) : 'null';
  return {
    main: scripts.run(MAIN_WORLD, JSON.stringify(main)),
    isolated: scripts.run(ISOLATED_WORLD, JSON.stringify(isolated), body),
  };
}

/** Installs the scripts, for every document that the page will load. */
export async function installScripts(
  session: CdpSession,
  { main, isolated }: ReturnType<typeof pageScripts>,
): Promise<void> {
  await Promise.all([
    session.send('Runtime.addBinding', { name: BINDING, executionContextName: ISOLATED_WORLD_NAME }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: isolated, worldName: ISOLATED_WORLD_NAME }),
    session.send('Page.addScriptToEvaluateOnNewDocument', { source: main }),
  ]);
}
