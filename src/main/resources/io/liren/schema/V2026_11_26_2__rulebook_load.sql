-- When which text of a rulebook began to run; a text may come back.
create table rulebook_load (
  id        text not null,
  loaded_at timestamptz not null,
  digest    text not null,
  primary key (id, loaded_at),
  foreign key (id, digest) references rulebook_text (id, digest)
);

insert into rulebook_load (id, loaded_at, digest)
select distinct on (id, loaded_at) id, loaded_at, digest
  from rulebook_text
 order by id, loaded_at, digest;

grant select on rulebook_load to liren_app;
