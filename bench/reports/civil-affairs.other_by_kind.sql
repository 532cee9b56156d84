-- Other aid asked for in the quarter, and how much of it was granted.
select coalesce(g.row_key, 'total') as row, v.name as "column", coalesce(v.value, 0) as value
  from (
  select r.kind as row_key,
         count(*)::numeric as asked,
         count(r.granted_on)::numeric as granted
    from civil_affairs_other_aid r
   where r.community_id = :community and r.voided_at is null
     and r.wanted_on between :start and :end
   group by grouping sets ((r.kind), ())) g
 cross join lateral (values ('asked', g.asked), ('granted', g.granted)) as v (name, value)
