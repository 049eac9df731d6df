import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import type { CourseId } from '../../../../shared/domain/ids.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNote } from '../../../components/error-note.tsx';
import { FailureNote } from '../../../components/failure-note.tsx';
import { closeReplace, useReplacing } from '../../../hooks/replace-ui.ts';
import { useTranslation } from '../../../hooks/use-translation.ts';
import { matchesQuery, matchKey, type Match } from '../queries.ts';
import { askedOf, emptySearch, isSameSearch, searchForm, searchOf, type SearchForm } from '../search-form.ts';
import { useReplace } from '../use-replace.ts';
import { MatchList } from './match-list.tsx';
import { SearchFields } from './search-fields.tsx';

const none: ReadonlySet<string> = new Set();

/** Those that are left, after some were ticked or the tick was taken from them. */
function withTicks(left: ReadonlySet<string>, keys: readonly string[], isTicked: boolean): ReadonlySet<string> {
  if (!isTicked) return new Set([...left, ...keys]);
  const ticked = new Set(keys);
  return new Set([...left].filter((key) => !ticked.has(key)));
}

/** *Find and replace…* in a course, or in all. Mounted once, opened from anywhere. */
export function ReplaceDialog() {
  const { isOpen, courseId } = useReplacing();
  return isOpen ? <OpenDialog courseId={courseId} /> : null;
}

/** What was found for what stands in the form; only that is shown, and only that is replaced. */
function useMatches(typed: SearchForm, courseId: CourseId | null) {
  const [asked, setAsked] = useState<SearchForm | null>(null);
  const isAsked = asked !== null && isSameSearch(asked, typed);
  const query = useQuery({ ...matchesQuery(askedOf(asked ?? typed, courseId)), enabled: isAsked });
  const look = (search: SearchForm) => (isAsked ? void query.refetch() : setAsked(search));
  return {
    look,
    isLooking: isAsked && query.isFetching,
    error: isAsked ? query.error : null,
    data: isAsked ? query.data : undefined,
  };
}

function OpenDialog({ courseId }: { readonly courseId: CourseId | null }) {
  const { t } = useTranslation();
  const formId = useId();
  const form = useForm<SearchForm>({ resolver: zodResolver(searchForm), defaultValues: emptySearch(courseId) });
  const typed = { ...emptySearch(courseId), ...useWatch({ control: form.control }) };
  const { look, isLooking, error, data } = useMatches(typed, courseId);
  const [left, setLeft] = useState(none);
  const replace = useReplace();
  const found = data?.found ?? [];
  const chosen = found.filter((match) => match.refused === null && !left.has(matchKey(match)));
  const submit = form.handleSubmit((search) => {
    setLeft(none);
    replace.forget();
    look(search);
  });
  return (
    <Dialog
      open
      size="wide"
      onOpenChange={closeReplace}
      title={t('replace.title')}
      closeLabel={t('app.close')}
      footer={
        <>
          <Button onClick={closeReplace}>{t('app.cancel')}</Button>
          <Button type="submit" form={formId} busy={isLooking}>
            {t('replace.look')}
          </Button>
          <Button
            look="primary"
            disabled={chosen.length === 0}
            busy={replace.isPending}
            onClick={() => replace.run(searchOf(typed), chosen)}
          >
            {chosen.length > 0 ? t('replace.apply', { count: chosen.length }) : t('replace.applyNone')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <FormProvider {...form}>
          <form id={formId} onSubmit={(event) => void submit(event)}>
            <SearchFields hasCourse={courseId !== null} />
          </form>
        </FormProvider>
        <FailureNote error={replace.error ?? error} />
        {replace.left === '' ? null : <ErrorNote title={t('replace.left')} hint={replace.left} />}
        <p role="status" className="text-13 text-ink-muted empty:hidden">
          {data ? <Summary found={found} hasMore={data.hasMore} /> : null}
        </p>
        {found.length > 0 ? (
          <MatchList
            found={found}
            left={left}
            isEveryCourse={typed.scope === 'all'}
            onTick={(keys, isTicked) => setLeft(withTicks(left, keys, isTicked))}
          />
        ) : null}
      </div>
    </Dialog>
  );
}

function Summary({ found, hasMore }: { readonly found: readonly Match[]; readonly hasMore: boolean }) {
  const { t } = useTranslation();
  const hits = found.reduce((sum, match) => sum + match.hits, 0);
  if (found.length === 0) return t('replace.none');
  const words = t('replace.found', { count: hits, texts: t('replace.inTexts', { count: found.length }) });
  return hasMore ? `${words} ${t('replace.hasMore')}` : words;
}
