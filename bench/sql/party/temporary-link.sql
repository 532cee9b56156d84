-- Within so many days of leaving for a short time a temporary link is arranged.
select s.community_id, s.id as subject_id, s.since::text as period_key, s.since as opens_on,
       (select min(w.day) from calendar_day w where w.working and w.day >= s.since + term.days) as due_on, 1 as needed,
       case when s.temporary_link_on is null then 0 else 1 end as found, s.temporary_link_on as met_on,
       case when s.temporary_link_on is not null then (s.changed_at at time zone :zone)::date end as met_entered_on,
       case when s.temporary_link_on is not null then array[s.id] end as evidence
  from party_absence s
 cross join lateral (
        select (v.value #>> '{}')::int as months
           from parameter_value v
           join area_path a on a.ancestor_id = v.area_id
          where a.area_id = s.community_id and v.name = 'party.long_absence_months' and v.from_on <= :today
          order by a.depth, v.from_on desc, v.set_at desc
          limit 1
       ) long
 cross join lateral (
        select (v.value #>> '{}')::int as days
           from parameter_value v
           join area_path a on a.ancestor_id = v.area_id
          where a.area_id = s.community_id and v.name = 'party.temporary_link_days' and v.from_on <= s.since
          order by a.depth, v.from_on desc, v.set_at desc
          limit 1
       ) term
 where s.community_id = any (:communities)
   and s.voided_at is null
   and s.since >= least(:from, date_trunc('year', s.entered_on - interval '1 year')::date)
   and s.since <= :today + 60
   and (s.since >= :from or s.temporary_link_on is null)
   and s.expected_until <= s.since + make_interval(months => long.months)
