import { describe, expect, test } from 'vitest';
import { registry, type SyncedTable } from '../../shared/domain/registry.ts';
import { readHello, readPull, readPush } from './protocol.ts';

const asked = { nonce: 'n-1', userId: 'u-1' };
const envelope = { nonce: 'n-1', user: 'u-1', protocol: 1, min_protocol: 1, t: 1_000 };
const tables = Object.entries(registry as Record<string, SyncedTable>).map(([name, { groups }]) => [
  name,
  Object.fromEntries(Object.entries(groups).map(([group, { columns, merge }]) => [group, { cols: columns, merge }])),
]);
const theirs = Object.fromEntries(tables) as Record<string, Record<string, { cols: string[]; merge: string }>>;
const workspaces = [{ id: 'w', role: 'owner', epoch: 'e' }];
const hello = { ...envelope, fork: false, last_seq: 4, workspaces, registry: theirs };
const codeOf = (answer: ReturnType<typeof readHello>): string => (answer.success ? 'ok' : answer.error.code);

describe('which answers are believed', () => {
  test('ours, to this question, about this user', () => {
    expect(readHello(hello, asked)).toEqual({
      success: true,
      data: {
        isForked: false,
        lastSeq: 4,
        workspaces: [{ id: 'w', role: 'owner', epoch: 'e' }],
        serverNowMs: 1_000,
      },
    });
  });

  test.each([
    ['another question’s', { ...hello, nonce: 'n-0' }, 'CAPTIVE'],
    ['no envelope', { workspaces: [] }, 'CAPTIVE'],
    ['nothing', null, 'CAPTIVE'],
    ['an empty page', [], 'CAPTIVE'],
    ['a text', '<html>', 'CAPTIVE'],
    ['another person’s', { ...hello, user: 'u-2' }, 'UNAUTHORIZED'],
    ['nobody’s', { ...hello, user: null }, 'UNAUTHORIZED'],
    ['a server that has moved on', { ...hello, protocol: 9, min_protocol: 2 }, 'INCOMPATIBLE'],
    ['a server that is behind', { ...hello, protocol: 0, min_protocol: 0 }, 'INCOMPATIBLE'],
    ['an unknown shape', { ...hello, workspaces: 'none' }, 'INCOMPATIBLE'],
    ['a server without a table of ours', { ...hello, registry: { ...theirs, tags: undefined } }, 'INCOMPATIBLE'],
    [
      'a server that lacks a field group',
      { ...hello, registry: { ...theirs, tags: { life: theirs['tags']?.['life'] } } },
      'INCOMPATIBLE',
    ],
    [
      'a server that lacks a column',
      { ...hello, registry: { ...theirs, tags: { ...theirs['tags'], name: { cols: [], merge: 'lww' } } } },
      'INCOMPATIBLE',
    ],
  ])('not %s', (_what, data, code) => {
    expect(codeOf(readHello(data, asked))).toBe(code);
  });

  test('a newer server that still speaks our protocol, with more to say', () => {
    const more = { ...theirs, holograms: { shape: { cols: ['shape'], merge: 'lww' } } };
    expect(codeOf(readHello({ ...hello, protocol: 3, min_protocol: 1, news: true, registry: more }, asked))).toBe('ok');
  });
});

describe('what is read from them', () => {
  test('verdicts, forks, gaps and lost memberships', () => {
    const results = [
      { seq: 1, status: 'applied', rev: 7 },
      { seq: 2, status: 'rejected', code: '23514', detail: { message: 'm' } },
    ];
    const verdicts = [
      { seq: 1, status: 'applied', code: null, detail: undefined, rev: 7 },
      { seq: 2, status: 'rejected', code: '23514', detail: { message: 'm' }, rev: null },
    ];
    const answer = (extra: object) => readPush({ ...envelope, results, last_seq: 2, ...extra }, asked);
    expect(answer({})).toMatchObject({ data: { kind: 'taken', verdicts } });
    expect(answer({ fork: true })).toMatchObject({ data: { kind: 'fork', verdicts } });
    expect(answer({ gap: true })).toMatchObject({ data: { kind: 'gap' } });
    expect(readPush({ ...envelope, revoked: true }, asked)).toMatchObject({ data: { kind: 'revoked' } });
  });

  test('rows: parents first, what is unknown left out, what is not sent at its initial value', () => {
    const rows = {
      lessons: {
        cols: ['id', 'rev', 'chapter_id', 'pos', 'title', 'kind', 'body', 'free_preview'],
        groups: ['place', 'title'],
        rows: [['l', 3, 'c', 'a1', 'L', 'video', '', true, 'h1', 'h2']],
      },
      holograms: { cols: ['id', 'rev'], groups: [], rows: [['x', 3]] },
      tags: {
        cols: ['shade', 'name', 'rev', 'id'],
        groups: ['life', 'name'],
        rows: [['red', null, 2, 't', null, 'h']],
      },
      courses: { cols: ['id', 'rev'], groups: ['title'], rows: [['k', 1, null]] },
    };
    const page = {
      ...envelope,
      epoch: 'e',
      head: 3,
      upto: 3,
      gc: 0,
      acl: 1,
      last_seq: null,
      conflicts: [],
      gone: [],
      rows,
    };
    const answer = readPull(page, asked);
    if (!answer.success || answer.data.kind !== 'page') throw new Error('not a page');
    expect(answer.data.rows.map(({ table, rev }) => [table, rev])).toEqual([
      ['courses', 1],
      ['lessons', 3],
      ['tags', 2],
    ]);
    expect(answer.data.rows[0]?.row).toMatchObject({
      id: 'k',
      title: '',
      currency: 'USD',
      objectives: [],
      price_minor: null,
    });
    expect(answer.data.rows[0]?.row.fv).toEqual({});
    const fv = { place: 'h1', title: 'h2' };
    expect(answer.data.rows[1]?.row).toMatchObject({ free_preview: true, deleted_at_ms: null, fv });
    expect(answer.data.rows[2]?.row).toEqual({ id: 't', fv: { name: 'h' }, name: null, deleted_at_ms: null });
    expect(answer.data.lastSeq).toBe(0);
    for (const row of [
      ['t', 2],
      ['red', null, 2, 7, null, 'h'],
      ['red', null, '2', 't', null, 'h'],
    ]) {
      const broken = { ...page, rows: { tags: { ...rows.tags, rows: [row] } } };
      expect(readPull(broken, asked)).toMatchObject({ error: { code: 'INCOMPATIBLE' } });
    }
  });

  test('resets', () => {
    const answer = readPull({ ...envelope, reset: true, epoch: 'e2', lost_after: 0 }, asked);
    expect(answer).toMatchObject({ data: { kind: 'reset', epoch: 'e2', lostAfter: 0 } });
  });
});
