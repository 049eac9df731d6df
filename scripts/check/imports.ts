import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { type ImportRule, importRules } from './import-rules.ts';
import { parse, type SourceFile } from './source.ts';

/** Every module a file names: imports, re-exports and dynamic imports, types included. */
function specifiersOf(file: SourceFile): string[] {
  const { module } = parse(file);
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) => file.text.slice(start, end));
  const literals = dynamic.flatMap((text) => /^['"](.*)['"]$/.exec(text)?.[1] ?? []);
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
  );
  return [...new Set([...module.staticImports.map((item) => item.moduleRequest.value), ...exported, ...literals])];
}

/** `./x.ts` → its path from the root; `zod/v4` → `npm:zod`; `fs` → `node:fs`. */
function normalise(from: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), specifier));
  if (specifier.startsWith('node:') || builtinModules.includes(specifier))
    return `node:${specifier.replace(/^node:/, '')}`;
  return `npm:${specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')}`;
}

function breaks(rule: ImportRule, from: string, to: string): boolean {
  const match = rule.from.exec(from);
  if (!match || rule.fromNot?.test(from) || !rule.to.test(to)) return false;
  const allowed = rule.toNot?.replaceAll(/\$(\d)/g, (_whole, index: string) => match[Number(index)] ?? '');
  return allowed === undefined || !new RegExp(allowed).test(to);
}

/** One line per broken rule. */
export function checkImports(files: readonly SourceFile[]): string[] {
  const subjects = files.filter(({ path }) => !/\.test\.tsx?$/.test(path));
  return subjects.flatMap((file) =>
    specifiersOf(file)
      .map((specifier) => normalise(file.path, specifier))
      .flatMap((to) =>
        importRules.filter((rule) => breaks(rule, file.path, to)).map((rule) => `${file.path} → ${to}: ${rule.name}`),
      ),
  );
}
