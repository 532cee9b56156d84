-- Services for workers in the half-year.
select coalesce(g.row_key, 'total') as row, v.name as "column", coalesce(v.value, 0) as value
  from (
  select r.kind as row_key,
         count(*)::numeric as times,
         sum(r.people) as people
    from union_worker_service r
   where r.community_id = :community and r.voided_at is null
     and r."on" between :start and :end
   group by grouping sets ((r.kind), ())) g
 cross join lateral (values ('times', g.times), ('people', g.people)) as v (name, value)
