-- Within a month of having been out of touch for so long, the branch has discussed suspension; whoever is found owes nothing.
with decided as (
  select distinct on (p.community_id, p.case_id) p.community_id, p.case_id, p."on", p.entered_at
    from party_suspending_step p
   where p.community_id = any (:communities) and p.voided_at is null and p.step = 'decide'
   order by p.community_id, p.case_id, p.entered_at desc, p.id desc
)
select s.community_id, s.id as subject_id, long.begins_on::text as period_key, long.begins_on as opens_on,
       (select min(w.day) from calendar_day w where w.working and w.day >= (long.begins_on + interval '1 month')::date) as due_on, 1 as needed,
       case when d."on" is null then 0 else 1 end as found, d."on" as met_on,
       case when d."on" is not null then (d.entered_at at time zone :zone)::date end as met_entered_on,
       case when d."on" is not null then array[s.id] end as evidence
  from party_lost_contact s
 cross join lateral (
        select (s.since + make_interval(months =>
          (select (v.value #>> '{}')::int
             from parameter_value v
             join area_path a on a.ancestor_id = v.area_id
            where a.area_id = s.community_id and v.name = 'party.lost_months' and v.from_on <= :today
            order by a.depth, v.from_on desc, v.set_at desc
            limit 1)))::date as begins_on
       ) long
  left join decided d on d.community_id = s.community_id and d.case_id = s.id
 where s.community_id = any (:communities)
   and s.voided_at is null
   and long.begins_on >= least(:from, date_trunc('year', s.entered_on - interval '1 year')::date)
   and long.begins_on <= :today + 60
   and (long.begins_on >= :from or d."on" is null)
   and not exists (select from party_suspending_step p
                    where p.community_id = s.community_id and p.case_id = s.id and p.voided_at is null and p.step in ('find', 'restore'))
