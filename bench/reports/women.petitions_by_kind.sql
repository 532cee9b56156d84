-- Petitions received in the month, how many were answered, how many passed on.
select coalesce(g.row_key, 'total') as row, v.name as "column", coalesce(v.value, 0) as value
  from (
  select r.kind as row_key,
         count(*)::numeric as received,
         count(r.answered_on)::numeric as answered,
         count(r.referred_on)::numeric as referred
    from women_petition r
   where r.community_id = :community and r.voided_at is null
     and r."on" between :start and :end
   group by grouping sets ((r.kind), ())) g
 cross join lateral (values ('received', g.received), ('answered', g.answered), ('referred', g.referred)) as v (name, value)
