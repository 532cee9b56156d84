-- The duties of a community that facts have touched since they were derived: whoever next asks for them derives them
-- first. A row whose day is -infinity belongs to a community that was never derived.
alter table derived add column stale text[] not null default '{}';
