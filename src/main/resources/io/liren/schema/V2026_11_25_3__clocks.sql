-- Minutes and hours: the moment due and the moment met. And clocks that stand still.
alter table occurrence
  add column due_at timestamptz,
  add column met_at timestamptz,
  add column paused boolean not null default false;
