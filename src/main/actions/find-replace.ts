import type {
  Replaced,
  RunSearch,
  SearchAnswer,
  SearchedField,
  SearchedText,
  SearchedTexts,
} from '../../shared/domain/find-replace.ts';
import type { Draft } from '../../shared/domain/merge.ts';
import type { TableName } from '../../shared/domain/registry.ts';
import { err, ok } from '../../shared/ipc/result.ts';
import { textDigest } from '../../shared/util/text-digest.ts';
import type { TextRow, TextTable } from '../db/tables/texts.ts';
import type { Handlers } from '../ipc/router.ts';
import { type EditContext, liveRow, set, textOf } from './context.ts';

export interface FindReplaceDeps extends EditContext {
  readonly texts: TextTable;
  readonly runSearch: RunSearch;
}
type Found = SearchedText & { readonly row: TextRow };
type Place = Parameters<Handlers['text.replace']>[0]['places'][number];
type Left = {
  readonly field: SearchedField;
  readonly id: Place['id'];
  readonly why: 'gone' | 'changed' | 'empty' | 'tooLong';
};

const failed = (answer: 'invalid' | 'slow') =>
  answer === 'invalid'
    ? err('PATTERN_INVALID', 'this is no regular expression')
    : err('PATTERN_SLOW', 'the regular expression did not come to an end');

/** The texts of a row that are asked for. A text lesson's is one of its own kind: it is Markdown. */
function textsOf(row: TextRow, asked: ReadonlySet<SearchedTexts>): Found[] {
  const one = (which: SearchedTexts, field: SearchedField, text: string): Found[] =>
    asked.has(which) && text !== '' ? [{ row, field, text, isMarkdown: which === 'texts' }] : [];
  const title = one('titles', `${row.table}.title`, row.title);
  if (row.table === 'lessons')
    return [...title, ...one(row.kind === 'text' ? 'texts' : 'descriptions', 'lessons.body', row.body)];
  const subtitle = row.table === 'courses' ? one('descriptions', 'courses.subtitle', row.subtitle) : [];
  return [...title, ...subtitle, ...one('descriptions', `${row.table}.description`, row.description)];
}

function shown({ row, field, text, isMarkdown }: Found, { hits, parts, refused }: Replaced) {
  const { id, courseId, courseTitle, title } = row;
  const chapterTitle = row.table === 'lessons' ? row.chapterTitle : null;
  const place = { field, id, courseId, courseTitle, chapterTitle, title, isMarkdown };
  return { ...place, digest: textDigest(text), hits, parts: parts.map((part) => ({ ...part })), refused };
}

/** Find and replace over the texts of a course, or of all (decision 0062). */
export function createFindReplace(deps: FindReplaceDeps): Pick<Handlers, 'text.find' | 'text.replace'> {
  const { mutator, texts, runSearch } = deps;

  /** The text as it stands there now; null: its row is gone. */
  function read({ field, id }: Place): SearchedText | null {
    const [table, column] = field.split('.') as [TableName, string];
    const row = liveRow(mutator, table, id);
    const isMarkdown = field === 'lessons.body' && textOf(row, 'kind') === 'text';
    return row && { field, text: textOf(row, column), isMarkdown };
  }

  /** What is written and what stays, of those that stand there as they were shown. */
  function sorted(places: readonly Place[], made: ReadonlyMap<Place, Replaced | null>) {
    const drafts = new Map<string, Draft>();
    const left: Left[] = [];
    let replaced = 0;
    for (const place of places) {
      const { field, id, digest } = place;
      // Once more: the search took its time, in another thread.
      const now = read(place);
      const one = made.get(place);
      const isSame = now !== null && textDigest(now.text) === digest;
      const why = now === null ? 'gone' : !isSame || !one ? 'changed' : one.refused;
      if (why !== null || !one) {
        left.push({ field, id, why: why ?? 'changed' });
        continue;
      }
      const [table, column] = field.split('.') as [TableName, string];
      const v = { ...drafts.get(id)?.v, [column]: { [column]: one.after } };
      drafts.set(id, set(table, id, v));
      replaced += 1;
    }
    return { drafts: [...drafts.values()], left, replaced };
  }

  return {
    async 'text.find'({ courseId, texts: asked, search, limit }) {
      const wanted = new Set(asked);
      const all = texts.list(courseId).flatMap((row) => textsOf(row, wanted));
      const answer: SearchAnswer = await runSearch({ search, texts: all.map(({ row: _row, ...text }) => text) });
      if (typeof answer === 'string') return failed(answer);
      const found = all.flatMap((one, at) => {
        const replaced = answer[at];
        return replaced ? [shown(one, replaced)] : [];
      });
      return ok({ found: found.slice(0, limit), hasMore: found.length > limit });
    },
    async 'text.replace'({ search, places }) {
      const there = places.flatMap((place) => {
        const text = read(place);
        return text ? [{ place, text }] : [];
      });
      const answer = await runSearch({ search, texts: there.map(({ text }) => text) });
      if (typeof answer === 'string') return failed(answer);
      const { drafts, left, replaced } = sorted(
        places,
        new Map(there.map(({ place }, at) => [place, answer[at] ?? null])),
      );
      if (replaced > 0) mutator.mutate({ label: { code: 'text.replace', count: replaced, name: search.find }, drafts });
      return ok({ replaced, left });
    },
  };
}
