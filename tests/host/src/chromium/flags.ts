import type { FoundChromium } from './find.ts';

/** How the browser is to be run. */
export interface BrowserOptions {
  profile: string;
  headless: boolean;
  sandbox: boolean;
  lang: string;
  /** Only for a test driver that wants to connect; the host itself needs no port. */
  debuggingPort: string | undefined;
  /** Switches of the command line and of `app.commandLine`, as `--name` or `--name=value`. */
  extra: readonly string[];
}

const ALWAYS = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-service-autorun',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-breakpad',
  '--disable-dev-shm-usage',
  '--disable-search-engine-choice-screen',
  '--password-store=basic',
  '--use-mock-keychain',
  '--hide-crash-restore-bubble',
  // A window that nobody looks at must run at full speed, as `backgroundThrottling` of a test would otherwise decide.
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  // Electron's default of the web preference `autoplayPolicy`.
  '--autoplay-policy=no-user-gesture-required',
  '--force-color-profile=srgb',
  // Frames of other sites stay in their page's process, where the host sees them and its scripts reach them.
  '--disable-site-isolation-trials',
];

/** What asks the network or the person, what keeps frames apart, and what a permission of Electron's decides instead. */
const DISABLED_FEATURES = [
  'Translate',
  'OptimizationHints',
  'MediaRouter',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'PaintHolding',
  'IsolateOrigins',
  'site-per-process',
  'IsolateSandboxedIframes',
  'LocalNetworkAccessChecks',
];

/** Chromium takes the last of several feature lists, so those of the app and ours become one. */
function mergeFeatures(switches: readonly string[]): string[] {
  const rest = switches.filter((item) => !/^--(enable|disable)-features=/.test(item));
  const merged = (name: string, base: readonly string[]) => {
    const prefix = `--${name}=`;
    const given = switches
      .filter((item) => item.startsWith(prefix))
      .flatMap((item) => item.slice(prefix.length).split(','));
    const features = [...new Set([...base, ...given])];
    return features.length > 0 ? [`${prefix}${features.join(',')}`] : [];
  };
  return [...rest, ...merged('enable-features', []), ...merged('disable-features', DISABLED_FEATURES)];
}

function headlessFlags({ isShell }: FoundChromium): string[] {
  const common = ['--disable-gpu', '--hide-scrollbars', '--mute-audio'];
  return isShell ? common : ['--headless=new', ...common];
}

/** The command line of the browser, without how it is debugged. */
export function browserFlags(found: FoundChromium, options: BrowserOptions): string[] {
  return [
    `--user-data-dir=${options.profile}`,
    `--lang=${options.lang}`,
    `--accept-lang=${options.lang}`,
    ...ALWAYS,
    ...(options.headless ? headlessFlags(found) : []),
    ...(options.sandbox ? [] : ['--no-sandbox', '--test-type']), // --test-type hides the "unsupported switch" bar
    ...mergeFeatures(options.extra),
  ];
}
