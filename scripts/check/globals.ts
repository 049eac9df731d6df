import { core, coreEntry } from './import-rules.ts';
import { isTest, lineOf, type Node, parse, type SourceFile, walk } from './source.ts';

/**
 * What the cores get through ports (docs/architecture.md): the clock, chance, the network and the machine. Not even as
 * the name of something else, because whoever reads `fetch(url)` must know what it is without looking for it.
 */
const outer = new Set(
  (
    'setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate performance Temporal Atomics crypto ' +
    'fetch WebSocket EventSource XMLHttpRequest navigator MessageChannel BroadcastChannel Worker process globalThis ' +
    'global console'
  ).split(' '),
);
/** Half of each is pure: only the members listed may be used, and only by name. */
const halfPure: Readonly<Record<string, RegExp>> = {
  Date: /^(UTC|parse)$/,
  Math: /^(?!random$)/,
  AbortSignal: /^(any|abort)$/,
};

/** Fields that hold a name of something else than a value that is in scope. */
const names: Readonly<Record<string, string>> = {
  Property: 'key',
  MethodDefinition: 'key',
  PropertyDefinition: 'key',
  MemberExpression: 'property',
  TSPropertySignature: 'key',
  TSMethodSignature: 'key',
  ImportSpecifier: 'imported',
};
/** Nodes whose direct names are gone when the code runs. */
const types = new Set(
  (
    'TSTypeReference TSTypeQuery TSQualifiedName TSImportType TSTypeParameter TSTypePredicate TSInterfaceDeclaration ' +
    'TSInterfaceHeritage TSClassImplements TSTypeAliasDeclaration TSFunctionType TSConstructorType TSMethodSignature ' +
    'TSCallSignatureDeclaration TSNamedTupleMember'
  ).split(' '),
);

/** Whether the half-pure global is used as it may be: `Math.max`, `new Date(ms)`. */
function isPureUse(node: Node, parent: Node, allowed: RegExp): boolean {
  if (parent.type === 'MemberExpression' && parent['object'] === node) {
    const property = parent['property'] as Node;
    return parent['computed'] === false && allowed.test(property['name'] as string);
  }
  if (parent.type !== 'NewExpression' || node['name'] !== 'Date') return false;
  // Without an argument it is now; a spread may have none
  const [first] = parent['arguments'] as Node[];
  return first !== undefined && first.type !== 'SpreadElement';
}

function impureName(node: Node, parent: Node | null, key: string): string | null {
  if (node.type !== 'Identifier' || !parent || types.has(parent.type)) return null;
  if (names[parent.type] === key && parent['computed'] !== true) return null;
  const name = node['name'] as string;
  if (outer.has(name)) return name;
  const allowed = Object.hasOwn(halfPure, name) ? halfPure[name] : undefined;
  return allowed && !isPureUse(node, parent, allowed) ? name : null;
}

const isPure = (path: string): boolean =>
  !isTest(path) && ((core.test(path) && !coreEntry.test(path)) || path.startsWith('src/shared/'));

/** One line per use of the clock, chance, the network or the machine in the cores and in shared. */
export function checkGlobals(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => isPure(path))
    .flatMap((file) => {
      const line = lineOf(file.text);
      const found: string[] = [];
      walk(parse(file).program as unknown as Node, (node, parent, key) => {
        const name = impureName(node, parent, key);
        if (name) found.push(`${file.path}:${line(node.start)} ${name}: comes in through a port`);
      });
      return found;
    });
}
