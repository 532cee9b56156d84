-- Lessons given in the quarter, by topic.
select coalesce(g.row_key, 'total') as row, v.name as "column", coalesce(v.value, 0) as value
  from (
  select r.topic as row_key,
         count(*)::numeric as times,
         sum(r.people) as people
    from reproductive_health_lesson r
   where r.community_id = :community and r.voided_at is null
     and r."on" between :start and :end
   group by grouping sets ((r.topic), ())) g
 cross join lateral (values ('times', g.times), ('people', g.people)) as v (name, value)
