import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { Checkbox } from '../../../components/checkbox.tsx';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { matchKey, type Match } from '../queries.ts';

/** So many are drawn; the rest when it is asked for. */
const AT_ONCE = 100;

interface MatchListProps {
  readonly found: readonly Match[];
  /** Those that are not ticked. */
  readonly left: ReadonlySet<string>;
  readonly isEveryCourse: boolean;
  readonly onTick: (keys: readonly string[], isTicked: boolean) => void;
}

/** Every text that would change, as it is and as it becomes, to be ticked. */
export function MatchList({ found, left, isEveryCourse, onTick }: MatchListProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(AT_ONCE);
  const keys = found.filter(({ refused }) => refused === null).map(matchKey);
  const ticked = keys.filter((key) => !left.has(key)).length;
  const more = found.length - shown;
  return (
    <section aria-label={t('replace.matches')} className="text-13">
      {keys.length > 1 ? (
        <label className="flex items-center gap-2 py-1.5">
          <Checkbox
            label={t('replace.all')}
            checked={ticked === keys.length ? true : ticked === 0 ? false : 'indeterminate'}
            onChange={(isTicked) => onTick(keys, isTicked)}
          />
          <span aria-hidden>{t('replace.all')}</span>
        </label>
      ) : null}
      <ul>
        {found.slice(0, shown).map((match) => (
          <MatchRow
            key={matchKey(match)}
            match={match}
            isTicked={!left.has(matchKey(match))}
            {...{ isEveryCourse, onTick }}
          />
        ))}
      </ul>
      {more > 0 ? (
        <Button look="quiet" onClick={() => setShown(shown + AT_ONCE)}>
          {t('replace.more', { count: more })}
        </Button>
      ) : null}
    </section>
  );
}

interface MatchRowProps extends Pick<MatchListProps, 'isEveryCourse' | 'onTick'> {
  readonly match: Match;
  readonly isTicked: boolean;
}
function MatchRow({ match, isTicked, isEveryCourse, onTick }: MatchRowProps) {
  const { t } = useTranslation();
  const { field, title, courseTitle, chapterTitle, refused, isMarkdown } = match;
  const isOfCourse = field.startsWith('courses.');
  const path = [isEveryCourse && !isOfCourse ? courseTitle : null, chapterTitle, title].filter((one) => one !== null);
  const what = t(isMarkdown ? 'replace.text' : `replace.field.${field}`);
  return (
    <li className="flex gap-2 border-t border-line py-1.5">
      <Checkbox
        label={t('replace.tick', { title, what })}
        checked={refused === null && isTicked}
        disabled={refused !== null}
        onChange={(next) => onTick([matchKey(match)], next)}
        className="mt-0.5"
      />
      <div className="min-w-0 grow wrap-anywhere">
        <p className="text-12 text-ink-muted">
          <bdi>{path.join(' › ')}</bdi> · {what}
        </p>
        <Before match={match} />
        {refused === null ? <After match={match} /> : null}
        {refused === null ? null : <p className="text-danger">{t(`replace.refused.${refused}`)}</p>}
      </div>
    </li>
  );
}

/** The pieces of a text, each by where it begins: an empty hit stands where the next piece does. */
function piecesOf({ parts }: Match) {
  let start = 0;
  return parts.map(({ text, to }) => {
    const key = `${String(start)} ${String(to !== null)}`;
    start += text.length;
    return { key, text, to };
  });
}

function Before({ match }: { readonly match: Match }) {
  return (
    <p dir="auto" className="text-match-parent">
      {piecesOf(match).map(({ key, text, to }) =>
        to === null ? (
          text
        ) : (
          <del key={key} className="rounded-sm bg-danger-soft decoration-danger">
            {text}
          </del>
        ),
      )}
    </p>
  );
}

function After({ match }: { readonly match: Match }) {
  return (
    <p dir="auto" className="text-match-parent">
      {piecesOf(match).map(({ key, text, to }) =>
        to === null ? (
          text
        ) : (
          <ins key={key} className="rounded-sm bg-success-soft no-underline">
            {to}
          </ins>
        ),
      )}
    </p>
  );
}
