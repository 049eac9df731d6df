-- Sync, part 8: publishing (docs/decisions/0063). A published version is made here, out of what the server has, in one
-- transaction, and by nothing else; afterwards nobody changes it.

-- Whether the version may be written to: it is the one that is being published right now, or no published one.
create function sync.is_version_open(p_version uuid, p_kind text) returns boolean
language sql stable set search_path = '' as $$
  select p_kind is distinct from 'published' or current_setting('sync.publishing', true) is not distinct from p_version::text
$$;

-- Whether a published version goes the way of its course: only what was purged from the trash takes its versions along.
create function sync.is_purged(p_course uuid, p_ws uuid) returns boolean language sql stable set search_path = '' as $$
  select exists (select from public.courses c where c.id = p_course and c.ws = p_ws
    and c.deleted_at_ms is not null and c.purged_at_ms is not null)
$$;

create function sync.refuse_published() returns void language plpgsql set search_path = '' as $$
begin
  raise exception 'a published version is not changed' using errcode = '42501';
end $$;

-- What stays of a row whose life alone may change.
create function sync.but_life(p_row jsonb) returns jsonb language sql immutable set search_path = '' as
$$ select p_row - '{rev,fv,deleted_at_ms}'::text[] $$;

-- Definers: the guard is not to depend on what its caller may see. A tombstone is collected, and what belongs to a
-- workspace that is removed goes with it.
create function sync.guard_version() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    if old.kind = 'published' and old.deleted_at_ms is null
      and exists (select from sync.workspace w where w.id = old.ws) then
      perform sync.refuse_published();
    end if;
    return old;
  end if;
  if tg_op = 'INSERT' and not sync.is_version_open(new.id, new.kind) then
    perform sync.refuse_published();
  end if;
  if tg_op = 'UPDATE' and 'published' in (old.kind, new.kind) and not (
    sync.but_life(to_jsonb(old)) = sync.but_life(to_jsonb(new)) and sync.is_purged(old.course_id, old.ws)) then
    perform sync.refuse_published();
  end if;
  return new;
end $$;

create function sync.guard_version_part() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  held public.course_versions;
begin
  select * into held from public.course_versions v
    where v.id = case when tg_op = 'DELETE' then old.version_id else new.version_id end;
  if held.kind is distinct from 'published' or sync.is_version_open(held.id, held.kind) then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  if tg_op = 'DELETE' then
    if old.deleted_at_ms is null and exists (select from sync.workspace w where w.id = old.ws) then
      perform sync.refuse_published();
    end if;
    return old;
  end if;
  if tg_op = 'INSERT' or not (
    sync.but_life(to_jsonb(old)) = sync.but_life(to_jsonb(new)) and sync.is_purged(held.course_id, held.ws)) then
    perform sync.refuse_published();
  end if;
  return new;
end $$;

-- A course is published when it has a version that is. A put that says so without one is not the word of an honest app.
create function sync.guard_status() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.status = 'published' and (tg_op = 'INSERT' or old.status is distinct from 'published')
    and not exists (select from public.course_versions v where v.course_id = new.id and v.ws = new.ws
      and v.kind = 'published' and v.deleted_at_ms is null) then
    raise exception 'a course is published by publishing it' using errcode = '42501';
  end if;
  return new;
end $$;

create trigger guard before insert or update or delete on public.course_versions
  for each row execute function sync.guard_version();
create trigger guard before insert or update or delete on public.course_version_parts
  for each row execute function sync.guard_version_part();
create trigger guard before insert or update of status on public.courses
  for each row execute function sync.guard_status();

