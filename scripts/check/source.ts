import { globSync, readFileSync } from 'node:fs';
import { parseSync, type ParseResult, visitorKeys } from 'oxc-parser';

export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Our own TypeScript below `folders`, declaration files included, and the plain JavaScript that runs before it can. */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  const patterns = folders.map((folder) => `${folder}/**/*.{ts,tsx,mjs}`);
  return globSync(patterns, { cwd: root })
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(`${root}/${path}`, 'utf8') }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Every file below `folder`, whatever its kind; relative to the root, with forward slashes. */
export function listFiles(root: string, folder: string): string[] {
  return globSync(`${folder}/**/*`, { cwd: root, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + 1).replaceAll('\\', '/'))
    .toSorted();
}

/** Tests beside the code may know more than it does, and are scopes full of functions. */
export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

export function parse({ path, text }: SourceFile): ParseResult {
  const result = parseSync(path, text);
  if (result.errors.length > 0) throw new Error(`${path}: ${result.errors[0]?.message}`);
  return result;
}

/** A node of the syntax tree, seen without its exact type: what is asked of it differs from kind to kind. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}
/** `key` is the field of `parent` that holds the node, or the list with it. */
type Visit = (node: Node, parent: Node | null, key: string) => void;

/** Visits a node and all below it, parents first. */
export function walk(node: Node, visit: Visit, parent: Node | null = null, key = ''): void {
  visit(node, parent, key);
  for (const field of visitorKeys[node.type] ?? []) {
    const children: unknown[] = [node[field]].flat();
    for (const child of children) if (child) walk(child as Node, visit, node, field);
  }
}

/** What a string literal, or a template without holes, says; null when it is known at run time only. */
export function literalOf(node: Node | null | undefined): string | null {
  if (node?.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node?.type !== 'TemplateLiteral' || (node['expressions'] as Node[]).length > 0) return null;
  const [quasi] = node['quasis'] as { value: { cooked: string } }[];
  return quasi?.value.cooked ?? null;
}

/** A function that answers the 1-based line of an offset. */
export function lineOf(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1;
}
