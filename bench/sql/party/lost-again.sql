-- Within a month of so many months of suspension the branch has discussed removal; whoever is found owes nothing.
with step as (
  select p.community_id, p.case_id,
         (array_agg(p.approved_on order by p.entered_at desc, p.id desc) filter (where p.step = 'suspend'))[1] as suspended_on,
         (array_agg(p."on" order by p.entered_at desc, p.id desc) filter (where p.step = 'propose'))[1] as proposed_on,
         (array_agg(p.entered_at order by p.entered_at desc, p.id desc) filter (where p.step = 'propose'))[1] as proposed_at
    from party_suspending_step p
   where p.community_id = any (:communities) and p.voided_at is null
   group by p.community_id, p.case_id
)
select s.community_id, s.id as subject_id, long.begins_on::text as period_key, long.begins_on as opens_on,
       (select min(w.day) from calendar_day w where w.working and w.day >= (long.begins_on + interval '1 month')::date) as due_on, 1 as needed,
       case when g.proposed_on is null then 0 else 1 end as found, g.proposed_on as met_on,
       case when g.proposed_on is not null then (g.proposed_at at time zone :zone)::date end as met_entered_on,
       case when g.proposed_on is not null then array[s.id] end as evidence
  from party_lost_contact s
  join step g on g.community_id = s.community_id and g.case_id = s.id and g.suspended_on is not null
 cross join lateral (
        select (g.suspended_on + make_interval(months =>
          (select (v.value #>> '{}')::int
             from parameter_value v
             join area_path a on a.ancestor_id = v.area_id
            where a.area_id = s.community_id and v.name = 'party.lost_removal_months' and v.from_on <= :today
            order by a.depth, v.from_on desc, v.set_at desc
            limit 1)))::date as begins_on
       ) long
 where s.community_id = any (:communities)
   and s.voided_at is null
   and long.begins_on >= least(:from, date_trunc('year', s.entered_on - interval '1 year')::date)
   and long.begins_on <= :today + 60
   and (long.begins_on >= :from or g.proposed_on is null)
   and not exists (select from party_suspending_step p
                    where p.community_id = s.community_id and p.case_id = s.id and p.voided_at is null and p.step in ('find', 'restore'))
