-- What a hosted Supabase project has before its first migration and @supabase/lite does not.
-- Applied by the sandbox only; never part of supabase/migrations.
do $$
declare r text;
begin
  foreach r in array array['anon', 'authenticated', 'service_role'] loop
    if not exists (select from pg_roles where rolname = r) then
      execute format('create role %I nologin %s', r, case when r = 'service_role' then 'bypassrls' else '' end);
    end if;
  end loop;
end $$;
create schema if not exists extensions;
create schema if not exists auth;
grant usage on schema auth, extensions, public to anon, authenticated, service_role;
-- Hosted projects are this generous: what must not be reachable has to be revoked by the migrations.
alter default privileges in schema public grant all on tables    to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
