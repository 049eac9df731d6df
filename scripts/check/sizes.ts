import { Visitor } from 'oxc-parser';
import { isTest, lineOf, parse, type SourceFile } from './source.ts';

/**
 * Lines: warn, fail. Components are functions that render, so their bodies may be longer. A factory (`createX(deps)`) is
 * a scope: its own lines are those of a function, and with the functions in it it may be as long as a component
 * (docs/decisions/0005).
 */
export const caps = { file: [300, 400], function: [40, 60], component: [120, 160], factory: [120, 160] } as const;
/** Files that only lead to others: the entry and the forwarder stay under 80 and 60 lines, at once. */
const thin: Readonly<Record<string, number>> = { 'src/main/index.ts': 79, 'src/preload/index.ts': 59 };
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

/** The lines without those of the functions in it. */
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

/** Factories are scopes, and in tests so are the callbacks of `describe`. An anonymous function elsewhere is not. */
function judgeFunction(path: string, name: string, whole: number, own: () => number): Finding[] {
  const isFactory = /^(create|open|compose)([A-Z]|$)/.test(name);
  if (isTest(path)) return judge(name, own(), caps.function);
  if (isFactory) return [...judge(name, own(), caps.function), ...judge(`${name}, whole`, whole, caps.factory)];
  const isComponent = path.endsWith('.tsx') && /^[A-Z]/.test(name);
  return judge(name, whole, isComponent ? caps.component : caps.function);
}

export function checkSizes(file: SourceFile): Finding[] {
  const { path, text } = file;
  const line = lineOf(text);
  const total = text.split('\n').length - 1;
  const functions = functionsOf(file);
  const longLines = text
    .split('\n')
    .flatMap((content, index): Finding[] =>
      content.length > MAX_COLUMN + 20
        ? [{ level: 'warn', text: `${path}:${index + 1}: ${content.length} columns` }]
        : [],
    );
  const tooLong = functions.flatMap(({ name, node }) => {
    const whole = line(node.end) - line(node.start) + 1;
    return judgeFunction(path, name, whole, () => ownLines(node, functions, line)).map((finding) => ({
      ...finding,
      text: `${path}:${line(node.start)} ${finding.text}`,
    }));
  });
  const thinCap = thin[path];
  return [...judge(path, total, thinCap ? [thinCap, thinCap] : caps.file), ...tooLong, ...longLines];
}
