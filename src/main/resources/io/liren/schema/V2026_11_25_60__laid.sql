-- What a start found to do, so that a start that finds nothing new has nothing to do.

-- The program and the rulebooks that the tables were last laid for.
create table laid (
  what   text primary key,
  digest text not null
);

-- The day a community's duties were last derived on, and by which program and rulebooks.
create table derived (
  community_id uuid primary key,
  day          date not null,
  edition      text not null
);

grant select, insert, update, delete on derived to liren_app, liren_derive;
alter table derived enable row level security;
create policy own_community on derived to liren_app using (community_id = current_setting('liren.community')::uuid);
create policy every_community on derived to liren_derive using (true);
