-- How the law was spread in the half-year, and how many people it reached.
select coalesce(g.row_key, 'total') as row, v.name as "column", coalesce(v.value, 0) as value
  from (
  select r.channel as row_key,
         count(*)::numeric as times,
         sum(r.reach) as reach
    from community_publicity r
   where r.community_id = :community and r.voided_at is null
     and r.topic = 'law'
     and r."on" between :start and :end
   group by grouping sets ((r.channel), ())) g
 cross join lateral (values ('times', g.times), ('reach', g.reach)) as v (name, value)
