-- Sync, part 3: triggers, row-level security and grants. A new synced table needs one call of sync.enrol.

-- Linking and unlinking media has its own words (public.media_audit).
create function sync.audit_action(p_tbl text, p_is_new boolean, p_was_alive boolean, p_is_alive boolean) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return case
    when p_tbl = 'media_links' and p_is_alive and not p_was_alive then 'link'
    when p_tbl = 'media_links' and p_was_alive and not p_is_alive then 'unlink'
    when p_is_new then 'create'
    when p_was_alive and not p_is_alive then 'delete'
    when p_is_alive and not p_was_alive then 'restore'
    else 'update'
  end;
end $$;

-- Which field groups changed; of a media link (p_link; null for other tables) also its ends.
create function sync.audit_detail(p_old_fv jsonb, p_new_fv jsonb, p_link jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare detail jsonb;
begin
  select jsonb_build_object('groups', jsonb_agg(g.key order by g.key)) into detail
  from jsonb_each(p_new_fv) g where p_old_fv -> g.key is distinct from g.value;
  if p_link is not null then
    detail := detail || sync.pick(p_link, '["media_id", "target_type", "target_id", "role"]');
  end if;
  return detail;
end $$;

-- The items of two lists, each once; a null is an empty one.
create function sync.union_of(p_a jsonb, p_b jsonb) returns jsonb language sql immutable set search_path = '' as $$
  select coalesce(jsonb_agg(distinct x), '[]')
  from jsonb_array_elements(coalesce(nullif(p_a, 'null'), '[]') || coalesce(nullif(p_b, 'null'), '[]')) x
$$;

-- Once per mutation, row and action, with all the field groups: a mutation that is taken twice leaves one trace.
create function sync.write_audit() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  is_new boolean := tg_op = 'INSERT';
  was_alive boolean := not is_new and old.deleted_at_ms is null;
  old_fv jsonb := case when is_new then '{}' else old.fv end;
begin
  insert into sync.audit as a (ws, mid, user_id, client_id, tbl, rid, action, detail)
  values (new.ws, nullif(current_setting('sync.mid', true), '')::uuid, auth.uid(),
    nullif(current_setting('sync.client', true), '')::uuid, tg_table_name, new.id,
    sync.audit_action(tg_table_name, is_new, was_alive, new.deleted_at_ms is null),
    sync.audit_detail(old_fv, new.fv, case when tg_table_name = 'media_links' then to_jsonb(new) end))
  on conflict (user_id, mid, tbl, rid, action) do update
    set detail = a.detail || jsonb_build_object('groups', sync.union_of(a.detail -> 'groups', excluded.detail -> 'groups'));
  return null;
end $$;

-- Which computer wrote what a field group holds, what it was called last, and when that reached the server; nulls when
-- the audit does not know (any more). A definer: the doors may not look into the audit.
create function sync.author_of(
  p_ws uuid, p_tbl text, p_rid uuid, p_grp text, out client_id uuid, out name text, out at timestamptz)
language sql stable security definer set search_path = '' as $$
  select a.client_id, c.name, a.at
  from sync.audit a left join sync.client c on c.id = a.client_id
  where a.ws = p_ws and a.tbl = p_tbl and a.rid = p_rid and (a.detail -> 'groups') ? p_grp
  order by a.id desc limit 1
$$;

-- media_links and taggings point at one of several tables, which a foreign key cannot say.
create function sync.check_target() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  target_table text := case new.target_type
    when 'course' then 'courses' when 'chapter' then 'chapters'
    when 'lesson' then 'lessons' when 'media' then 'media_files' end;
  is_there boolean;
begin
  execute format('select exists (select from public.%I where id = $1 and ws = $2)', target_table)
    into is_there using new.target_id, new.ws;
  if not is_there then
    raise exception 'the % that this points at does not exist', new.target_type
      using errcode = '23503', constraint = tg_name, table = tg_table_name;
  end if;
  return null;
end $$;
create constraint trigger media_links_target after insert on public.media_links
  deferrable initially immediate for each row execute function sync.check_target();
create constraint trigger taggings_target after insert on public.taggings
  deferrable initially immediate for each row execute function sync.check_target();

-- The synced columns of a table, in one place of an SQL text each.
create function sync.column_list(p_tbl text, p_pattern text) returns text language sql stable set search_path = '' as $$
  select string_agg(format(p_pattern, c.name, coalesce(pg_get_expr(d.adbin, d.adrelid), 'null')), ', ' order by c.name)
  from (select distinct jsonb_array_elements_text(g.value -> 'cols') as name
        from sync.registry r, jsonb_each(r.groups) g where r.tbl = p_tbl) c
  join pg_catalog.pg_attribute a on a.attrelid = ('public.' || p_tbl)::regclass and a.attname = c.name
  left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
$$;

-- Makes the statements with which the doors read and write a table. Written out per table, so that their plans are
-- kept: planning was most of the cost of an op.
create function sync.write_accessors(p_tbl text) returns void language plpgsql set search_path = '' as $$
declare
  cols text[];
  groups text[];
begin
  -- No row lock: the lock on the workspace's counter, which every writer takes, is enough.
  execute format($sql$create or replace function sync.get_%1$s(p_ws uuid, p_id uuid) returns jsonb
    language plpgsql set search_path = '' as $f$ begin
      return (select to_jsonb(x) from public.%1$I x where x.id = p_id and x.ws = p_ws);
    end $f$ $sql$, p_tbl);
  -- True when the row was made, false when its id is taken. Columns that are not given take their defaults.
  execute format($sql$create or replace function sync.put_%1$s(p_ws uuid, p_id uuid, p_fv jsonb, p_vals jsonb)
    returns boolean language plpgsql set search_path = '' as $f$ begin
      insert into public.%1$I (id, ws, fv, %2$s) select p_id, p_ws, p_fv, %3$s
      from jsonb_populate_record(null::public.%1$I, p_vals) r on conflict (id) do nothing;
      return found;
    end $f$ $sql$, p_tbl, sync.column_list(p_tbl, '%1$I'),
    sync.column_list(p_tbl, 'case when p_vals ? %1$L then r.%1$I else %2$s end'));
  execute format($sql$create or replace function sync.set_%1$s(p_ws uuid, p_id uuid, p_fv jsonb, p_vals jsonb)
    returns boolean language plpgsql set search_path = '' as $f$ begin
      update public.%1$I x set fv = x.fv || p_fv, %2$s
      from jsonb_populate_record(null::public.%1$I, p_vals) r where x.id = p_id and x.ws = p_ws;
      return found;
    end $f$ $sql$, p_tbl, sync.column_list(p_tbl, '%1$I = case when p_vals ? %1$L then r.%1$I else x.%1$I end'));
  select array_agg(a.attname order by a.attnum) into cols from pg_catalog.pg_attribute a
    where a.attrelid = ('public.' || p_tbl)::regclass and a.attnum > 0 and not a.attisdropped
      and a.attname not in ('ws', 'fv');
  select array_agg(g order by g) into groups from sync.registry r, jsonb_object_keys(r.groups) g where r.tbl = p_tbl;
  -- The rows between two revisions: {cols: [name], groups: [name], rows: [[cell of each column, then stamp of each
  -- group, null for none]]}; null when there are none. Names once and not in every row, and json, which is written as
  -- it is read: as jsonb objects the rows took four times as long, and a fifth more bytes.
  execute format($sql$create or replace function sync.rows_%1$s(p_ws uuid, p_after bigint, p_upto bigint) returns json
    language plpgsql stable set search_path = '' as $f$
    declare found_rows json;
    begin
      select json_agg(json_build_array(%2$s, %3$s)) into found_rows from (select * from public.%1$I y
        where y.ws = p_ws and y.rev > p_after and y.rev <= p_upto order by y.rev, y.id) x;
      return case when found_rows is not null
        then json_build_object('cols', %4$L::text[], 'groups', %5$L::text[], 'rows', found_rows) end;
    end $f$ $sql$, p_tbl, (select string_agg(format('x.%I', col), ', ') from unnest(cols) col),
    (select string_agg(format('x.fv ->> %L', g), ', ') from unnest(groups) g), cols, groups);
end $$;

-- Everything that makes a table a synced one; call it again when its synced columns change. Members read; only the
-- doors write, for owners and editors.
create function sync.enrol(p_tbl text) returns void language plpgsql set search_path = '' as $$
begin
  perform sync.write_accessors(p_tbl);
  execute format('create index if not exists %I on public.%I (ws, rev)', p_tbl || '_by_rev', p_tbl);
  execute format('create or replace trigger stamp before insert or update on public.%I
    for each row execute function sync.stamp()', p_tbl);
  execute format('create or replace trigger audit after insert or update on public.%I
    for each row execute function sync.write_audit()', p_tbl);
  execute format('alter table public.%I enable row level security', p_tbl);
  perform sync.write_policies(p_tbl);
  execute format('revoke all on public.%I from public, anon, authenticated', p_tbl);
  execute format('grant select on public.%I to authenticated', p_tbl);
  execute format('grant select, insert, update on public.%I to sync_writer', p_tbl);
end $$;

-- Reading compares with the list of workspaces, which is made once per statement; the doors write row after row, and
-- look up the role for each.
create function sync.write_policies(p_tbl text) returns void language plpgsql set search_path = '' as $$
begin
  if exists (select from pg_catalog.pg_policies p where p.schemaname = 'public' and p.tablename = p_tbl) then
    return;
  end if;
  execute format('create policy member_select on public.%I for select to authenticated
    using (ws in (select sync.my_workspaces()))', p_tbl);
  execute format('create policy door_select on public.%I for select to sync_writer
    using (ws = any ((select sync.my_workspace_ids())::uuid[]))', p_tbl);
  execute format($sql$create policy door_insert on public.%I for insert to sync_writer
    with check (sync.role_in(ws) in ('owner', 'editor'))$sql$, p_tbl);
  execute format($sql$create policy door_update on public.%I for update to sync_writer
    using (sync.role_in(ws) in ('owner', 'editor'))$sql$, p_tbl);
end $$;

select sync.enrol(tbl) from sync.registry order by ord;

-- The tables of the schema sync are for the doors alone; the schema is not exposed over HTTP.
do $$
declare t text;
begin
  foreach t in array array['workspace', 'member', 'client', 'mutation', 'registry', 'audit', 'mark', 'collected'] loop
    execute format('alter table sync.%I enable row level security', t);
    execute format('create policy doors on sync.%I to sync_writer using (true) with check (true)', t);
  end loop;
end $$;
-- What loses a merge changes no row, and yet everybody gets to see it: it is for those who may write.
alter table sync.conflict enable row level security;
create policy door_select on sync.conflict for select to sync_writer using (true);
create policy door_insert on sync.conflict for insert to sync_writer
  with check (sync.role_in(ws) in ('owner', 'editor'));
grant usage on schema sync, public to sync_writer;
grant select, update on sync.workspace to sync_writer; -- update: to lock it
grant select, insert, update on sync.client to sync_writer;
grant select, insert on sync.mutation, sync.conflict to sync_writer;
grant select on sync.member, sync.registry, sync.collected to sync_writer;

create policy member_select on sync.audit for select to authenticated
  using (ws in (select sync.my_workspaces()));
grant select on sync.audit to authenticated;

-- Who linked and unlinked which media, for the members of the workspace.
create view public.media_audit with (security_invoker = true) as
  select id, ws, mid as mutation_id, user_id, action, rid as link_id, (detail ->> 'media_id')::uuid as media_id,
    detail ->> 'target_type' as target_type, (detail ->> 'target_id')::uuid as target_id, detail ->> 'role' as role, at
  from sync.audit where action in ('link', 'unlink');
revoke all on public.media_audit from public, anon, authenticated;
grant select on public.media_audit to authenticated;

alter table public.profiles enable row level security;
create policy own_select on public.profiles for select to authenticated using (user_id = (select auth.uid()));
create policy own_update on public.profiles for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
revoke all on public.profiles from public, anon, authenticated;
grant select on public.profiles to authenticated;
grant update (display_name) on public.profiles to authenticated;

-- One workspace per instructor, made with the account; sync_hello makes it for accounts older than this file.
create function sync.ensure_workspace(p_user uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare made uuid;
begin
  insert into sync.workspace (owner_id) values (p_user) on conflict (owner_id) do nothing returning id into made;
  if made is not null then
    insert into sync.member (ws, user_id, role) values (made, p_user, 'owner');
  end if;
end $$;

create function sync.on_new_user() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.profiles (user_id, display_name)
    values (new.id, left(coalesce(new.raw_user_meta_data ->> 'display_name', ''), 200));
  perform sync.ensure_workspace(new.id);
  return null;
end $$;
create trigger lectern_new_user after insert on auth.users for each row execute function sync.on_new_user();