-- A row as a version keeps it (src/shared/domain/course-snapshot.ts): every field group but life and purge.
create function sync.snapshot_row(p_tbl text, p_groups jsonb, p_row jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('t', p_tbl, 'id', p_row -> 'id', 'v', (
    select jsonb_object_agg(g.key, (
      select coalesce(jsonb_object_agg(c.col, p_row -> c.col), '{}')
      from jsonb_array_elements_text(g.value -> 'cols') c (col)))
    from jsonb_each(p_groups) g where g.key not in ('life', 'purge')))
$$;

-- The rows of a course that is not deleted, as `snapshotOf` finds them: deleted parents hide what is in them. With the
-- addresses under which the public finds the files (p_urls: by version of a file), as rows of a table that does not sync.
create function sync.course_rows(p_ws uuid, p_course uuid, p_urls jsonb) returns table (ord int, id uuid, line jsonb)
language sql stable set search_path = '' as $$
  with course as (select c.* from public.courses c where c.id = p_course and c.ws = p_ws and c.deleted_at_ms is null),
  chapter as (select c.* from public.chapters c where c.course_id in (select x.id from course x) and c.ws = p_ws
    and c.deleted_at_ms is null),
  lesson as (select l.* from public.lessons l where l.chapter_id in (select x.id from chapter x) and l.ws = p_ws
    and l.deleted_at_ms is null),
  target as (select x.id from course x union all select x.id from chapter x union all select x.id from lesson x),
  link as (select k.* from public.media_links k join public.media_files m on m.id = k.media_id and m.deleted_at_ms is null
    where k.target_id in (select x.id from target x) and k.ws = p_ws and k.deleted_at_ms is null),
  tagging as (select g.* from public.taggings g join public.tags t on t.id = g.tag_id and t.deleted_at_ms is null
    where g.target_id in (select x.id from target x) and g.ws = p_ws and g.deleted_at_ms is null),
  file as (select m.* from public.media_files m where m.id in (select x.media_id from link x) and m.ws = p_ws),
  shown as (select v.* from public.media_versions v where v.id in (select x.current_version_id from file x) and v.ws = p_ws),
  found (ord, tbl, id, line) as (
    select 1, 'courses', x.id, to_jsonb(x) from course x union all
    select 2, 'chapters', x.id, to_jsonb(x) from chapter x union all
    select 3, 'lessons', x.id, to_jsonb(x) from lesson x union all
    select 4, 'media_links', x.id, to_jsonb(x) from link x union all
    select 5, 'taggings', x.id, to_jsonb(x) from tagging x union all
    select 6, 'media_files', x.id, to_jsonb(x) from file x union all
    select 7, 'media_versions', x.id, to_jsonb(x) from shown x)
  select f.ord, f.id, sync.snapshot_row(f.tbl, r.groups, f.line) from found f join sync.registry r on r.tbl = f.tbl
  union all
  select 8, x.id, jsonb_build_object('t', 'published_urls', 'id', x.id,
    'v', jsonb_build_object('url', jsonb_build_object('url', p_urls -> x.id::text)))
  from shown x where p_urls ? x.id::text and x.b2_file_id is not null
$$;

-- Lessons that students would see and whose video is not in storage; at most fifty.
create function sync.not_stored(p_ws uuid, p_course uuid) returns jsonb language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(x.id), '[]') from (
    select l.id from public.chapters c
    join public.lessons l on l.chapter_id = c.id and l.deleted_at_ms is null and l.status = 'ready'
    join public.media_links k on k.target_id = l.id and k.role = 'video' and k.deleted_at_ms is null
    join public.media_files m on m.id = k.media_id and m.deleted_at_ms is null
    left join public.media_versions v on v.id = m.current_version_id
    where c.course_id = p_course and c.ws = p_ws and c.deleted_at_ms is null and v.b2_file_id is null
    order by c.pos, c.id, l.pos, l.id limit 50) x
$$;

-- Writes the version: its parts hold at most as many characters as those that apps cut (a larger row has one of its own).
create function sync.write_version(p_ws uuid, p_course uuid, p_version uuid, p_h text, p_urls jsonb) returns bigint
language plpgsql set search_path = '' as $$
declare
  at_ms bigint := sync.now_ms();
  stamps jsonb := jsonb_build_object('origin', p_h);
  line text;
  parts text[] := '{}';
  lines text[] := '{}';
  room int := 200000;
begin
  for line in select r.line::text from sync.course_rows(p_ws, p_course, p_urls) r order by r.ord, r.id loop
    if lines <> '{}' and length(line) > room then
      parts := parts || array_to_string(lines, ',');
      lines := '{}';
      room := 200000;
    end if;
    lines := lines || line;
    room := room - length(line) - 2;
  end loop;
  parts := parts || array_to_string(lines, ',');
  insert into public.course_versions (id, ws, fv, course_id, kind, part_count, created_at_ms)
    values (p_version, p_ws, stamps, p_course, 'published', cardinality(parts), at_ms);
  insert into public.course_version_parts (id, ws, fv, version_id, n, data)
    select gen_random_uuid(), p_ws, stamps, p_version, p.n - 1, ('[' || p.content || ']')::jsonb
    from unnest(parts) with ordinality p (content, n);
  return at_ms;
end $$;

