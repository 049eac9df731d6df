import { strict } from '../page/guard.ts';

/** `app.commandLine`, and for the start of the browser what the app added to it. */
export interface CommandLine {
  api: object;
  hasSwitch(name: string): boolean;
  switchValue(name: string): string;
  /** The switches that the app appended, as `--name` or `--name=value`. */
  appended(): string[];
}

function parse(args: readonly string[]): Map<string, string> {
  const switches = args.filter((arg) => arg.startsWith('--'));
  return new Map(
    switches.map((arg) => {
      const [name = '', value = ''] = arg.slice(2).split(/=(.*)/s);
      return [name.toLowerCase(), value];
    }),
  );
}

/** Switches are those of the process and those the app appends before it is ready, which Chromium is then started with. */
export function createCommandLine(args: readonly string[]): CommandLine {
  const switches = parse(args);
  const added = new Map<string, string>();
  const hasSwitch = (name: string) => switches.has(name);
  const switchValue = (name: string) => switches.get(name) ?? '';
  return {
    api: strict('app.commandLine', {
      hasSwitch,
      getSwitchValue: switchValue,
      appendSwitch(name: string, value = ''): void {
        switches.set(name, value);
        added.set(name, value);
      },
      removeSwitch(name: string): void {
        switches.delete(name);
        added.delete(name);
      },
    }),
    hasSwitch,
    switchValue,
    appended: () => [...added].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`)),
  };
}
