-- Sync, part 1: who works where, and the revision counter.
--
-- The server alone decides order, permission and validity. Clients reach it through three doors only
-- (sync_push, sync_pull, sync_digest; sync_hello opens the conversation). Written for PostgreSQL 15 and later.

create schema if not exists sync;

-- The doors run as this role: unlike the owner of the tables it is bound by row-level security, so the policies
-- hold inside the doors too, while signed-in users themselves may write to no table at all.
do $$ begin
  create role sync_writer nologin;
exception when duplicate_object or unique_violation then
  null; -- roles belong to the whole cluster: another database of it has made this one
end $$;
grant sync_writer to current_user;

create table sync.workspace (
  id uuid primary key default gen_random_uuid(),
  -- Restrict: a person's account cannot be deleted while courses still belong to it.
  owner_id uuid not null unique references auth.users (id) on delete restrict,
  rev bigint not null default 0,
  -- Tombstones up to this revision are gone: a client whose cursor is older starts over.
  gc_rev bigint not null default 0,
  -- Changes when the history of revisions is no longer the one that clients know (a restored backup).
  epoch uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now()
);

create table sync.member (
  ws uuid not null references sync.workspace (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null check (role in ('owner', 'editor', 'viewer')),
  -- Raised when the rights change, so that the client notices.
  acl_rev bigint not null default 1,
  primary key (ws, user_id)
);
create index member_by_user on sync.member (user_id);

create table sync.client (
  id uuid primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  last_seq bigint not null default 0,
  -- What its person calls the computer; told with the greeting, shown where two computers disagree.
  name text not null default '' check (length(name) <= 60),
  -- The last stamp that was brought back from the future (see sync.clamp_ops).
  clamped_h text not null default '',
  seen_at timestamptz not null default now()
);
create index client_by_user on sync.client (user_id);

-- The ledger: every mutation ever taken, by client and sequence, with its verdict. Kept for 90 days.
create table sync.mutation (
  client_id uuid not null references sync.client (id) on delete cascade,
  seq bigint not null,
  mid uuid not null,
  ws uuid not null references sync.workspace (id) on delete cascade,
  user_id uuid not null,
  status text not null check (status in ('applied', 'superseded', 'rejected', 'duplicate')),
  code text,
  detail jsonb,
  rev bigint,
  at timestamptz not null default now(),
  primary key (client_id, seq),
  -- Not unique by mid alone: that would tell one user whether another has used an id.
  unique (user_id, mid)
);
create index mutation_by_ws on sync.mutation (ws);
create index mutation_by_age on sync.mutation (at);

-- What a merge decided against: kept and offered as "restore my version". Pulled like rows, by revision.
create table sync.conflict (
  id bigint generated always as identity primary key,
  ws uuid not null references sync.workspace (id) on delete cascade,
  rev bigint not null,
  tbl text not null,
  rid uuid not null,
  grp text not null,
  mid uuid not null,
  -- Whose is what: the computer, under the name that it had then, and when its text reached the server, by our clock.
  -- Unknown when it was written so long ago that the audit has forgotten it.
  loser jsonb not null,
  loser_h text not null,
  loser_client uuid,
  loser_name text not null default '',
  loser_at timestamptz,
  winner jsonb not null,
  winner_h text not null,
  winner_client uuid,
  winner_name text not null default '',
  winner_at timestamptz,
  at timestamptz not null default now()
);
create index conflict_by_rev on sync.conflict (ws, rev);

-- How far each workspace was on a day: tells which tombstones are old by our clock, whatever the clients' clocks said.
create table sync.mark (
  ws uuid not null references sync.workspace (id) on delete cascade,
  at timestamptz not null default now(),
  rev bigint not null,
  primary key (ws, at)
);

-- Tombstones that were collected (see sync.collect_tombstones), so that clients drop them too. Pulled by revision.
create table sync.collected (
  ws uuid not null references sync.workspace (id) on delete cascade,
  rev bigint not null,
  tbl text not null,
  rid uuid not null,
  primary key (ws, tbl, rid)
);
create index collected_by_rev on sync.collected (ws, rev);

-- What syncs and how it merges; src/shared/domain/registry.ts says the same (a contract test compares them).
create table sync.registry (
  tbl text primary key,
  ord int not null unique, -- parents before children
  groups jsonb not null    -- {"group": {"cols": ["column", …], "merge": "lww" | "max" | "imm"}}
);

-- Who changed which row by which mutation, on which computer. Written by trigger only.
create table sync.audit (
  id bigint generated always as identity primary key,
  ws uuid not null references sync.workspace (id) on delete cascade,
  mid uuid,
  user_id uuid,
  client_id uuid,
  tbl text not null,
  rid uuid not null,
  action text not null check (action in ('create', 'update', 'delete', 'restore', 'link', 'unlink')),
  detail jsonb not null default '{}',
  at timestamptz not null default now(),
  -- By user: an id that somebody else has used hides nothing.
  unique (user_id, mid, tbl, rid, action)
);
create index audit_by_row on sync.audit (ws, tbl, rid);
create index audit_by_age on sync.audit using brin (at);

-- The caller, for functions whose role may not look into the schema auth.
-- (PL/pgSQL here and below: it keeps its plans, a SQL function that cannot be inlined plans at every call.)
create function sync.uid() returns uuid language plpgsql stable security definer set search_path = '' as
$$ begin return auth.uid(); end $$;

-- The caller's workspaces. A definer, so that policies need no right on sync.member.
create function sync.my_workspaces() returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return query select m.ws from sync.member m where m.user_id = auth.uid();
end $$;

-- The same as one value: a policy that compares with it asks once per statement, where `role_in` would be asked for
-- each row of a page (half of what a pull cost; docs/decisions/0018).
create function sync.my_workspace_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(select m.ws from sync.member m where m.user_id = auth.uid());
end $$;

-- The caller's role in a workspace; null for none.
create function sync.role_in(p_ws uuid) returns text language plpgsql stable security definer set search_path = '' as $$
begin
  return (select m.role from sync.member m where m.ws = p_ws and m.user_id = auth.uid());
end $$;

-- The named columns of an object and nothing else: a stray key never reaches SQL.
create function sync.pick(p_values jsonb, p_cols jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return coalesce(
    (select jsonb_object_agg(c, p_values -> c) from jsonb_array_elements_text(p_cols) c where p_values ? c), '{}');
end $$;

-- The server's clock in milliseconds, as stamps and clients count.
create function sync.now_ms() returns bigint language sql volatile set search_path = '' as
$$ select (extract(epoch from clock_timestamp()) * 1000)::bigint $$;

-- One revision per transaction and workspace. The counter's row stays locked until the commit, so commits become
-- visible in the order of their revisions: whoever sees r sees everything up to r. (Time stamps and sequences as
-- cursors lose rows that commit late.)
create function sync.next_rev(p_ws uuid) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  setting text := 'sync.r' || replace(p_ws::text, '-', '');
  taken text := current_setting(setting, true);
  fresh bigint;
begin
  if coalesce(taken, '') <> '' then
    return taken::bigint;
  end if;
  update sync.workspace set rev = rev + 1 where id = p_ws returning rev into fresh;
  if fresh is null then
    raise exception 'there is no workspace %', p_ws using errcode = '23503';
  end if;
  -- Local to the transaction; a rolled back savepoint takes it back together with the counter.
  perform set_config(setting, fresh::text, true);
  return fresh;
end $$;

-- Before every insert and update of a synced row or conflict.
create function sync.stamp() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and (new.ws is distinct from old.ws or new.id is distinct from old.id) then
    raise exception 'a row keeps its id and its workspace' using errcode = '23514';
  end if;
  new.rev := sync.next_rev(new.ws);
  return new;
end $$;

create trigger stamp before insert on sync.conflict for each row execute function sync.stamp();

-- Every answer carries the caller's nonce and the protocol: what a captive portal answers has neither.
create function sync.answer(p_nonce uuid, p_body jsonb) returns jsonb
language sql stable set search_path = '' as $$
  select p_body || jsonb_build_object(
    'nonce', p_nonce, 'protocol', 1, 'min_protocol', 1, 'user', sync.uid(), 't', sync.now_ms())
$$;
