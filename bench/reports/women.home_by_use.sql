-- What the women's home was used for: times, hours, attendances.
select coalesce(g.row_key, 'total') as row, v.name as "column", coalesce(v.value, 0) as value
  from (
  select r."use" as row_key,
         count(*)::numeric as times,
         sum(r.hours) as hours,
         sum(r.people) as people
    from women_home_use r
   where r.community_id = :community and r.voided_at is null
     and r."on" between :start and :end
   group by grouping sets ((r."use"), ())) g
 cross join lateral (values ('times', g.times), ('hours', g.hours), ('people', g.people)) as v (name, value)
