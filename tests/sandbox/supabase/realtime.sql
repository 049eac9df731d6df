-- Enough of a hosted project's Realtime for private broadcasts from the database, under the names that the migrations
-- look for. Applied before them, by the sandbox only, and not where there is one already.
create schema realtime;
grant usage on schema realtime to authenticated, anon, service_role;
create table realtime.messages (
  id uuid primary key default gen_random_uuid(), topic text not null, extension text not null, event text, payload jsonb,
  private boolean not null default false, inserted_at timestamptz not null default now());
alter table realtime.messages enable row level security;
grant select, insert on realtime.messages to authenticated, anon;

-- The topic that somebody wants to join, for the policies on realtime.messages.
create function realtime.topic() returns text language sql stable as $$
  select nullif(current_setting('realtime.topic', true), '')
$$;
-- Hosted, a row of realtime.messages is read from the write-ahead log; here a notification goes out at the commit.
create function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void language plpgsql as $$
begin
  perform pg_notify('realtime', jsonb_build_object('topic', topic, 'event', event, 'payload', payload, 'private', private)::text);
end $$;
-- Whether the policies let the bearer of these claims read a private topic, found out as hosted Realtime does: with a row.
create function realtime.may_listen(claims jsonb, wanted text) returns boolean language plpgsql as $$
declare
  row_id uuid := gen_random_uuid();
  answer boolean;
begin
  insert into realtime.messages (id, topic, extension, private) values (row_id, wanted, 'broadcast', true);
  perform set_config('realtime.topic', wanted, true), set_config('request.jwt.claims', claims::text, true),
    set_config('request.jwt.claim.sub', claims ->> 'sub', true), set_config('role', claims ->> 'role', true);
  select exists (select from realtime.messages m where m.id = row_id) into answer;
  perform set_config('role', 'none', true);
  delete from realtime.messages m where m.id = row_id;
  return answer;
end $$;
