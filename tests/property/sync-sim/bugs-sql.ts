/** Puts other text into a function that is there; without the text to replace, it would plant nothing. */
const patch = (name: string, from: string, to: string): string => `do $patch$
  declare text text := pg_get_functiondef('${name}'::regproc);
  begin
    if position($from$${from}$from$ in text) = 0 then raise exception '${name} has changed: nothing is planted'; end if;
    execute replace(text, $from$${from}$from$, $to$${to}$to$);
  end $patch$`;

/**
 * A revision that is taken as \`taken\` says, without the lock on the workspace's counter that makes the order of
 * revisions that of the commits. What was the counter is the highest revision that is visible.
 */
export const wrongCursor = (taken: string): readonly string[] => [
  `create function sim.head(p_ws uuid) returns bigint language plpgsql stable security definer as $$
   declare tbl text; own bigint; head bigint := 0;
   begin
     for tbl in select r.tbl from sync.registry r loop
       execute format('select max(rev) from public.%I where ws = $1', tbl) into own using p_ws;
       head := greatest(head, own);
     end loop;
     return greatest(head, (select max(c.rev) from sync.conflict c where c.ws = p_ws));
   end $$`,
  'grant usage on schema sim to public',
  `create or replace function sync.next_rev(p_ws uuid) returns bigint
   language plpgsql security definer set search_path = '' as $$
   declare setting text := 'sync.r' || replace(p_ws::text, '-', ''); taken text := current_setting(setting, true);
   begin
     if coalesce(taken, '') = '' then taken := (${taken})::text; end if;
     perform set_config(setting, taken, true);
     return taken::bigint;
   end $$`,
  `create or replace function sync.lock_ws(p_ws uuid, p_user uuid) returns boolean language sql set search_path = '' as
   $$ select exists (select from sync.member m where m.ws = p_ws and m.user_id = p_user) $$`,
  patch('public.sync_pull', 'where x.id = p_ws;', 'where x.id = p_ws; w.rev := sim.head(p_ws);'),
  patch('sync.apply_mutation', '(select w.rev from sync.workspace w where w.id = p_ws)', 'sim.head(p_ws)'),
];
