-- The key pair with which a community signs what it closes. The private key lies wrapped under the home's master key.

create table signing_key (
  community_id uuid not null references community (id),
  id           uuid not null,
  public_key   text not null,
  wrapped      bytea not null,
  made_at      timestamptz not null,
  primary key (community_id, id)
);

grant select, insert on signing_key to liren_app;
alter table signing_key enable row level security;
create policy own_community on signing_key to liren_app using (community_id = current_setting('liren.community')::uuid);
