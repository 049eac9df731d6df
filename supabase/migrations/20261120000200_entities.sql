-- Sync, part 2: the entities. Same columns, defaults and field groups as src/shared/domain/registry.ts.
--
-- Ids are made by clients (UUIDv7; links UUIDv5 of their ends). Foreign keys carry the workspace, because foreign
-- keys look past row-level security: without it a row could hang on another workspace's parent and so prove that
-- it exists. They are deferrable: inside one mutation the order of rows does not matter.
-- Deletes are soft; parents of live rows are never removed.
-- Whole numbers are those that a computer can hold exactly: beyond that nobody could pull the row, nor what follows it.

create table public.courses (
  id uuid primary key,
  ws uuid not null references sync.workspace (id) on delete cascade,
  rev bigint not null default 0,
  fv jsonb not null default '{}',
  deleted_at_ms bigint check (deleted_at_ms between 0 and 9007199254740991),
  title text not null default '' check (length(title) <= 500),
  subtitle text not null default '' check (length(subtitle) <= 500),
  description text not null default '' check (length(description) <= 20000),
  objectives jsonb not null default '[]'
    check (jsonb_typeof(objectives) = 'array' and jsonb_array_length(objectives) <= 50
      and not jsonb_path_exists(objectives, '$[*] ? (@.type() != "string")') and length(objectives::text) <= 200000),
  audience text not null default '' check (length(audience) <= 5000),
  requirements text not null default '' check (length(requirements) <= 5000),
  category text not null default '' check (length(category) <= 200),
  language text not null default 'en' check (language ~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  level text not null default 'all' check (level in ('all', 'beginner', 'intermediate', 'advanced')),
  price_minor bigint check (price_minor between 0 and 9007199254740991),
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  status text not null default 'draft' check (status in ('draft', 'pending', 'published')),
  created_at_ms bigint not null default 0 check (created_at_ms between 0 and 9007199254740991),
  unique (id, ws)
);

create table public.chapters (
  id uuid primary key,
  ws uuid not null references sync.workspace (id) on delete cascade,
  rev bigint not null default 0,
  fv jsonb not null default '{}',
  deleted_at_ms bigint check (deleted_at_ms between 0 and 9007199254740991),
  course_id uuid not null,
  -- Bytewise, as the clients sort.
  pos text collate "C" not null default 'a0' check (length(pos) between 1 and 200),
  title text not null default '' check (length(title) <= 500),
  description text not null default '' check (length(description) <= 20000),
  unique (id, ws),
  constraint chapters_course foreign key (course_id, ws) references public.courses (id, ws) deferrable
);
create index chapters_by_course on public.chapters (course_id, ws);

create table public.lessons (
  id uuid primary key,
  ws uuid not null references sync.workspace (id) on delete cascade,
  rev bigint not null default 0,
  fv jsonb not null default '{}',
  deleted_at_ms bigint check (deleted_at_ms between 0 and 9007199254740991),
  chapter_id uuid not null,
  pos text collate "C" not null default 'a0' check (length(pos) between 1 and 200),
  title text not null default '' check (length(title) <= 500),
  kind text not null default 'video' check (kind in ('video', 'audio', 'text', 'download', 'link', 'quiz')),
  body text not null default '' check (length(body) <= 200000),
  free_preview boolean not null default false,
  unique (id, ws),
  constraint lessons_chapter foreign key (chapter_id, ws) references public.chapters (id, ws) deferrable
);
create index lessons_by_chapter on public.lessons (chapter_id, ws);

create table public.media_files (
  id uuid primary key,
  ws uuid not null references sync.workspace (id) on delete cascade,
  rev bigint not null default 0,
  fv jsonb not null default '{}',
  deleted_at_ms bigint check (deleted_at_ms between 0 and 9007199254740991),
  name text not null default '' check (length(name) <= 500),
  kind text not null default 'video' check (kind ~ '^[a-z][a-z-]{0,39}$'),
  current_version_id uuid,
  created_at_ms bigint not null default 0 check (created_at_ms between 0 and 9007199254740991),
  unique (id, ws)
);

-- The content of a file; immutable by hash. Where it is stored is written by the device that stored it.
create table public.media_versions (
  id uuid primary key,
  ws uuid not null references sync.workspace (id) on delete cascade,
  rev bigint not null default 0,
  fv jsonb not null default '{}',
  deleted_at_ms bigint check (deleted_at_ms between 0 and 9007199254740991),
  media_id uuid not null,
  file_name text not null default '' check (length(file_name) <= 1000),
  bytes bigint not null default 0 check (bytes between 0 and 9007199254740991),
  created_at_ms bigint not null default 0 check (created_at_ms between 0 and 9007199254740991),
  sha1 text check (sha1 ~ '^[0-9a-f]{40}$'),
  duration_ms bigint check (duration_ms between 0 and 9007199254740991),
  width int check (width >= 0),
  height int check (height >= 0),
  container text check (length(container) <= 100),
  video_codec text check (length(video_codec) <= 100),
  audio_codec text check (length(audio_codec) <= 100),
  bucket_name text check (length(bucket_name) <= 200),
  object_name text check (length(object_name) <= 1024),
  b2_file_id text check (length(b2_file_id) <= 300),
  stored_at_ms bigint check (stored_at_ms between 0 and 9007199254740991),
  unique (id, ws),
  constraint media_versions_media foreign key (media_id, ws) references public.media_files (id, ws) deferrable
);
create index media_versions_by_media on public.media_versions (media_id, ws);
create index media_versions_by_content on public.media_versions (ws, sha1, bytes) where sha1 is not null;
alter table public.media_files
  add constraint media_files_current
  foreign key (current_version_id, ws) references public.media_versions (id, ws) deferrable;
create index media_files_by_current on public.media_files (current_version_id, ws);

create table public.media_links (
  id uuid primary key,
  ws uuid not null references sync.workspace (id) on delete cascade,
  rev bigint not null default 0,
  fv jsonb not null default '{}',
  deleted_at_ms bigint check (deleted_at_ms between 0 and 9007199254740991),
  media_id uuid not null,
  target_type text not null default 'lesson' check (target_type in ('course', 'chapter', 'lesson')),
  target_id uuid not null,
  role text not null default 'video' check (role ~ '^[a-z][a-z-]{0,39}$'),
  language text check (length(language) <= 40),
  label text not null default '' check (length(label) <= 500),
  pos text collate "C" not null default 'a0' check (length(pos) between 1 and 200),
  unique (id, ws),
  constraint media_links_media foreign key (media_id, ws) references public.media_files (id, ws) deferrable
);
create index media_links_by_media on public.media_links (media_id, ws);
create index media_links_by_target on public.media_links (target_id, role);

create table public.tags (
  id uuid primary key,
  ws uuid not null references sync.workspace (id) on delete cascade,
  rev bigint not null default 0,
  fv jsonb not null default '{}',
  deleted_at_ms bigint check (deleted_at_ms between 0 and 9007199254740991),
  name text not null default '' check (length(name) <= 200),
  unique (id, ws)
);

create table public.taggings (
  id uuid primary key,
  ws uuid not null references sync.workspace (id) on delete cascade,
  rev bigint not null default 0,
  fv jsonb not null default '{}',
  deleted_at_ms bigint check (deleted_at_ms between 0 and 9007199254740991),
  tag_id uuid not null,
  target_type text not null default 'course' check (target_type in ('course', 'chapter', 'lesson', 'media')),
  target_id uuid not null,
  unique (id, ws),
  constraint taggings_tag foreign key (tag_id, ws) references public.tags (id, ws) deferrable
);
create index taggings_by_tag on public.taggings (tag_id, ws);
create index taggings_by_target on public.taggings (target_id);

-- One row per person; made with the account, never synced as an entity.
create table public.profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  display_name text not null default '' check (length(display_name) <= 200),
  created_at timestamptz not null default now()
);

