import { Visitor } from 'oxc-parser';
import { lineOf, parse, type SourceFile } from './source.ts';

/** Lines: warn, fail. Components are functions that render, so their bodies may be longer. */
export const caps = { file: [300, 400], function: [40, 60], component: [120, 160] } as const;
const MAX_COLUMN = 120;

interface Span {
  readonly start: number;
  readonly end: number;
}
export interface Finding {
  readonly level: 'warn' | 'fail';
  readonly text: string;
}

/** Functions with the name they are known by; anonymous ones are called so. */
function functionsOf(file: SourceFile): { name: string; node: Span }[] {
  const found = new Map<number, { name: string; node: Span }>();
  const add = (node: Span | null | undefined, name: string | undefined): void => {
    if (node && !found.has(node.start)) found.set(node.start, { name: name ?? 'anonymous', node });
  };
  new Visitor({
    FunctionDeclaration: (node) => add(node, node.id?.name),
    VariableDeclarator: (node) => {
      const isFunction = node.init?.type === 'ArrowFunctionExpression' || node.init?.type === 'FunctionExpression';
      if (isFunction) add(node.init, node.id.type === 'Identifier' ? node.id.name : undefined);
    },
    MethodDefinition: (node) => add(node.value, node.key.type === 'Identifier' ? node.key.name : undefined),
    FunctionExpression: (node) => add(node, node.id?.name),
    ArrowFunctionExpression: (node) => add(node, undefined),
  }).visit(parse(file).program);
  return [...found.values()];
}

/** Factories (`createX`) and describe-blocks are scopes that hold functions: only their own lines count. */
function ownLines(outer: Span, all: readonly { node: Span }[], line: (offset: number) => number): number {
  const inside = all.filter(({ node }) => node !== outer && node.start >= outer.start && node.end <= outer.end);
  const direct = inside.filter(
    ({ node }) =>
      !inside.some((other) => other.node !== node && other.node.start <= node.start && other.node.end >= node.end),
  );
  const lines = (span: Span): number => line(span.end) - line(span.start) + 1;
  return lines(outer) - direct.reduce((sum, { node }) => sum + Math.max(0, lines(node) - 1), 0);
}

function judge(what: string, lines: number, [warn, fail]: readonly [number, number]): Finding[] {
  if (lines <= warn) return [];
  const level = lines > fail ? 'fail' : 'warn';
  return [{ level, text: `${what}: ${lines} lines (${level === 'fail' ? fail : warn} at most)` }];
}

export function checkSizes(file: SourceFile): Finding[] {
  const line = lineOf(file.text);
  const total = file.text.split('\n').length - 1;
  const functions = functionsOf(file);
  const isTest = /\.test\.tsx?$/.test(file.path);
  const longLines = file.text
    .split('\n')
    .flatMap((text, index): Finding[] =>
      text.length > MAX_COLUMN + 20
        ? [{ level: 'warn', text: `${file.path}:${index + 1}: ${text.length} columns` }]
        : [],
    );
  const tooLong = functions.flatMap(({ name, node }) => {
    const isComponent = file.path.endsWith('.tsx') && /^[A-Z]/.test(name);
    const isScope = /^(create|open|compose)([A-Z]|$)|^anonymous$/.test(name) || isTest;
    const lines = isScope ? ownLines(node, functions, line) : line(node.end) - line(node.start) + 1;
    return judge(`${file.path}:${line(node.start)} ${name}`, lines, isComponent ? caps.component : caps.function);
  });
  return [...judge(file.path, total, caps.file), ...tooLong, ...longLines];
}
