-- Doors for other programs: tokens for the API, secret addresses of calendars, webhooks. Only digests of tokens are kept.

create table access_token (
  id           uuid primary key,
  kind         text not null check (kind in ('api', 'calendar')),
  user_id      uuid not null references app_user (id),
  community_id uuid not null references community (id),
  label        text not null,
  digest       text not null unique,
  scopes       text[] not null,
  made_at      timestamptz not null,
  ends_at      timestamptz,
  used_at      timestamptz,
  revoked_at   timestamptz
);
create index access_token_user on access_token (user_id, community_id, kind);

-- What a request with an idempotency key was answered; the same request again is answered the same.
create table api_answer (
  community_id uuid not null references community (id),
  token_id     uuid not null,
  key          text not null,
  request      text not null,
  status       integer not null,
  location     text not null default '',
  etag         text not null default '',
  body         text not null default '',
  made_at      timestamptz not null,
  primary key (community_id, token_id, key)
);

create table webhook (
  community_id uuid not null references community (id),
  id           uuid not null,
  label        text not null,
  address      text not null,
  events       text[] not null,
  wrapped      bytea not null,
  made_by      uuid not null,
  made_at      timestamptz not null,
  ended_at     timestamptz,
  primary key (community_id, id)
);

-- The outbox: written in the transaction of the fact that sets it off.
create table webhook_delivery (
  community_id uuid not null references community (id),
  id           uuid not null,
  webhook_id   uuid not null,
  event        text not null,
  about        text not null,
  body         text not null,
  made_at      timestamptz not null,
  due_at       timestamptz not null,
  attempts     integer not null default 0,
  status       integer,
  said         text not null default '',
  delivered_at timestamptz,
  given_up_at  timestamptz,
  primary key (community_id, id),
  foreign key (community_id, webhook_id) references webhook (community_id, id),
  unique (community_id, webhook_id, event, about)
);
create index webhook_delivery_due on webhook_delivery (community_id, due_at)
  where delivered_at is null and given_up_at is null;

grant select, insert, update on access_token to liren_app;
grant select, insert, update, delete on api_answer to liren_app;
grant select, insert, update on webhook, webhook_delivery to liren_app;

alter table api_answer enable row level security;
alter table webhook enable row level security;
alter table webhook_delivery enable row level security;

create policy own_community on api_answer to liren_app using (community_id = current_setting('liren.community')::uuid);
create policy own_community on webhook to liren_app using (community_id = current_setting('liren.community')::uuid);
create policy own_community on webhook_delivery to liren_app using (community_id = current_setting('liren.community')::uuid);
