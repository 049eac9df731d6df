-- Faster doors, measured with `npm run bench:sync`; see docs/decisions/0018.

-- The caller's workspaces as one value: a policy that compares with it asks once per statement. `role_in` was asked
-- for each row of a page, and was half of what a pull cost.
create function sync.my_workspace_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select m.ws from sync.member m where m.user_id = auth.uid());
end $$;
revoke execute on function sync.my_workspace_ids() from public, anon, authenticated;
grant execute on function sync.my_workspace_ids() to sync_writer;

-- As before, but for door_select.
create or replace function sync.write_policies(p_tbl text) returns void language plpgsql set search_path = '' as $$
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

do $$
declare tbl text;
begin
  for tbl in select r.tbl from sync.registry r loop
    execute format('alter policy door_select on public.%I
      using (ws = any ((select sync.my_workspace_ids())::uuid[]))', tbl);
  end loop;
end $$;

-- A batch of 50 spent 200 round trips on a long day's edits. 200 of them take the database about 0.1 s, far below the
-- 8 s that hosted Supabase gives a statement; clients halve what was too much (54000), so older servers cope as well.
create or replace function sync.check_push(p_user uuid, p_batch jsonb) returns void
language plpgsql set search_path = '' as $$
begin
  if p_user is null or p_user is distinct from sync.uid() then
    raise exception 'this outbox belongs to another user' using errcode = '28000';
  end if;
  if jsonb_typeof(p_batch) is distinct from 'array' or jsonb_array_length(p_batch) > 200 then
    raise exception 'a batch holds at most 200 mutations' using errcode = '54000';
  end if;
end $$;
