/** A workspace and a course that belong to nobody of any life: whoever touches them has broken in. */
export const foreign = {
  user: '00000000-0000-7000-a000-00000000f001',
  workspace: '00000000-0000-7000-a000-00000000f002',
  course: '00000000-0000-7000-a000-00000000f003',
} as const;

/**
 * What the simulator adds to a database of its own: the server's clock as a setting, one call per request as the
 * role and user that PostgREST would set, whole-workspace backups, and a column and a table of a newer app.
 */
export const simulatorSql: readonly string[] = [
  `create or replace function sync.now_ms() returns bigint language sql volatile set search_path = '' as
   $$ select current_setting('sim.now_ms')::bigint $$`,
  'create schema sim',
  `create function sim.call(p_door text, p_args jsonb, p_user uuid, p_now bigint, p_fails boolean) returns jsonb
   language plpgsql as $$
   declare answer jsonb; nonce uuid := (p_args ->> 'p_nonce')::uuid;
   begin
     perform set_config('request.jwt.claims', jsonb_build_object('sub', p_user, 'role', 'authenticated')::text, true),
       set_config('request.jwt.claim.sub', p_user::text, true), set_config('sim.now_ms', p_now::text, true),
       set_config('role', 'authenticated', true);
     case p_door
       when 'sync_hello' then execute 'select public.sync_hello($1, $2, $3)' into answer
         using (p_args ->> 'p_client')::uuid, nonce, p_args ->> 'p_name';
       when 'sync_push' then execute 'select public.sync_push($1, $2, $3, $4, $5)' into answer
         using (p_args ->> 'p_client')::uuid, (p_args ->> 'p_ws')::uuid, (p_args ->> 'p_user')::uuid,
           p_args -> 'p_batch', nonce;
       when 'sync_pull' then execute 'select public.sync_pull($1, $2, $3, $4, $5, $6)' into answer
         using (p_args ->> 'p_client')::uuid, (p_args ->> 'p_ws')::uuid, (p_args ->> 'p_cursor')::bigint,
           (p_args ->> 'p_epoch')::uuid, (p_args ->> 'p_limit')::int, nonce;
       when 'sync_digest' then execute 'select public.sync_digest($1, $2)' into answer using (p_args ->> 'p_ws')::uuid, nonce;
     end case;
     if p_fails then raise exception 'the server fails at the end' using errcode = '40001'; end if;
     return answer;
   end $$`,
  `create function sim.wipe(p_ws uuid, p_users uuid[]) returns void language plpgsql as $$
   declare tbl text; own uuid[];
   begin
     perform set_config('session_replication_role', 'replica', true);
     select array_agg(w.id) into own from sync.workspace w where w.owner_id = any(p_users) or w.id = p_ws;
     for tbl in select r.tbl from sync.registry r loop
       execute format('delete from public.%I where ws = any($1)', tbl) using own;
     end loop;
     delete from sync.mutation where ws = any(own);
     delete from sync.conflict where ws = any(own);
     delete from sync.audit where ws = any(own);
     delete from sync.client where user_id = any(p_users);
     delete from sync.collected where ws = any(own);
     delete from sync.mark where ws = any(own);
     delete from sync.member where ws = any(own);
     delete from sync.workspace where id = any(own);
     delete from public.profiles where user_id = any(p_users);
     delete from auth.users where id = any(p_users);
   end $$`,
  `create function sim.begin(p_ws uuid, p_users uuid[], p_roles text[]) returns void language plpgsql as $$
   begin
     perform sim.wipe(p_ws, p_users);
     insert into auth.users (id) select unnest(p_users);
     insert into sync.workspace (id, owner_id, epoch) values (p_ws, p_users[1], p_ws);
     insert into sync.member (ws, user_id, role) select p_ws, u, r from unnest(p_users, p_roles) as x (u, r);
   end $$`,
  `create function sim.backup(p_ws uuid, p_users uuid[]) returns jsonb language plpgsql as $$
   declare tbl text; found_rows jsonb; kept jsonb := '{}';
   begin
     for tbl in select r.tbl from sync.registry r loop
       execute format('select coalesce(jsonb_agg(to_jsonb(x)), ''[]'') from public.%I x where ws = $1', tbl)
         into found_rows using p_ws;
       kept := kept || jsonb_build_object(tbl, found_rows);
     end loop;
     return jsonb_build_object('rows', kept,
       'workspace', (select jsonb_agg(to_jsonb(x)) from sync.workspace x where id = p_ws),
       'mutation', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from sync.mutation x where ws = p_ws),
       'conflict', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from sync.conflict x where ws = p_ws),
       'collected', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from sync.collected x where ws = p_ws),
       'client', (select coalesce(jsonb_agg(to_jsonb(x)), '[]') from sync.client x where user_id = any(p_users)));
   end $$`,
  `create function sim.restore(p_ws uuid, p_users uuid[], p_kept jsonb) returns void language plpgsql as $$
   declare tbl text; kept sync.workspace;
   begin
     perform set_config('session_replication_role', 'replica', true);
     for tbl in select r.tbl from sync.registry r loop
       execute format('delete from public.%I where ws = $1', tbl) using p_ws;
       execute format('insert into public.%1$I select * from jsonb_populate_recordset(null::public.%1$I, $1)', tbl)
         using p_kept -> 'rows' -> tbl;
     end loop;
     delete from sync.mutation where ws = p_ws;
     delete from sync.conflict where ws = p_ws;
     delete from sync.client where user_id = any(p_users);
     delete from sync.mark where ws = p_ws;
     delete from sync.collected where ws = p_ws;
     insert into sync.collected select * from jsonb_populate_recordset(null::sync.collected, p_kept -> 'collected');
     insert into sync.client select * from jsonb_populate_recordset(null::sync.client, p_kept -> 'client');
     insert into sync.mutation select * from jsonb_populate_recordset(null::sync.mutation, p_kept -> 'mutation');
     insert into sync.conflict overriding system value
       select * from jsonb_populate_recordset(null::sync.conflict, p_kept -> 'conflict');
     select * into kept from jsonb_populate_recordset(null::sync.workspace, p_kept -> 'workspace');
     update sync.workspace set rev = kept.rev, gc_rev = kept.gc_rev where id = p_ws;
     perform set_config('session_replication_role', 'origin', true);
   end $$`,
  // The nightly collection, with nothing too young for it; of other workspaces there is nothing to collect.
  `create function sim.collect(p_ws uuid) returns jsonb language plpgsql as $$
   declare before bigint := (select coalesce(max(rev), 0) from sync.collected where ws = p_ws);
   begin
     perform sync.collect_tombstones('0 seconds');
     return jsonb_build_object('head', (select rev from sync.workspace where id = p_ws),
       'gone', (select coalesce(jsonb_agg(tbl || ' ' || rid order by tbl, rid), '[]')
                from sync.collected where ws = p_ws and rev > before));
   end $$`,
  `create function sim.revisions(p_ws uuid) returns jsonb language plpgsql as $$
   declare tbl text; found_rows jsonb; every jsonb := '{}';
   begin
     for tbl in select r.tbl from sync.registry r loop
       execute format('select jsonb_object_agg(id, rev) from public.%I where ws = $1', tbl)
         into found_rows using p_ws;
       if found_rows is not null then every := every || jsonb_build_object(tbl, found_rows); end if;
     end loop;
     return jsonb_build_object('epoch', (select epoch from sync.workspace where id = p_ws), 'rows', every);
   end $$`,
  `create function sim.look(p_ws uuid, p_users uuid[]) returns jsonb language plpgsql as $$
   declare tbl text; found_rows jsonb; kept jsonb := '{}';
   begin
     for tbl in select r.tbl from sync.registry r loop
       execute format('select coalesce(jsonb_agg(to_jsonb(x) order by id), ''[]'') from public.%I x where ws = $1', tbl)
         into found_rows using p_ws;
       kept := kept || jsonb_build_object(tbl, found_rows);
     end loop;
     return jsonb_build_object('rows', kept,
       'head', (select rev from sync.workspace where id = p_ws),
       'ledger', (select coalesce(jsonb_agg(jsonb_build_object('client', client_id, 'seq', seq, 'mid', mid,
           'user', user_id, 'status', status, 'rev', rev, 'of', detail ->> 'of') order by client_id, seq), '[]')
         from sync.mutation where ws = p_ws),
       'conflicts', (select count(*) from sync.conflict where ws = p_ws),
       'audited', (select count(*) from sync.audit where ws = p_ws),
       'foreign', (select title || ' ' || rev from public.courses where id = '${foreign.course}'));
   end $$`,
  // A newer version of the app: one more field group, one more table.
  "alter table public.courses add column sim_extra text not null default ''",
  `update sync.registry set groups = groups || '{"sim_extra": {"cols": ["sim_extra"], "merge": "lww"}}'
   where tbl = 'courses'`,
  `create table public.sim_notes (id uuid primary key, ws uuid not null references sync.workspace (id),
     rev bigint not null default 0, fv jsonb not null default '{}', deleted_at_ms bigint, note text not null default '',
     unique (id, ws))`,
  `insert into sync.registry values ('sim_notes', 9000, '{"note": {"cols": ["note"], "merge": "lww"},
     "life": {"cols": ["deleted_at_ms"], "merge": "lww"}}')`,
  `do $$ begin execute (select format('alter table public.sim_notes owner to %I', tableowner)
     from pg_tables where schemaname = 'public' and tablename = 'courses'); end $$`,
  "select sync.enrol('courses'), sync.enrol('sim_notes')",
  'grant execute on all functions in schema sync to sync_writer',
  // Nobody's course.
  "select set_config('sim.now_ms', '1', false)",
  `select sim.begin('${foreign.workspace}', array['${foreign.user}']::uuid[], array['owner'])`,
  `insert into public.courses (id, ws, title) values ('${foreign.course}', '${foreign.workspace}', 'Not yours')`,
];
