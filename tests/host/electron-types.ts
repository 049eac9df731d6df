import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';

/** What Electron's type declarations say of one class or interface, what it inherits included. */
export interface ElectronType {
  /** Methods and properties, without those of every event emitter. */
  members: Map<string, Member>;
  events: Set<string>;
}

export interface Member {
  /** Most arguments that any overload of a method takes; null for a property. */
  parameters: number | null;
}

/** A name that `import … from 'electron'` gives the main process. */
export interface ElectronModule {
  name: string;
  /** What its value has: the members of an interface, or the static ones of a class. */
  type: ElectronType;
}

interface Node {
  type: string;
  [key: string]: unknown;
}

const FILE = join(import.meta.dirname, '../../node_modules/electron/electron.d.ts');
const EMITTER = new Set(['on', 'once', 'off', 'addListener', 'removeListener']);

const list = (value: unknown): Node[] => (Array.isArray(value) ? (value as Node[]) : []);
const node = (value: unknown): Node => value as Node;
const nameOf = (value: unknown): string => {
  const { name, value: literal } = (value ?? {}) as { name?: string; value?: string };
  return name ?? literal ?? '';
};

function bodyOf(namespace: Node): Node[] {
  return list(node(namespace['body'])['body']);
}

/** The name in `on(event: 'name', …)`. */
function eventOf(parameters: Node[]): string | null {
  const annotation = node(node(node(parameters[0] ?? {})['typeAnnotation'] ?? {})['typeAnnotation'] ?? {});
  return annotation.type === 'TSLiteralType' ? nameOf(annotation['literal']) : null;
}

function parentsOf(declaration: Node): string[] {
  const heritage = list(declaration['extends']).map(({ expression }) => nameOf(expression));
  return [nameOf(declaration['superClass']), ...heritage].filter((name) => name !== '');
}

function addMember(to: ElectronType, member: Node): void {
  const name = nameOf(member['key']);
  if (name === '' || member['kind'] === 'constructor') return;
  const parameters = list(node(member['value'] ?? member)['params']);
  if (EMITTER.has(name)) {
    const event = eventOf(parameters);
    if (event !== null) to.events.add(event);
    return;
  }
  const isMethod = member.type === 'TSMethodSignature' || member.type === 'MethodDefinition';
  const most = Math.max(to.members.get(name)?.parameters ?? 0, parameters.length);
  to.members.set(name, { parameters: isMethod ? most : null });
}

/** Electron's namespace: its classes and interfaces, and what the main process can import. */
export class ElectronTypes {
  readonly #declarations = new Map<string, Node>();
  readonly #namespaces = new Map<string, Node>();

  constructor() {
    const { program } = parseSync(FILE, readFileSync(FILE, 'utf8'));
    const electron = (program.body as unknown as Node[]).find(({ type }) => type === 'TSModuleDeclaration');
    for (const item of electron ? bodyOf(electron) : []) {
      if (item.type === 'TSModuleDeclaration') this.#namespaces.set(nameOf(item['id']), item);
      else this.#declarations.set(nameOf(item['id']), item);
    }
  }

  /** The members of an instance, or the static ones. Throws for a name that the declarations do not have. */
  type(name: string, isStatic = false): ElectronType {
    if (!this.#declarations.has(name)) throw new Error(`electron.d.ts declares no ${name}`);
    const found: ElectronType = { members: new Map(), events: new Set() };
    this.#collect(found, name, isStatic);
    return found;
  }

  #collect(found: ElectronType, name: string, isStatic: boolean): void {
    const declaration = this.#declarations.get(name);
    if (!declaration) return; // of Node, or of the page
    for (const parent of parentsOf(declaration)) this.#collect(found, parent, isStatic);
    for (const member of list(node(declaration['body'])['body'])) {
      if (Boolean(member['static']) === isStatic) addMember(found, member);
    }
  }

  /** What the main process can import. */
  modules(): ElectronModule[] {
    return ['Main', 'Common']
      .flatMap((name) => bodyOf(this.#namespaces.get(name) ?? { type: '', body: { body: [] } }))
      .flatMap((item) => this.#moduleOf(item));
  }

  #moduleOf(item: Node): ElectronModule[] {
    if (item.type === 'ClassDeclaration') {
      const name = nameOf(item['id']);
      return [{ name, type: this.type(name, true) }];
    }
    return list(item['declarations']).map(({ id }) => {
      const annotation = node(node(node(id)['typeAnnotation'])['typeAnnotation']);
      const isStatic = annotation.type === 'TSTypeQuery'; // `const session: typeof Session`
      return { name: nameOf(id), type: this.type(nameOf(annotation[isStatic ? 'exprName' : 'typeName']), isStatic) };
    });
  }
}
