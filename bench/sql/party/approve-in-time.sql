-- Within so many months of being sent up the level above decides.
select s.community_id, s.id as subject_id, s.sent_up_on::text as period_key, s.sent_up_on as opens_on,
       (select min(w.day) from calendar_day w where w.working and w.day >= (s.sent_up_on + make_interval(months => term.months))::date) as due_on, 1 as needed,
       case when s.approved_on is null then 0 else 1 end as found, s.approved_on as met_on,
       case when s.approved_on is not null then (s.changed_at at time zone :zone)::date end as met_entered_on,
       case when s.approved_on is not null then array[s.id] end as evidence
  from party_conversion s
 cross join lateral (
        select (v.value #>> '{}')::int as months
           from parameter_value v
           join area_path a on a.ancestor_id = v.area_id
          where a.area_id = s.community_id and v.name = 'party.approval_months' and v.from_on <= s.sent_up_on
          order by a.depth, v.from_on desc, v.set_at desc
          limit 1
       ) term
 where s.community_id = any (:communities)
   and s.voided_at is null
   and s.sent_up_on >= least(:from, date_trunc('year', s.entered_on - interval '1 year')::date)
   and s.sent_up_on <= :today + 60
   and (s.sent_up_on >= :from or s.approved_on is null)
