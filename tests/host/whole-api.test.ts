import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { ElectronTypes, type ElectronType } from './electron-types.ts';
import { FIXTURE_APP, launchFixture, type Fixture } from './fixture.ts';
import { ARGUMENTS_WITHOUT_EFFECT } from './src/electron/accepted.ts';

/** Everything that Electron's declarations name is asked for; nothing here is picked by hand but how to come by an object. */
const types = new ElectronTypes();
const modules = types.modules();

/** How a test comes by one of each class whose instances the host gives out. */
const INSTANCES: Record<string, string> = {
  BrowserWindow: 'e.BrowserWindow.getAllWindows()[0]',
  WebContents: 'e.BrowserWindow.getAllWindows()[0].webContents',
  WebFrameMain: 'e.BrowserWindow.getAllWindows()[0].webContents.mainFrame',
  Session: 'e.session.defaultSession',
  WebRequest: 'e.session.defaultSession.webRequest',
  Protocol: 'e.session.defaultSession.protocol',
  CommandLine: 'e.app.commandLine',
  Menu: 'new e.Menu()',
  MenuItem: 'new e.MenuItem({ label: "x" })',
  Notification: 'new e.Notification({ title: "x" })',
  NativeImage: 'e.nativeImage.createEmpty()',
  ClientRequest: 'e.net.request("http://127.0.0.1:9/")',
  UtilityProcess: `e.utilityProcess.fork(${JSON.stringify(join(FIXTURE_APP, 'utility.mjs'))})`,
};

let fixture: Fixture;
beforeAll(async () => {
  fixture = await launchFixture();
});
afterAll(() => fixture.dispose());

/** What the host says to each use: null where it has it, a function's source where it is one, else the error. */
interface Answers {
  members: Record<string, { source: string | null } | { error: string }>;
  events: Record<string, string | null>;
}

function ask(expression: string, type: ElectronType): Promise<Answers> {
  const names = [...type.members.keys()];
  return fixture.app.evaluate(
    (e, [code, members, events]): Answers => {
      const object = process.getBuiltinModule('node:vm').compileFunction(`return ${code}`, ['e'])(e) as {
        [name: string]: unknown;
        on(event: string, listener: () => void): void;
        removeListener(event: string, listener: () => void): void;
      };
      const messageOf = (error: unknown) => (error as Error).message;
      const read = (name: string) => {
        try {
          const value = object[name];
          if (!(name in object)) return { error: 'absent, and nothing says so' };
          return { source: typeof value === 'function' ? String(value) : null };
        } catch (error) {
          return { error: messageOf(error) };
        }
      };
      const listen = (event: string) => {
        try {
          const listener = () => {};
          object.on(event, listener);
          object.removeListener(event, listener);
          return null;
        } catch (error) {
          return messageOf(error);
        }
      };
      return {
        members: Object.fromEntries(members.map((name) => [name, read(name)])),
        events: Object.fromEntries(events.map((name) => [name, listen(name)])),
      };
    },
    [expression, names, [...type.events]] as const,
  );
}

const OBJECTS: [name: string, expression: string, type: ElectronType][] = [
  ...modules.map(({ name, type }): [string, string, ElectronType] => [name, `e.${name}`, type]),
  ...Object.entries(INSTANCES).map(([name, expression]): [string, string, ElectronType] => [
    `a ${name}`,
    expression,
    types.type(name),
  ]),
];

/** It is the member that is refused, or a module as a whole. */
function isRefusal(message: string, member: string): boolean {
  const [, named] = /^chromium-host: (.+) is not implemented$/.exec(message) ?? [];
  return named !== undefined && (named.endsWith(`.${member}`) || /^\w+\.on(ce)?$/.test(named));
}

/** How many arguments a function looks at, by its source: an arrow function's, a method's or another's. */
function parametersOf(source: string): number {
  const forms = [`(${source})`, `class X { ${source} }`];
  const program = forms.map((text) => parseSync('x.js', text)).find(({ errors }) => errors.length === 0)?.program;
  let count: number | null = null;
  const enter = ({ params }: { params: { type: string }[] }) => {
    count ??= params.some(({ type }) => type === 'RestElement') ? Number.POSITIVE_INFINITY : params.length;
  };
  if (program) new Visitor({ ArrowFunctionExpression: enter, FunctionExpression: enter }).visit(program);
  if (count === null) throw new Error(`no function: ${source}`);
  return count;
}

/** These throw whatever they are told. */
const ALWAYS_THROWING = new Set([
  'dialog.showMessageBox',
  'dialog.showMessageBoxSync',
  'dialog.showOpenDialogSync',
  'dialog.showSaveDialogSync',
]);

describe.each(OBJECTS)('%s', (name, expression, type) => {
  const kind = name.replace('a ', '');
  let answers: Answers;
  beforeAll(async () => {
    answers = await ask(expression, type);
  });

  test('has each member, or throws and names it', () => {
    const wrong = Object.entries(answers.members).filter(
      ([member, answer]) => 'error' in answer && !isRefusal(answer.error, member),
    );
    expect(wrong).toEqual([]);
  });

  test('emits each event, or throws for its listeners and names it', () => {
    const wrong = Object.entries(answers.events).filter(
      ([event, error]) => error !== null && !isRefusal(error, `on('${event}')`),
    );
    expect(wrong).toEqual([]);
  });

  test('looks at each argument of what it has', () => {
    const deaf = Object.entries(answers.members).filter(([member, answer]) => {
      const isExcused =
        ALWAYS_THROWING.has(`${kind}.${member}`) || Object.hasOwn(ARGUMENTS_WITHOUT_EFFECT, `${kind}.${member}`);
      if (isExcused || 'error' in answer || answer.source === null) return false;
      return parametersOf(answer.source) < (type.members.get(member)?.parameters ?? 0);
    });
    expect(deaf.map(([member]) => member)).toEqual([]);
  });
});

test('the declarations are read: an empty list would prove nothing', () => {
  expect(modules.length).toBeGreaterThan(35);
  expect(types.type('BrowserWindow').members.size).toBeGreaterThan(150);
  expect(types.type('WebContents').events.size).toBeGreaterThan(40);
  expect(types.type('WebContents').members.get('loadURL')).toEqual({ parameters: 2 });
});
