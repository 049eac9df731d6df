-- Sync, part 6: retention, and what only some servers have: cron and Realtime.

-- Forgets what is too old to matter. The client rows stay, so sequence numbers are never taken twice.
create function sync.prune() returns void language plpgsql security definer set search_path = '' as $$
begin
  delete from sync.mutation where at < now() - interval '90 days';
  delete from sync.conflict where at < now() - interval '90 days';
  delete from sync.audit where at < now() - interval '400 days';
  perform sync.collect_tombstones();
end $$;

-- The condition under which nothing refers to a row x of a table: by foreign key, or as the target of a link.
create function sync.unreferenced(p_tbl text) returns text language sql stable set search_path = '' as $$
  select coalesce(string_agg(condition, ' '), '') from (
    select format('and not exists (select from %s c where c.%I = x.id and c.ws = x.ws)', k.conrelid::regclass, a.attname)
      as condition
    from pg_catalog.pg_constraint k
    join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = ('public.' || p_tbl)::regclass
    union all
    select format('and not exists (select from public.%I c where c.target_id = x.id and c.ws = x.ws)', t)
    from unnest(array['media_links', 'taggings']) t) every
$$;

-- Removes the tombstones of one table up to a revision that nothing refers to, and notes which.
create function sync.collect_table(p_tbl text, p_ws uuid, p_upto bigint) returns bigint
language plpgsql set search_path = '' as $$
declare collected bigint;
begin
  execute format($sql$
    with dead as (
      delete from public.%I x where x.ws = $1 and x.rev <= $2 and x.deleted_at_ms is not null %s returning x.id)
    insert into sync.collected (ws, rev, tbl, rid) select $1, sync.next_rev($1), %L, id from dead
    on conflict (ws, tbl, rid) do update set rev = excluded.rev$sql$,
    p_tbl, sync.unreferenced(p_tbl), p_tbl) using p_ws, p_upto;
  get diagnostics collected = row_count;
  return collected;
end $$;

-- A file and its current version refer to each other, so they can only go together: old tombstones of files all of whose
-- versions are old tombstones too.
create function sync.collect_files(p_ws uuid, p_upto bigint) returns bigint
language plpgsql set search_path = '' as $$
declare collected bigint;
begin
  with files as (
    delete from public.media_files x where x.ws = p_ws and x.rev <= p_upto and x.deleted_at_ms is not null
      and not exists (select from public.media_links c where c.media_id = x.id and c.ws = x.ws)
      and not exists (select from public.media_versions c where c.media_id = x.id and c.ws = x.ws
        and (c.rev > p_upto or c.deleted_at_ms is null))
      and not exists (select from public.media_files o join public.media_versions c on c.id = o.current_version_id
        where c.media_id = x.id and c.ws = x.ws and o.id <> x.id)
      and not exists (select from public.taggings c where c.target_id = x.id and c.ws = x.ws)
    returning x.id),
  versions as (
    delete from public.media_versions v using files f where v.media_id = f.id and v.ws = p_ws returning v.id)
  insert into sync.collected (ws, rev, tbl, rid)
  select p_ws, sync.next_rev(p_ws), gone.tbl, gone.id
  from (select 'media_files' as tbl, id from files union all select 'media_versions', id from versions) gone
  on conflict (ws, tbl, rid) do update set rev = excluded.rev;
  get diagnostics collected = row_count;
  return collected;
end $$;

-- Removes for good what has been deleted for longer than p_older_than, children before parents; a tombstone that
-- something still refers to waits for a later night. A client that has not pulled for as long starts over (gc_rev).
-- The age is counted from the first night that saw the deletion. Answers how many rows went.
create function sync.collect_tombstones(p_older_than interval default '180 days') returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  w record;
  tbl text;
  upto bigint;
  total bigint := 0;
begin
  for w in select id from sync.workspace order by id loop
    perform from sync.workspace x where x.id = w.id for update;
    insert into sync.mark (ws, rev) select x.id, x.rev from sync.workspace x where x.id = w.id on conflict do nothing;
    select max(m.rev) into upto from sync.mark m where m.ws = w.id and m.at <= now() - p_older_than;
    continue when upto is null;
    delete from sync.mark m where m.ws = w.id and m.rev < upto;
    delete from sync.collected c where c.ws = w.id and c.rev <= upto; -- only clients that start over could need them
    for tbl in select r.tbl from sync.registry r order by r.ord desc loop
      if tbl = 'media_files' then
        total := total + sync.collect_files(w.id, upto);
      end if;
      total := total + sync.collect_table(tbl, w.id, upto);
    end loop;
    update sync.workspace x set gc_rev = greatest(x.gc_rev, upto) where x.id = w.id;
  end loop;
  return total;
end $$;

-- To be run by an operator after the database was restored from a backup, before anybody syncs again: the history of
-- revisions is another one from here on, so every client starts over and sends again what the backup lacks.
create function sync.start_new_epoch() returns void language sql security definer set search_path = '' as $$
  update sync.workspace set epoch = gen_random_uuid();
$$;
revoke execute on function sync.prune(), sync.unreferenced(text), sync.collect_table(text, uuid, bigint),
  sync.collect_files(uuid, bigint), sync.collect_tombstones(interval), sync.start_new_epoch() from public;

do $$ begin
  if exists (select from pg_extension where extname = 'pg_cron') then
    execute $sql$select cron.schedule('lectern-sync-prune', '17 3 * * *', 'select sync.prune()')$sql$;
  end if;
end $$;

-- A private broadcast on the topic "ws:<id>" says "pull now". Only ever a hint: clients poll as well.
do $$ begin
  if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is null
    or to_regclass('realtime.messages') is null then
    return;
  end if;
  execute $sql$
    create function sync.hint() returns trigger language plpgsql security definer set search_path = '' as $body$
    begin
      perform realtime.send(jsonb_build_object('rev', new.rev), 'rev', 'ws:' || new.id, true);
      return null;
    end $body$
  $sql$;
  execute 'revoke execute on function sync.hint() from public';
  execute 'create trigger hint after update of rev on sync.workspace for each row execute function sync.hint()';
  execute $sql$
    create policy lectern_hints on realtime.messages for select to authenticated
      using (realtime.topic() in (select 'ws:' || w from sync.my_workspaces() w))
  $sql$;
end $$;
