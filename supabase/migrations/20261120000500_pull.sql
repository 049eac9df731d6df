-- Sync, part 5: the pull and digest doors, and the greeting.

-- Where the page after p_cursor ends: at the revision of its p_limit-th row, that revision included as a whole.
-- Null when nothing follows.
create function sync.page_end(p_ws uuid, p_cursor bigint, p_limit int) returns bigint
language plpgsql stable set search_path = '' as $$
declare
  revs text;
  found_end bigint;
begin
  select string_agg(format('(select rev from public.%I where ws = $1 and rev > $2 order by rev limit $3)', r.tbl),
    ' union all ') into revs from sync.registry r;
  execute format('select max(rev) from (select rev from (%s) every order by rev limit $3) page', revs)
    into found_end using p_ws, p_cursor, p_limit;
  return found_end;
end $$;

-- The rows of all tables between two revisions: {table: see sync.write_accessors}.
create function sync.page(p_ws uuid, p_after bigint, p_upto bigint) returns json
language plpgsql stable set search_path = '' as $$
declare
  tbl text;
  found_rows json;
  parts text[] := '{}';
begin
  for tbl in select r.tbl from sync.registry r order by r.ord loop
    execute format('select sync.rows_%s($1, $2, $3)', tbl) into found_rows using p_ws, p_after, p_upto;
    if found_rows is not null then
      parts := parts || format('%s:%s', to_json(tbl), found_rows);
    end if;
  end loop;
  return '{' || array_to_string(parts, ',') || '}';
end $$;

-- The answer with the rows in it as they are: jsonb would read them all once more.
create function sync.with_rows(p_answer jsonb, p_rows json) returns json language sql immutable set search_path = '' as $$
  select json_object_agg(e.key, e.value)
  from (select key, value::json from jsonb_each(p_answer) union all select 'rows', p_rows) e
$$;

create function sync.conflicts_between(p_ws uuid, p_after bigint, p_upto bigint) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(to_jsonb(c) - 'ws' order by c.id), '[]')
  from sync.conflict c where c.ws = p_ws and c.rev > p_after and c.rev <= p_upto
$$;

create function sync.collected_between(p_ws uuid, p_after bigint, p_upto bigint) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('t', c.tbl, 'id', c.rid)), '[]')
  from sync.collected c where c.ws = p_ws and c.rev > p_after and c.rev <= p_upto
$$;

-- The pull door: what changed after p_cursor. STABLE, so that all of it is read from one snapshot; one json, so that
-- the API's row limit cannot cut it. A page ends between revisions.
-- Answers {epoch, head, upto, gc, acl, rows: see sync.page, conflicts, gone: [{t, id}], last_seq}; {reset,
-- epoch, lost_after} when the cursor is not of this history; {revoked} for a lost membership. `gc`: what was deleted up to this
-- revision may be gone; a client that had not got that far, and did not begin to pull everything since, starts over.
create function public.sync_pull(
  p_client uuid, p_ws uuid, p_cursor bigint, p_epoch uuid, p_limit int default 500, p_nonce uuid default null)
returns json language plpgsql stable security definer set search_path = '' as $$
declare
  w sync.workspace;
  acl bigint;
  page_end bigint;
  upto bigint;
begin
  select m.acl_rev into acl from sync.member m where m.ws = p_ws and m.user_id = sync.uid();
  if acl is null then
    return sync.answer(p_nonce, '{"revoked": true}');
  end if;
  select * into w from sync.workspace x where x.id = p_ws;
  if p_cursor > 0 and (p_epoch is distinct from w.epoch or p_cursor > w.rev) then
    -- lost_after: what was taken above this revision may be missing here. That is anything, since others may have pushed
    -- since the restore, under the same numbers; what is not missing is answered from the ledger.
    return sync.answer(p_nonce, jsonb_build_object('reset', true, 'epoch', w.epoch, 'lost_after', 0));
  end if;
  page_end := sync.page_end(p_ws, p_cursor, least(greatest(p_limit, 1), 2000));
  upto := coalesce(page_end, w.rev);
  return sync.with_rows(sync.answer(p_nonce, jsonb_build_object(
    'epoch', w.epoch, 'head', w.rev, 'upto', upto, 'gc', w.gc_rev, 'acl', acl,
    'conflicts', sync.conflicts_between(p_ws, p_cursor, upto), 'gone', sync.collected_between(p_ws, p_cursor, upto),
    'last_seq', (select c.last_seq from sync.client c where c.id = p_client and c.user_id = sync.uid()))),
    case when page_end is null then '{}' else sync.page(p_ws, p_cursor, page_end) end);
