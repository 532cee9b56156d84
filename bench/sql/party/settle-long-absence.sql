-- Within a month of becoming long it is settled what becomes of an absence.
select s.community_id, s.id as subject_id, long.begins_on::text as period_key, long.begins_on as opens_on,
       (select min(w.day) from calendar_day w where w.working and w.day >= (long.begins_on + interval '1 month')::date) as due_on, 1 as needed,
       case when s.settled_on is null then 0 else 1 end as found, s.settled_on as met_on,
       case when s.settled_on is not null then (s.changed_at at time zone :zone)::date end as met_entered_on,
       case when s.settled_on is not null then array[s.id] end as evidence
  from party_absence s
 cross join lateral (
        select (s.since + make_interval(months =>
          (select (v.value #>> '{}')::int
             from parameter_value v
             join area_path a on a.ancestor_id = v.area_id
            where a.area_id = s.community_id and v.name = 'party.long_absence_months' and v.from_on <= :today
            order by a.depth, v.from_on desc, v.set_at desc
            limit 1)))::date as begins_on
       ) long
 where s.community_id = any (:communities)
   and s.voided_at is null
   and long.begins_on >= least(:from, date_trunc('year', s.entered_on - interval '1 year')::date)
   and long.begins_on <= :today + 60
   and (long.begins_on >= :from or s.settled_on is null)
   and (s.returned_on is null or s.returned_on > long.begins_on)
