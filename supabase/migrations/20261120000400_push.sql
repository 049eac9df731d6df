-- Sync, part 4: the push door.
--
-- A batch is one transaction; each mutation in it has its own savepoint, so one that is refused is recorded as
-- refused and the queue goes on. Exactly once: the ledger is unique on (client, seq) and on (user, mutation id);
-- the operations are idempotent anyway.

-- Which groups a table has; raises for a table that does not sync.
create function sync.groups_of(p_tbl text) returns jsonb language plpgsql stable set search_path = '' as $$
declare found_groups jsonb;
begin
  select r.groups into found_groups from sync.registry r where r.tbl = p_tbl;
  if found_groups is null then
    raise exception 'table % does not sync', p_tbl using errcode = '42P01';
  end if;
  return found_groups;
end $$;

-- Does this value win its group against the row? The same as `wins` in src/shared/domain/merge.ts.
create function sync.wins(p_group jsonb, p_values jsonb, p_h text, p_row jsonb, p_held_h text) returns boolean
language plpgsql immutable set search_path = '' as $$
declare col text := p_group -> 'cols' ->> 0;
begin
  return case p_group ->> 'merge'
    when 'imm' then false
    when 'lww' then (p_h collate "C") > (coalesce(p_held_h, '') collate "C")
    else p_values ? col and coalesce((p_values ->> col)::numeric, 0) > coalesce((p_row ->> col)::numeric, 0)
  end;
end $$;

