-- How a user likes to see a list: its columns (the row without a name), and what was kept under a name. No fact, so no entry.
create table list_view (
  community_id uuid not null references community (id),
  user_id      uuid not null,
  book         text not null,
  name         text not null,
  query        text not null,
  primary key (community_id, user_id, book, name)
);

grant select, insert, update, delete on list_view to liren_app;
alter table list_view enable row level security;
create policy own_community on list_view to liren_app using (community_id = current_setting('liren.community')::uuid);