-- What is in the way of publishing, as an answer; null when nothing is.
create function sync.publish_fault(p_ws uuid, p_course uuid, p_cursor bigint, p_epoch uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  w sync.workspace;
  missing jsonb;
begin
  if sync.role_in(p_ws) not in ('owner', 'editor') then
    return '{"refused": "role"}';
  end if;
  select * into w from sync.workspace x where x.id = p_ws;
  -- There is something that its author has not seen. Only whoever has everything can say that this is to be published.
  if p_epoch is distinct from w.epoch or p_cursor is distinct from w.rev then
    return '{"refused": "moved"}';
  end if;
  perform from public.courses c where c.id = p_course and c.ws = p_ws and c.deleted_at_ms is null;
  if not found then
    return '{"refused": "missing"}';
  end if;
  missing := sync.not_stored(p_ws, p_course);
  return case when missing <> '[]' then jsonb_build_object('refused', 'not-stored', 'lessons', missing) end;
end $$;

-- Refuses what no honest app sends. The addresses are the app's, which has the one rule that makes them.
create function sync.check_publish(p_user uuid, p_urls jsonb) returns void language plpgsql set search_path = '' as $$
begin
  if p_user is null or p_user is distinct from sync.uid() then
    raise exception 'this course is published by another user' using errcode = '28000';
  end if;
  if jsonb_typeof(p_urls) is distinct from 'object'
    or exists (select from jsonb_each(p_urls) u where jsonb_typeof(u.value) <> 'string'
      or length(u.value #>> '{}') > 3000 or u.value #>> '{}' !~ '^https?://[^/\s]+/\S+$') then
    raise exception 'malformed addresses' using errcode = '22023';
  end if;
end $$;

-- The publishing door: the course as the server has it becomes the version p_version, and the course is published.
-- p_cursor and p_epoch: up to where the caller has pulled; that must be everything. Asked again with the same id it
-- answers the same and makes nothing. Answers {published, rev, at_ms, dup}, {refused, …} or {revoked}.
create function public.course_publish(p_client uuid, p_ws uuid, p_user uuid, p_course uuid, p_version uuid,
  p_cursor bigint, p_epoch uuid, p_urls jsonb default '{}', p_nonce uuid default null)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  held public.course_versions;
  fault jsonb;
  h text;
  at_ms bigint;
begin
  perform sync.check_publish(p_user, p_urls);
  if not sync.lock_ws(p_ws, p_user) then
    return sync.answer(p_nonce, '{"revoked": true}');
  end if;
  select * into held from public.course_versions v where v.id = p_version;
  if held.id is not null and (held.kind <> 'published' or held.course_id <> p_course or held.ws <> p_ws) then
    return sync.answer(p_nonce, '{"refused": "id"}');
  end if;
  if held.id is not null then
    return sync.answer(p_nonce, jsonb_build_object(
      'published', true, 'rev', held.rev, 'at_ms', held.created_at_ms, 'dup', true));
  end if;
  fault := sync.publish_fault(p_ws, p_course, p_cursor, p_epoch);
  if fault is not null then
    return sync.answer(p_nonce, fault);
  end if;
  perform set_config('sync.mid', p_version::text, true), set_config('sync.client', p_client::text, true),
    set_config('sync.publishing', p_version::text, true);
  select sync.tick(c.fv ->> 'status', '00000000') into h from public.courses c where c.id = p_course;
  at_ms := sync.write_version(p_ws, p_course, p_version, h, p_urls);
  update public.courses c set status = 'published', fv = c.fv || jsonb_build_object('status', h) where c.id = p_course;
  return sync.answer(p_nonce, jsonb_build_object(
    'published', true, 'rev', sync.next_rev(p_ws), 'at_ms', at_ms, 'dup', false));
end $$;

do $$
declare fn text;
begin
  foreach fn in array array['is_version_open(uuid, text)', 'is_purged(uuid, uuid)', 'refuse_published()', 'but_life(jsonb)',
      'snapshot_row(text, jsonb, jsonb)', 'course_rows(uuid, uuid, jsonb)', 'not_stored(uuid, uuid)',
      'write_version(uuid, uuid, uuid, text, jsonb)', 'publish_fault(uuid, uuid, bigint, uuid)',
      'check_publish(uuid, jsonb)'] loop
    execute 'revoke execute on function sync.' || fn || ' from public, anon, authenticated';
    execute 'grant execute on function sync.' || fn || ' to sync_writer';
  end loop;
  revoke execute on function sync.guard_version(), sync.guard_version_part(), sync.guard_status()
    from public, anon, authenticated;
  grant create on schema public to sync_writer; -- an owner must be able to create where his function lives
  alter function public.course_publish(uuid, uuid, uuid, uuid, uuid, bigint, uuid, jsonb, uuid) owner to sync_writer;
  revoke create on schema public from sync_writer;
  revoke execute on function public.course_publish(uuid, uuid, uuid, uuid, uuid, bigint, uuid, jsonb, uuid)
    from public, anon;
  grant execute on function public.course_publish(uuid, uuid, uuid, uuid, uuid, bigint, uuid, jsonb, uuid)
    to authenticated;
end $$;
