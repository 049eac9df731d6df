import { literalOf, type Node, parse, type SourceFile, walk } from './source.ts';

/** A module that a file names. */
export interface Reference {
  readonly specifier: string;
  /** Gone when the code runs. `import { type A }` is not: it still loads the module. */
  readonly isType: boolean;
}
export interface Named {
  readonly references: readonly Reference[];
  /** Ways to load or type a module that the rules could not see through. */
  readonly hidden: readonly string[];
}

/** Ways around the import declaration: CommonJS, Node's loaders, code made of text. Not even as a word. */
const loaders = new Set([
  'require',
  'createRequire',
  'getBuiltinModule',
  'mainModule',
  'dlopen',
  '_linkedBinding',
  'eval',
]);
/** Objects on which a loader can be looked up by a name made at run time. */
const holders = new Set(['process', 'globalThis', 'global', 'module']);

const nameOf = (node: Node | null): string | null =>
  node?.type === 'Identifier' ? (node['name'] as string) : literalOf(node);

/** The module in the node, if it is of a kind that names one; `null` in place of a name that cannot be read. */
function moduleOf(node: Node, parent: Node | null): { source: Node | null; isType: boolean } | undefined {
  const source = node['source'] as Node | null;
  switch (node.type) {
    case 'ImportDeclaration':
      return { source, isType: node['importKind'] === 'type' };
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return source ? { source, isType: node['exportKind'] === 'type' } : undefined;
    case 'ImportExpression':
      return { source, isType: false };
    case 'TSImportType':
      return { source, isType: true };
    case 'TSExternalModuleReference':
      return { source: node['expression'] as Node, isType: parent?.['importKind'] === 'type' };
    case 'TSModuleDeclaration': {
      const id = node['id'] as Node;
      return id.type === 'Literal' ? { source: id, isType: true } : undefined;
    }
    default:
      return undefined;
  }
}

function loaderIn(node: Node, parent: Node | null): string | null {
  const name = node.type === 'Identifier' || node.type === 'Literal' ? nameOf(node) : literalOf(node);
  if (name !== null && loaders.has(name)) return name;
  // Its text names modules too; where the bundler finds `glob` or `url`, it brings them in
  if (node.type === 'MetaProperty' && nameOf((parent?.['property'] ?? null) as Node | null) !== 'dirname')
    return 'import.meta';
  if (node.type === 'NewExpression' || node.type === 'CallExpression')
    return nameOf(node['callee'] as Node) === 'Function' ? 'Function' : null;
  if (node.type !== 'MemberExpression' || !node['computed'] || literalOf(node['property'] as Node) !== null)
    return null;
  const holder = nameOf(node['object'] as Node);
  return holder !== null && holders.has(holder) ? `${holder}[…]` : null;
}

/** Every module that the file names, types included, and what hides one. */
export function namedBy(file: SourceFile): Named {
  const references = new Map<string, Reference>();
  const hidden = new Set<string>();
  const { program, comments } = parse(file);
  walk(program as unknown as Node, (node, parent) => {
    const found = moduleOf(node, parent);
    const specifier = found ? literalOf(found.source) : null;
    if (found && specifier !== null)
      references.set(`${specifier} ${found.isType}`, { specifier, isType: found.isType });
    else if (found) hidden.add('import(…) of what is known at run time only');
    const loader = loaderIn(node, parent);
    if (loader) hidden.add(loader);
  });
  // It would give a project the types that its tsconfig keeps from it
  if (comments.some(({ type, value }) => type === 'Line' && /^\/\s*<(reference|amd)/.test(value)))
    hidden.add('/// <reference>');
  return { references: [...references.values()], hidden: [...hidden] };
}