end $$;

-- Count and order-independent hash of the rows of one table, for comparing with what a client has.
create function sync.table_digest(p_tbl text, p_ws uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare digest jsonb;
begin
  execute format($sql$select jsonb_build_array(count(*), coalesce(
      sum(('x' || left(md5(x.id::text || ':' || x.rev), 15))::bit(60)::bigint::numeric), 0)::text)
      from public.%I x where x.ws = $1$sql$, p_tbl) into digest using p_ws;
  return digest;
end $$;

-- The digest door: {head, tables: {table: [count, hash]}}.
create function public.sync_digest(p_ws uuid, p_nonce uuid default null)
returns jsonb language plpgsql stable security definer set search_path = '' as $$
begin
  perform from sync.member m where m.ws = p_ws and m.user_id = sync.uid();
  if not found then
    return sync.answer(p_nonce, '{"revoked": true}');
  end if;
  return sync.answer(p_nonce, jsonb_build_object(
    'head', (select w.rev from sync.workspace w where w.id = p_ws),
    'tables', (select jsonb_object_agg(r.tbl, sync.table_digest(r.tbl, p_ws)) from sync.registry r)));
end $$;

create function sync.workspaces_of(p_user uuid) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'role', m.role, 'epoch', w.epoch)
    order by w.created_at, w.id), '[]')
  from sync.member m join sync.workspace w on w.id = m.ws where m.user_id = p_user
$$;

-- Writes only what is new: a greeting does not wait for a push of the same client that is still under way.
create function sync.name_client(p_client uuid, p_user uuid, p_name text) returns void
language plpgsql set search_path = '' as $$
begin
  perform from sync.client c where c.id = p_client and (c.user_id <> p_user or c.name = p_name);
  if found or p_name = '' then
    return;
  end if;
  insert into sync.client as c (id, user_id, name) values (p_client, p_user, p_name)
    on conflict (id) do update set name = excluded.name where c.user_id = excluded.user_id;
end $$;

-- The greeting: who the caller is for the server, where he works, and how far it knows this client. A last_seq above
-- the client's own, or `fork`, tells the client that its disk was rolled back or copied; the registry, what syncs here.
-- p_name: what the computer is called from now on; none leaves it as it is.
create function public.sync_hello(p_client uuid, p_nonce uuid default null, p_name text default null)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  caller uuid := sync.uid();
  client sync.client;
begin
  if caller is null then
    raise exception 'not signed in' using errcode = '42501';
  end if;
  perform sync.ensure_workspace(caller);
  perform sync.name_client(p_client, caller, left(btrim(coalesce(p_name, '')), 60));
  select * into client from sync.client c where c.id = p_client;
  return sync.answer(p_nonce, jsonb_build_object(
    'fork', client.user_id is distinct from caller and client.id is not null,
    'last_seq', case when client.user_id = caller then client.last_seq else 0 end,
    'registry', (select jsonb_object_agg(r.tbl, r.groups) from sync.registry r),
    'workspaces', sync.workspaces_of(caller)));
end $$;

-- Who may do what. Functions are executable by everyone until told otherwise.
revoke execute on all functions in schema sync from public, anon, authenticated;
grant execute on all functions in schema sync to sync_writer;
revoke execute on function sync.enrol(text), sync.write_accessors(text), sync.write_policies(text),
  sync.column_list(text, text), sync.write_audit(), sync.stamp(), sync.on_new_user(), sync.check_target()
  from sync_writer;
-- Policies are evaluated as the caller.
grant execute on function sync.my_workspaces() to authenticated;

do $$
declare door text;
begin
  grant create on schema public to sync_writer; -- an owner must be able to create where his function lives
  foreach door in array array['sync_push(uuid, uuid, uuid, jsonb, uuid)',
      'sync_pull(uuid, uuid, bigint, uuid, int, uuid)', 'sync_digest(uuid, uuid)', 'sync_hello(uuid, uuid, text)'] loop
    execute 'alter function public.' || door || ' owner to sync_writer';
    execute 'revoke execute on function public.' || door || ' from public, anon';
    execute 'grant execute on function public.' || door || ' to authenticated';
  end loop;
  revoke create on schema public from sync_writer;
end $$;
