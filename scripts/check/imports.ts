import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { type ImportRule, importRules } from './import-rules.ts';
import { namedBy, type Reference } from './references.ts';
import { isTest, type SourceFile } from './source.ts';

/** What no rule of the table says: a name that the table could not be applied to is refused by itself. */
export const unreadable = {
  hidden: 'modules are named where the rules can read them',
  extension: 'a relative import names its file with its extension',
  outside: 'a module is a relative path, a package or node:',
} as const;

/**
 * `./x.ts` → its path from the root; `zod/v4` → `npm:zod`; `fs` → `node:fs`; else `outside:…`. `./x` and `./x.js` are
 * also `x.ts`, so that the rule about that file is told beside the one about extensions.
 */
function normalise(from: string, specifier: string): string {
  if (specifier.startsWith('.')) {
    const path = posix.normalize(posix.join(posix.dirname(from), specifier.replace(/[?#].*$/, '')));
    const inPackages = /(?:^|\/)node_modules\/(.*)$/.exec(path)?.[1];
    if (inPackages !== undefined) return packageOf(inPackages);
    return path.replace(/\.js(x?)$/, '.ts$1').replace(/(^|\/)([^./]+)$/, '$1$2.ts');
  }
  if (specifier.startsWith('node:') || builtinModules.includes(specifier))
    return `node:${specifier.replace(/^node:/, '')}`;
  return /^([/#]|[a-z]+:)/i.test(specifier) ? `outside:${specifier}` : packageOf(specifier);
}

function packageOf(specifier: string): string {
  const parts = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1);
  return `npm:${parts.join('/')}`;
}

function breaks(rule: ImportRule, from: string, to: string, isType: boolean): boolean {
  if (rule.valuesOnly && isType) return false;
  const match = rule.from.exec(from);
  if (!match || rule.fromNot?.test(from) || !rule.to.test(to)) return false;
  const allowed = rule.toNot?.replaceAll(/\$(\d)/g, (_whole, index: string) => match[Number(index)] ?? '');
  return allowed === undefined || !new RegExp(allowed).test(to);
}

function brokenBy(from: string, { specifier, isType }: Reference): string[] {
  const to = normalise(from, specifier);
  const broken = importRules.filter((rule) => breaks(rule, from, to, isType)).map(({ name }) => name);
  if (to.startsWith('outside:')) broken.push(unreadable.outside);
  if (specifier.startsWith('.') && !/\.(tsx?|css|json)$/.test(specifier)) broken.push(unreadable.extension);
  return broken.map((name) => `${from} → ${to}: ${name}`);
}

/** One line per broken rule. */
export function checkImports(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => !isTest(path))
    .flatMap((file) => {
      const { references, hidden } = namedBy(file);
      return [
        ...hidden.map((what) => `${file.path} → ${what}: ${unreadable.hidden}`),
        ...references.flatMap((reference) => brokenBy(file.path, reference)),
      ];
    });
}