-- What an op does to a row (null: to none), as mergeOp in src/shared/domain/merge.ts:
-- {vals: columns to write, fv: stamps to write, lost: [{grp, loser, loser_h, winner, winner_h}]}.
-- Lost is what loses for good: the op's own value, or (when the op says in `b` what its author had seen) a value
-- that it overwrites unseen.
create function sync.merge(p_groups jsonb, p_row jsonb, p_op jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  h text := p_op ->> 'h';
  vals jsonb := '{}';
  fv jsonb := '{}';
  lost jsonb := '[]';
  grp text;
  given jsonb;
  held jsonb;
  held_h text;
  is_lww boolean;
begin
  for grp, given in select key, value from jsonb_each(p_op -> 'v') loop
    if not p_groups ? grp then -- of a client that is ahead of this schema: dropping it would lose what was written
      raise exception 'field group % does not sync', grp using errcode = '42703';
    end if;
    given := sync.pick(given, p_groups -> grp -> 'cols');
    held_h := p_row -> 'fv' ->> grp;
    held := sync.pick(p_row, p_groups -> grp -> 'cols');
    is_lww := p_groups -> grp ->> 'merge' = 'lww';
    if p_row is null or sync.wins(p_groups -> grp, given, h, p_row, held_h) then
      vals := vals || given;
      fv := fv || jsonb_build_object(grp, h);
      if is_lww and p_op ? 'b' and held is distinct from given
        and (held_h collate "C") > (coalesce(p_op -> 'b' ->> grp, '') collate "C") then
        lost := lost || jsonb_build_object('grp', grp, 'loser', held, 'loser_h', held_h,
          'winner', given, 'winner_h', h);
      end if;
    elsif is_lww and h is distinct from held_h and held is distinct from given then
      lost := lost || jsonb_build_object('grp', grp, 'loser', given, 'loser_h', h,
        'winner', held, 'winner_h', held_h);
    end if;
  end loop;
  return jsonb_build_object('vals', vals, 'fv', fv, 'lost', lost);
end $$;

-- The table's own accessors (see sync.write_accessors).
create function sync.insert_row(p_tbl text, p_ws uuid, p_id uuid, p_merged jsonb) returns boolean
language plpgsql set search_path = '' as $$
declare is_made boolean;
begin
  execute format('select sync.put_%s($1, $2, $3, $4)', p_tbl) into is_made
    using p_ws, p_id, p_merged -> 'fv', p_merged -> 'vals';
  return is_made;
end $$;

create function sync.update_row(p_tbl text, p_ws uuid, p_id uuid, p_merged jsonb) returns void
language plpgsql set search_path = '' as $$
declare is_done boolean;
begin
  execute format('select sync.set_%s($1, $2, $3, $4)', p_tbl) into is_done
    using p_ws, p_id, p_merged -> 'fv', p_merged -> 'vals';
  if not is_done then -- a policy that hides the row from updates raises nothing: only the count tells
    raise exception 'you may not change this row' using errcode = '42501';
  end if;
end $$;

create function sync.read_row(p_tbl text, p_ws uuid, p_id uuid) returns jsonb
language plpgsql set search_path = '' as $$
declare held jsonb;
begin
  execute format('select sync.get_%s($1, $2)', p_tbl) into held using p_ws, p_id;
  return held;
end $$;

-- One side of each is what p_client brings now, the other what the row holds, by whoever wrote that. Before the row is
-- written.
create function sync.record_conflicts(p_ws uuid, p_mid uuid, p_client uuid, p_op jsonb, p_lost jsonb) returns void
language sql set search_path = '' as $$
  insert into sync.conflict (ws, tbl, rid, grp, mid, loser, loser_h, loser_client, loser_name, loser_at,
    winner, winner_h, winner_client, winner_name, winner_at)
  select p_ws, p_op ->> 't', (p_op ->> 'id')::uuid, l ->> 'grp', p_mid,
    l -> 'loser', l ->> 'loser_h',
    case when lost then p_client else held.client_id end,
    coalesce(case when lost then own.name else held.name end, ''),
    case when lost then now() else held.at end,
    l -> 'winner', l ->> 'winner_h',
    case when lost then held.client_id else p_client end,
    coalesce(case when lost then held.name else own.name end, ''),
    case when lost then held.at else now() end
  from jsonb_array_elements(p_lost) l
  cross join lateral (select l ->> 'loser_h' = p_op ->> 'h') own_side (lost)
  cross join lateral sync.author_of(p_ws, p_op ->> 't', (p_op ->> 'id')::uuid, l ->> 'grp') held
  left join sync.client own on own.id = p_client
$$;

-- One op {t, id, k: 'put'|'set', h, v: {group: {column: value}}, b?: {group: stamp seen}}. Answers whether it changed
-- its row. `put` may make the row, `set` needs it.
create function sync.apply_op(p_ws uuid, p_mid uuid, p_client uuid, p_op jsonb) returns boolean
language plpgsql set search_path = '' as $$
declare
  tbl text := p_op ->> 't';
  id uuid := (p_op ->> 'id')::uuid;
  groups jsonb := sync.groups_of(tbl);
  held jsonb;
  merged jsonb;
begin
  if coalesce(p_op ->> 'h', '') !~ '^\d{13}-[0-9a-f]{4}-[0-9a-f]{8}$'
    or coalesce(p_op ->> 'k', '') not in ('put', 'set') then
    raise exception 'malformed op' using errcode = '22023';
  end if;
  -- Most puts make their row: trying that first saves a read.
  if p_op ->> 'k' = 'put' and sync.insert_row(tbl, p_ws, id, sync.merge(groups, null, p_op)) then
    return true;
  end if;
  held := sync.read_row(tbl, p_ws, id);
  if held is null then
    raise exception using
      errcode = case p_op ->> 'k' when 'put' then '42501' else 'P0002' end,
      message = case p_op ->> 'k' when 'put' then 'this id is taken elsewhere' else 'the row does not exist' end;
  end if;
  merged := sync.merge(groups, held, p_op);
  if merged -> 'lost' <> '[]' then
    perform sync.record_conflicts(p_ws, p_mid, p_client, p_op, merged -> 'lost');
  end if;
  if merged -> 'fv' = '{}' then
    return false;
  end if;
  perform sync.update_row(tbl, p_ws, id, merged);
  return true;
end $$;

-- A clock far ahead would win every merge until its time comes: stamps over 60 s ahead of ours are brought back to
-- now, keeping their order (also against what this client was clamped to before).
create function sync.clamp_ops(p_ops jsonb, p_floor text, out ops jsonb, out last_h text)
language plpgsql set search_path = '' as $$
declare
  horizon text := lpad((sync.now_ms() + 60000)::text, 13, '0');
  seen_h text := '';
  op jsonb;
  clamped jsonb[] := '{}';
begin
  ops := p_ops;
  last_h := p_floor;
  perform from jsonb_array_elements(p_ops) o where (o ->> 'h' collate "C") > (horizon collate "C");
  if not found then
    return;
  end if;
  for op in select value from jsonb_array_elements(p_ops) loop
    if (op ->> 'h' collate "C") > (horizon collate "C") then
      if op ->> 'h' is distinct from seen_h then
        seen_h := op ->> 'h';
        last_h := sync.tick(last_h, right(seen_h, 8));
      end if;
      op := op || jsonb_build_object('h', last_h);
    end if;
    clamped := clamped || op;
  end loop;
  ops := to_jsonb(clamped);
end $$;

-- The next stamp after p_last for a node, at the server's time; as `tick` in src/shared/domain/hlc.ts.
create function sync.tick(p_last text, p_node text) returns text language plpgsql set search_path = '' as $$
declare
  ms bigint := sync.now_ms();
  last_ms bigint := coalesce(nullif(left(p_last, 13), '')::bigint, -1);
  counter int := 0;
begin
  if ms <= last_ms then
    ms := last_ms;
    counter := ('x' || lpad(substr(p_last, 15, 4), 8, '0'))::bit(32)::int + 1;
    if counter > 65535 then
      ms := ms + 1;
      counter := 0;
    end if;
  end if;
  return lpad(ms::text, 13, '0') || '-' || lpad(to_hex(counter), 4, '0') || '-' || p_node;
end $$;

-- Faults of the moment: the whole batch is to be sent again. Anything else is the mutation's own fault.
create function sync.is_transient(p_sqlstate text) returns boolean language sql immutable as
$$ select p_sqlstate ~ '^(08|40|53|57|58|XX)' or p_sqlstate = '55P03' $$;

-- Applies one mutation as a whole or not at all. Answers {status, rev} or {status: 'rejected', code, detail}.
create function sync.apply_mutation(p_ws uuid, p_client uuid, p_mid uuid, p_ops jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  op jsonb;
  is_changed boolean;
  any_changed boolean := false;
  why text;
  what_constraint text;
  state text;
begin
  set constraints all deferred; -- within a mutation rows may come before their parents
  perform set_config('sync.mid', p_mid::text, true), set_config('sync.client', p_client::text, true);
  for op in select value from jsonb_array_elements(p_ops) loop
    -- Two statements: in `any_changed := apply_op() or any_changed` the call may be skipped.
    is_changed := sync.apply_op(p_ws, p_mid, p_client, op);
    any_changed := any_changed or is_changed;
  end loop;
  set constraints all immediate; -- checks here, inside the savepoint
  return jsonb_build_object('status', case when any_changed then 'applied' else 'superseded' end,
    'rev', (select w.rev from sync.workspace w where w.id = p_ws));
exception when others then
  get stacked diagnostics state = returned_sqlstate, why = message_text, what_constraint = constraint_name;
  if sync.is_transient(state) then
    raise;
  end if;
  return jsonb_build_object('status', 'rejected', 'code', state,
    'detail', jsonb_build_object('message', why, 'constraint', nullif(what_constraint, '')));
end $$;

-- The verdict on a mutation id that this user has pushed before, by this client or another; null when there is none.
create function sync.former_verdict(p_user uuid, p_mid uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('status', x.status, 'code', x.code, 'detail', x.detail, 'rev', x.rev, 'dup', true)
  from sync.mutation x where x.user_id = p_user and x.mid = p_mid
$$;

-- Takes the next mutation of a client: from the ledger when it is known, else applies and records it.
create function sync.take(p_ws uuid, p_user uuid, p_client uuid, p_seq bigint, p_mid uuid, p_ops jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare verdict jsonb := sync.former_verdict(p_user, p_mid);
begin
  if verdict is not null then -- requeued after a fork: the number is used up, the change is not made again
    insert into sync.mutation (client_id, seq, mid, ws, user_id, status, detail, rev)
    values (p_client, p_seq, gen_random_uuid(), p_ws, p_user, 'duplicate', jsonb_build_object('of', p_mid),
      (verdict ->> 'rev')::bigint);
  else
    verdict := sync.apply_mutation(p_ws, p_client, p_mid, p_ops);
    insert into sync.mutation (client_id, seq, mid, ws, user_id, status, code, detail, rev)
    values (p_client, p_seq, p_mid, p_ws, p_user, verdict ->> 'status', verdict ->> 'code', verdict -> 'detail',
      (verdict ->> 'rev')::bigint);
  end if;
  return verdict || jsonb_build_object('seq', p_seq);
end $$;

-- A sequence number that was taken before: its verdict, or null when another mutation had it (the client's history
-- forked).
create function sync.replay(p_user uuid, p_client uuid, p_seq bigint, p_mid uuid) returns jsonb
language sql stable set search_path = '' as $$
  select sync.former_verdict(p_user, p_mid) || jsonb_build_object('seq', p_seq)
  from sync.mutation x
  where x.client_id = p_client and x.seq = p_seq
    and (x.mid = p_mid or (x.status = 'duplicate' and (x.detail ->> 'of')::uuid = p_mid))
$$;

-- Locks the workspace for this transaction; false when the caller is no member (any more). Always the first lock:
-- the other order deadlocks.
create function sync.lock_ws(p_ws uuid, p_user uuid) returns boolean language plpgsql set search_path = '' as $$
begin
  perform from sync.member m where m.ws = p_ws and m.user_id = p_user;
  if not found then
    return false;
  end if;
  perform from sync.workspace w where w.id = p_ws for update;
  return found;
end $$;

-- The client's row, locked: a retry waits here for its own original. Null when the client belongs to someone else.
create function sync.lock_client(p_client uuid, p_user uuid) returns sync.client
language plpgsql set search_path = '' as $$
declare held sync.client;
begin
  insert into sync.client (id, user_id) values (p_client, p_user) on conflict (id) do nothing;
  select * into held from sync.client c where c.id = p_client and c.user_id = p_user for update;
  return held;
end $$;

-- Refuses what no honest client sends: another user's outbox, an endless batch. 200 mutations take the database about
-- 0.1 s, far below the 8 s that hosted Supabase gives a statement; clients halve what was too much (54000).
create function sync.check_push(p_user uuid, p_batch jsonb) returns void language plpgsql set search_path = '' as $$
begin
  if p_user is null or p_user is distinct from sync.uid() then
    raise exception 'this outbox belongs to another user' using errcode = '28000';
  end if;
  if jsonb_typeof(p_batch) is distinct from 'array' or jsonb_array_length(p_batch) > 200 then
    raise exception 'a batch holds at most 200 mutations' using errcode = '54000';
  end if;
end $$;

-- The push door. p_batch: [{seq, mid, ops: […]}], sequence numbers rising by one.
-- Answers {results: [{seq, status, code, detail, rev, dup}], last_seq}; with `fork` when a sequence number or the
-- client id was used for something else, with `gap` when numbers are missing, or {revoked} for a lost membership.
create function public.sync_push(p_client uuid, p_ws uuid, p_user uuid, p_batch jsonb, p_nonce uuid default null)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  client sync.client;
  m jsonb;
  s bigint;
  mid uuid;
  verdict jsonb;
  results jsonb := '[]';
  stop jsonb := '{}';
  clamped record;
begin
  perform sync.check_push(p_user, p_batch);
  if not sync.lock_ws(p_ws, p_user) then
    return sync.answer(p_nonce, '{"revoked": true}');
  end if;
  client := sync.lock_client(p_client, p_user);
  if client.id is null then
    return sync.answer(p_nonce, '{"fork": true, "results": [], "last_seq": 0}');
  end if;
  for m in select value from jsonb_array_elements(p_batch) loop
    s := (m ->> 'seq')::bigint;
    mid := (m ->> 'mid')::uuid;
    if s > client.last_seq + 1 then
      stop := '{"gap": true}';
      exit;
    elsif s = client.last_seq + 1 then
      clamped := sync.clamp_ops(m -> 'ops', client.clamped_h);
      verdict := sync.take(p_ws, p_user, p_client, s, mid, clamped.ops);
      client.last_seq := s;
      client.clamped_h := clamped.last_h;
    else
      verdict := sync.replay(p_user, p_client, s, mid);
    end if;
    if verdict is null then
      stop := '{"fork": true}';
      exit;
    end if;
    results := results || verdict;
  end loop;
  update sync.client c set last_seq = client.last_seq, clamped_h = client.clamped_h, seen_at = now()
    where c.id = p_client;
  return sync.answer(p_nonce, stop || jsonb_build_object('results', results, 'last_seq', client.last_seq));
end $$;
