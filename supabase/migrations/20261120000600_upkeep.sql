-- Sync, part 6: retention, and what only some servers have: cron and Realtime.

-- Forgets what is too old to matter. The client rows stay, so sequence numbers are never taken twice.
create function sync.prune() returns void language sql security definer set search_path = '' as $$
  delete from sync.mutation where at < now() - interval '90 days';
  delete from sync.conflict where at < now() - interval '90 days';
  delete from sync.audit where at < now() - interval '400 days';
$$;
revoke execute on function sync.prune() from public;

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
