import { parseSync, Visitor } from 'oxc-parser';

/** The texts that a file uses as class names (`class`), and all others it holds (`other`). */
export function textsOf(path: string, text: string): { readonly class: string[]; readonly other: string[] } {
  const spans: (readonly [from: number, to: number])[] = [];
  const compared: number[] = [];
  const found: { readonly at: number; readonly text: string }[] = [];
  const visitor = new Visitor({
    JSXAttribute: ({ name, start, end }) => void (name.name === 'className' && spans.push([start, end])),
    CallExpression: ({ callee, start, end }) =>
      void (callee.type === 'Identifier' && callee.name === 'cx' && spans.push([start, end])),
    // What is compared is no class name.
    BinaryExpression: ({ left, right }) => void compared.push(left.start, right.start),
    Literal: ({ value, start }) => void (typeof value === 'string' && found.push({ at: start, text: value })),
    TemplateElement: ({ value, start }) => void found.push({ at: start, text: value.cooked ?? '' }),
  });
  visitor.visit(parseSync(path, text).program);
  const isClass = ({ at }: { at: number }) =>
    !compared.includes(at) && spans.some(([from, to]) => at > from && at < to);
  const { inside = [], outside = [] } = Object.groupBy(found, (one) => (isClass(one) ? 'inside' : 'outside'));
  return { class: inside.map((one) => one.text), other: outside.map((one) => one.text) };
}

/** The class names of the elements that take the direction of their own words. */
export function classesOfAuto(path: string, text: string): string[] {
  const spans: (readonly [from: number, to: number])[] = [];
  const found: { readonly at: number; readonly text: string }[] = [];
  const visitor = new Visitor({
    JSXOpeningElement: ({ attributes }) => {
      const named = (name: string) =>
        attributes.find((one) => one.type === 'JSXAttribute' && one.name.name === name) ?? null;
      const [dir, classes] = [named('dir'), named('className')];
      if (dir && classes && text.slice(dir.start, dir.end) === 'dir="auto"') spans.push([classes.start, classes.end]);
    },
    Literal: ({ value, start }) => void (typeof value === 'string' && found.push({ at: start, text: value })),
  });
  visitor.visit(parseSync(path, text).program);
  const inside = found.filter(({ at }) => spans.some(([from, to]) => at > from && at < to));
  return inside.flatMap((one) => one.text.split(/\s+/));
}
