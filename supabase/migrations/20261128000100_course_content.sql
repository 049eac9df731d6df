-- Sync, part 7: what a lesson holds besides its text, what was purged from the trash, and versions of a course
-- (docs/decisions/0042). To be applied before the app that knows these columns goes out: until then that app waits.

alter table public.courses
  add column purged_at_ms bigint check (purged_at_ms between 0 and 9007199254740991);
alter table public.chapters
  add column purged_at_ms bigint check (purged_at_ms between 0 and 9007199254740991);

-- Lists and objects are limited in length and depth here; what they say is for the apps, which read no more of it than
-- they know. Deeper than the stack of a client, one row would stop every computer that pulls it.
alter table public.lessons
  add column purged_at_ms bigint check (purged_at_ms between 0 and 9007199254740991),
  add column status text not null default 'ready' check (status in ('ready', 'draft')),
  add column drip_days int check (drip_days between 0 and 3650),
  add column content jsonb not null default '{}'
    check (jsonb_typeof(content) = 'object' and length(content::text) <= 200000
      and not jsonb_path_exists(content, '$.**{9}')),
  add column marks jsonb not null default '[]'
    check (jsonb_typeof(marks) = 'array' and length(marks::text) <= 400000
      and not jsonb_path_exists(marks, '$.**{9}'));

alter table public.media_links
  add column flags jsonb not null default '[]'
    check (jsonb_typeof(flags) = 'array' and jsonb_array_length(flags) <= 10
      and not jsonb_path_exists(flags, '$[*] ? (@.type() != "string" || !(@ like_regex "^[a-z][a-z-]{0,39}$"))')),
  add column alt text not null default '' check (length(alt) <= 500);

-- A course as it once was. The parts of a large version come in several revisions: part_count tells when all are there.
create table public.course_versions (
  id uuid primary key,
  ws uuid not null references sync.workspace (id) on delete cascade,
  rev bigint not null default 0,
  fv jsonb not null default '{}',
  deleted_at_ms bigint check (deleted_at_ms between 0 and 9007199254740991),
  course_id uuid not null,
  kind text not null default 'named' check (kind in ('named', 'published')),
  part_count int not null default 0 check (part_count between 0 and 10000),
  created_at_ms bigint not null default 0 check (created_at_ms between 0 and 9007199254740991),
  name text not null default '' check (length(name) <= 200),
  unique (id, ws),
  constraint course_versions_course foreign key (course_id, ws) references public.courses (id, ws) deferrable
);
create index course_versions_by_course on public.course_versions (course_id, ws);

-- The limit has room for the largest lesson in a part of its own; apps cut at 200,000 characters.
create table public.course_version_parts (
  id uuid primary key,
  ws uuid not null references sync.workspace (id) on delete cascade,
  rev bigint not null default 0,
  fv jsonb not null default '{}',
  deleted_at_ms bigint check (deleted_at_ms between 0 and 9007199254740991),
  version_id uuid not null,
  n int not null default 0 check (n between 0 and 9999),
  data jsonb not null default '[]'
    check (jsonb_typeof(data) = 'array' and length(data::text) <= 2000000
      and not jsonb_path_exists(data, '$.**{17}')),
  unique (id, ws),
  constraint course_version_parts_version
    foreign key (version_id, ws) references public.course_versions (id, ws) deferrable
);
create index course_version_parts_by_version on public.course_version_parts (version_id, ws);

-- How many rows of a page a row counts for: a thousand parts of versions would be hundreds of megabytes.
alter table sync.registry add column weight int not null default 1 check (weight between 1 and 1000);

update sync.registry set groups = groups || '{
  "purge": {"cols": ["purged_at_ms"], "merge": "lww"}}'
where tbl in ('courses', 'chapters', 'lessons');
update sync.registry set groups = groups || '{
  "status": {"cols": ["status"], "merge": "lww"},
  "drip": {"cols": ["drip_days"], "merge": "lww"},
  "content": {"cols": ["content"], "merge": "lww"},
  "marks": {"cols": ["marks"], "merge": "lww"}}'
where tbl = 'lessons';
update sync.registry set groups = groups || '{
  "flags": {"cols": ["flags"], "merge": "lww"},
  "alt": {"cols": ["alt"], "merge": "lww"}}'
where tbl = 'media_links';
insert into sync.registry (tbl, ord, groups, weight) values
('course_versions', 90, '{
  "origin": {"cols": ["course_id", "kind", "part_count", "created_at_ms"], "merge": "imm"},
  "name": {"cols": ["name"], "merge": "lww"},
  "life": {"cols": ["deleted_at_ms"], "merge": "lww"}}', 1),
('course_version_parts', 100, '{
  "origin": {"cols": ["version_id", "n", "data"], "merge": "imm"},
  "life": {"cols": ["deleted_at_ms"], "merge": "lww"}}', 50);

-- Where the page after p_cursor ends: at the revision with which its rows, each by its weight, come to p_limit; that
-- revision included as a whole. Null when nothing follows.
create or replace function sync.page_end(p_ws uuid, p_cursor bigint, p_limit int) returns bigint
language plpgsql stable set search_path = '' as $$
declare
  revs text;
  found_end bigint;
begin
  select string_agg(format('(select rev from public.%I%s where ws = $1 and rev > $2 order by rev limit $3)', r.tbl,
    case when r.weight > 1 then format(', generate_series(1, %s)', r.weight) else '' end), ' union all ')
    into revs from sync.registry r;
  execute format('select max(rev) from (select rev from (%s) every order by rev limit $3) page', revs)
    into found_end using p_ws, p_cursor, p_limit;
  return found_end;
end $$;

-- The accessors of a table are for the doors alone: a function is executable by everyone until told otherwise.
create function sync.guard_accessors(p_tbl text) returns void language plpgsql set search_path = '' as $$
declare accessor text;
begin
  foreach accessor in array array['get_%s(uuid, uuid)', 'put_%s(uuid, uuid, jsonb, jsonb)',
      'set_%s(uuid, uuid, jsonb, jsonb)', 'rows_%s(uuid, bigint, bigint)'] loop
    execute 'revoke execute on function sync.' || format(accessor, p_tbl) || ' from public, anon, authenticated';
    execute 'grant execute on function sync.' || format(accessor, p_tbl) || ' to sync_writer';
  end loop;
end $$;
revoke execute on function sync.guard_accessors(text) from public;

select sync.enrol(tbl), sync.guard_accessors(tbl) from sync.registry
where tbl in ('courses', 'chapters', 'lessons', 'media_links', 'course_versions', 'course_version_parts') order by ord;
