import { posix } from 'node:path';
import { isTest, lineOf, type Node, parse, type SourceFile, walk } from './source.ts';

/*
 * The layers of the renderer (docs/architecture.md, "State in the renderer"): entities are in the query cache, flags and ids
 * in Zustand, what is typed in its form. None is copied into another.
 */
const renderer = /^src\/renderer\//;
const shared = /^src\/shared\//;
const mutationFile = /(^|[/-])mutations(\/[^/]+)?\.ts$/;
const cacheFile = /(\/queries\.ts|\/event-bridge\.ts)$/;
const stateFile = /-ui(-store)?\.ts$/;

interface Module extends SourceFile {
  readonly program: Node;
  /** Local name to where it comes from. */
  readonly imports: ReadonlyMap<string, { readonly from: string; readonly name: string }>;
  /** Interfaces and type aliases by name. */
  readonly types: ReadonlyMap<string, Node>;
}
type Modules = ReadonlyMap<string, Module>;
type Report = (module: Module, node: Node, words: string) => void;

const nameOf = (node: unknown): string => ((node as Node | null)?.['name'] as string | undefined) ?? '';

function readModule(file: SourceFile): Module {
  const program = parse(file).program as unknown as Node;
  const imports = new Map<string, { from: string; name: string }>();
  const types = new Map<string, Node>();
  walk(program, (node, parent) => {
    if (node.type === 'ImportSpecifier') {
      const source = (parent?.['source'] as Node | undefined)?.['value'] as string;
      const from = source.startsWith('.') ? posix.join(posix.dirname(file.path), source) : source;
      imports.set(nameOf(node['local']), { from, name: nameOf(node['imported']) });
    }
    if (node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration')
      types.set(nameOf(node['id']), node);
  });
  return { ...file, program, imports, types };
}

/** Words for a choice, `'undo' | 'redo'` or of `z.enum`, are no entity wherever they are declared. */
function isChoice(declaration: Node | undefined, { text }: Module): boolean {
  const schema = /typeof (\w+)>/.exec(declaration ? text.slice(declaration.start, declaration.end) : '')?.[1];
  if (schema !== undefined) return text.includes(`const ${schema} = z.enum(`);
  const value = declaration?.['typeAnnotation'] as Node | undefined;
  const parts = value?.type === 'TSUnionType' ? (value['types'] as Node[]) : [value];
  return parts.every((part) => part?.type === 'TSLiteralType');
}

/** The name of an entity that a type holds, however deep; null: it holds none. */
function entityIn(type: Node, module: Module, modules: Modules, seen = new Set<string>()): string | null {
  let found: string | null = null;
  walk(type, (node) => {
    const name =
      node.type === 'TSTypeReference'
        ? nameOf(node['typeName'])
        : node.type === 'TSInterfaceHeritage'
          ? nameOf(node['expression'])
          : '';
    if (name !== '') found ??= entityNamed(name, module, modules, seen);
  });
  return found;
}

function entityNamed(name: string, module: Module, modules: Modules, seen: Set<string>): string | null {
  const key = `${module.path} ${name}`;
  if (seen.has(key)) return null;
  seen.add(key);
  const declared = module.types.get(name);
  const origin = module.imports.get(name);
  if (shared.test(module.path)) return isChoice(declared, module) || module.path.endsWith('/ids.ts') ? null : name;
  if (declared) return entityIn(declared, module, modules, seen);
  if (origin?.from.endsWith('/ipc-client.ts') && /^(Output|Payload)$/.test(origin.name)) return name;
  const home = origin && modules.get(origin.from);
  return home ? entityNamed(origin.name, home, modules, seen) : null;
}

/** Stores, and the state of a component, hold no entity. */
function checkState(module: Module, modules: Modules, report: Report): void {
  walk(module.program, (node) => {
    if (node.type !== 'CallExpression') return;
    const { from, name = '' } = module.imports.get(nameOf(node['callee'])) ?? {};
    const isStore = from === 'zustand' && /^create(Store)?$/.test(name);
    if (!isStore && !(from === 'react' && name === 'useState')) return;
    const type = node['typeArguments'] as Node | null;
    if (isStore && !type) report(module, node, `a store says what it holds: ${name}<Ui>(…)`);
    const entity = type && entityIn(type, module, modules);
    if (entity) report(module, node, `${entity} is an entity: keep its id, and read it from the query cache`);
  });
}

/** Into the cache comes what main said, and what a mutation expects it to say; never what is being typed. */
function checkCache(module: Module, report: Report): void {
  const mayWrite = mutationFile.test(module.path) || cacheFile.test(module.path);
  const froms = new Set([...module.imports.values()].map(({ from }) => from));
  if (mayWrite && froms.has('react-hook-form')) report(module, module.program, 'a form is no part of the query cache');
  walk(module.program, (node) => {
    if (node.type !== 'CallExpression') return;
    const method = nameOf((node['callee'] as Node)['property']);
    if (!/^set(Query|Queries)Data$/.test(method) || mayWrite) return;
    const value = (node['arguments'] as Node[])[1];
    if (value?.type !== 'Literal' || value['value'] !== null)
      report(module, node, `${method}: only queries, mutations and events fill the query cache`);
  });
}

const effects = /^use(Layout|Insertion)?Effect$/;
const isFunction = ({ type }: Node): boolean => /Function(Expression|Declaration)?$/.test(type);

/** What sets state: setters and dispatchers of this file, actions of a store, and forms. */
function settersOf(module: Module): (callee: Node) => boolean {
  const names = new Set<string>();
  walk(module.program, (node) => {
    const [id, init] = [node['id'] as Node | null, node['init'] as Node | null];
    if (node.type !== 'VariableDeclarator' || id?.type !== 'ArrayPattern' || init?.type !== 'CallExpression') return;
    if (/^use(State|Reducer)$/.test(nameOf(init['callee']))) names.add(nameOf((id['elements'] as Node[])[1]));
  });
  for (const [local, { from }] of module.imports)
    if (stateFile.test(from) && !local.startsWith('use')) names.add(local);
  return (callee) => {
    const name = nameOf(callee.type === 'MemberExpression' ? callee['property'] : callee);
    if (callee.type === 'MemberExpression') return /^(setState|setValue|reset|setQueryData)$/.test(name);
    return names.has(name) || /^set(?!Timeout|Interval|Immediate)[A-Z]/.test(name);
  };
}

/** Visits what runs at once: not what is in the functions that are only made there. */
function walkNow(node: Node, visit: (node: Node) => void): void {
  let skippedTo = -1;
  walk(node, (one) => {
    if (one.start < skippedTo) return;
    if (one !== node && isFunction(one)) skippedTo = one.end;
    else visit(one);
  });
}

/** An effect listens, draws or waits; one that sets state as it runs copies one state into another. */
function checkEffects(module: Module, report: Report): void {
  const sets = settersOf(module);
  walk(module.program, (node) => {
    if (node.type !== 'CallExpression' || !effects.test(nameOf(node['callee']))) return;
    const [run] = node['arguments'] as Node[];
    if (!run || !isFunction(run)) return;
    walkNow(run, (one) => {
      if (one.type === 'CallExpression' && sets(one['callee'] as Node))
        report(module, one, 'an effect that copies state: work it out where it is drawn, or set it where it changes');
    });
  });
}

/** Mutations that are options by name: a call of `mutationOptions`, or of a function here that makes them. */
function mutationsOf(module: Module): { readonly name: string; readonly node: Node }[] {
  const makers = new Set(['mutationOptions']);
  walk(module.program, (node) => {
    if (node.type === 'FunctionDeclaration' && module.text.slice(node.start, node.end).includes('mutationOptions('))
      makers.add(nameOf(node['id']));
  });
  const found: { name: string; node: Node }[] = [];
  for (const statement of module.program['body'] as Node[]) {
    const declaration = statement.type === 'ExportNamedDeclaration' && (statement['declaration'] as Node | null);
    if (!declaration || declaration.type !== 'VariableDeclaration') continue;
    for (const one of declaration['declarations'] as Node[]) {
      const init = one['init'] as Node | null;
      if (init?.type === 'CallExpression' && makers.has(nameOf(init['callee'])))
        found.push({ name: nameOf(one['id']), node: one });
    }
  }
  return found;
}

/** Mutations have a place and a test: what shows before main answers, and what when it refuses. */
function checkMutations(module: Module, tested: Tested, report: Report): void {
  if (mutationFile.test(module.path)) {
    const found = mutationsOf(module);
    for (const { name, node } of found)
      if (!tested.names.has(`${module.path} ${name}`)) report(module, node, `${name}: no mutations test knows it`);
    if (found.length > 0 && module.text.includes('onMutate') && !tested.againstOld.has(module.path))
      report(module, module.program, 'an edit shows before main answers: no test lets an older reading come after it');
    return;
  }
  walk(module.program, (node) => {
    if (node.type === 'Property' && nameOf(node['key']) === 'mutationFn')
      report(module, node, 'a mutation is named in a file of mutations, where its test finds it');
  });
}

interface Tested {
  /** Of the file and the mutation: what tests and tables of mutations import. */
  readonly names: ReadonlySet<string>;
  /** Files that are tested against a reading that began before the edit (`late-reading.fixture.ts`). */
  readonly againstOld: ReadonlySet<string>;
}
function testedMutations(files: readonly SourceFile[]): Tested {
  const tests = files.filter(({ path }) =>
    /mutation[a-z-]*\.(test|fixture)\.ts$|\/mutations\/[^/]+\.test\.ts$/.test(path),
  );
  const imported = tests.map((file) => [...readModule(file).imports.values()]);
  const late = imported.filter((all) => all.some(({ from }) => from.endsWith('/late-reading.fixture.ts')));
  return {
    names: new Set(imported.flat().map(({ from, name }) => `${from} ${name}`)),
    againstOld: new Set(late.flat().map(({ from }) => from)),
  };
}

/** One line per state that is where it does not belong, and per mutation without a test. */
export function checkLayers(files: readonly SourceFile[]): string[] {
  const own = files.filter(({ path }) => (renderer.test(path) || shared.test(path)) && !isTest(path));
  const modules: Modules = new Map(own.map((file) => [file.path, readModule(file)]));
  const tested = testedMutations(files.filter(({ path }) => renderer.test(path)));
  const found: string[] = [];
  const report: Report = ({ path, text }, node, words) => found.push(`${path}:${lineOf(text)(node.start)} ${words}`);
  for (const module of modules.values()) {
    if (!renderer.test(module.path) || module.path.endsWith('.fixture.ts')) continue;
    checkState(module, modules, report);
    checkCache(module, report);
    checkEffects(module, report);
    checkMutations(module, tested, report);
  }
  return found;
}