insert into sync.registry (tbl, ord, groups) values
('courses', 10, '{
  "origin": {"cols": ["created_at_ms"], "merge": "imm"},
  "title": {"cols": ["title"], "merge": "lww"},
  "subtitle": {"cols": ["subtitle"], "merge": "lww"},
  "description": {"cols": ["description"], "merge": "lww"},
  "objectives": {"cols": ["objectives"], "merge": "lww"},
  "audience": {"cols": ["audience"], "merge": "lww"},
  "requirements": {"cols": ["requirements"], "merge": "lww"},
  "facts": {"cols": ["category", "language", "level"], "merge": "lww"},
  "price": {"cols": ["price_minor", "currency"], "merge": "lww"},
  "status": {"cols": ["status"], "merge": "lww"},
  "life": {"cols": ["deleted_at_ms"], "merge": "lww"}}'),
('chapters', 20, '{
  "place": {"cols": ["course_id", "pos"], "merge": "lww"},
  "title": {"cols": ["title"], "merge": "lww"},
  "description": {"cols": ["description"], "merge": "lww"},
  "life": {"cols": ["deleted_at_ms"], "merge": "lww"}}'),
('lessons', 30, '{
  "place": {"cols": ["chapter_id", "pos"], "merge": "lww"},
  "title": {"cols": ["title"], "merge": "lww"},
  "kind": {"cols": ["kind"], "merge": "lww"},
  "body": {"cols": ["body"], "merge": "lww"},
  "settings": {"cols": ["free_preview"], "merge": "lww"},
  "life": {"cols": ["deleted_at_ms"], "merge": "lww"}}'),
('media_files', 40, '{
  "origin": {"cols": ["kind", "created_at_ms"], "merge": "imm"},
  "name": {"cols": ["name"], "merge": "lww"},
  "current": {"cols": ["current_version_id"], "merge": "lww"},
  "life": {"cols": ["deleted_at_ms"], "merge": "lww"}}'),
('media_versions', 50, '{
  "origin": {"cols": ["media_id", "file_name", "bytes", "created_at_ms"], "merge": "imm"},
  "hash": {"cols": ["sha1"], "merge": "lww"},
  "probe": {"cols": ["duration_ms", "width", "height", "container", "video_codec", "audio_codec"], "merge": "lww"},
  "stored": {"cols": ["bucket_name", "object_name", "b2_file_id", "stored_at_ms"], "merge": "lww"},
  "life": {"cols": ["deleted_at_ms"], "merge": "lww"}}'),
('media_links', 60, '{
  "ends": {"cols": ["media_id", "target_type", "target_id", "role", "language"], "merge": "imm"},
  "label": {"cols": ["label"], "merge": "lww"},
  "place": {"cols": ["pos"], "merge": "lww"},
  "life": {"cols": ["deleted_at_ms"], "merge": "lww"}}'),
('tags', 70, '{
  "name": {"cols": ["name"], "merge": "lww"},
  "life": {"cols": ["deleted_at_ms"], "merge": "lww"}}'),
('taggings', 80, '{
  "ends": {"cols": ["tag_id", "target_type", "target_id"], "merge": "imm"},
  "life": {"cols": ["deleted_at_ms"], "merge": "lww"}}');
