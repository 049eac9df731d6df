import { queryOptions } from '@tanstack/react-query';
import { call, type Input, type Output } from '../../lib/ipc-client.ts';

export type Match = Output<'text.find'>['found'][number];
type Asked = Omit<Input<'text.find'>, 'limit'>;

/** Nobody reads more through in one go; what is left is found next. */
const MOST_MATCHES = 2_000;

/** Under the key of lessons: what changes one of them reads it again. A pattern that did not end will not the next time. */
export const matchesQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['lesson', 'matches', asked],
    queryFn: () => call('text.find', { ...asked, limit: MOST_MATCHES }),
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });

/** A text among those that were found. */
export const matchKey = ({ field, id }: Pick<Match, 'field' | 'id'>): string => `${field} ${id}`;
