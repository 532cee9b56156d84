-- Within a month of the application the branch votes.
select s.community_id, s.id as subject_id, s.applied_on::text as period_key, s.applied_on as opens_on,
       (select min(w.day) from calendar_day w where w.working and w.day >= (s.applied_on + interval '1 month')::date) as due_on, 1 as needed,
       case when s.voted_on is null then 0 else 1 end as found, s.voted_on as met_on,
       case when s.voted_on is not null then (s.changed_at at time zone :zone)::date end as met_entered_on,
       case when s.voted_on is not null then array[s.id] end as evidence
  from party_conversion s
 where s.community_id = any (:communities)
   and s.voided_at is null
   and s.applied_on >= least(:from, date_trunc('year', s.entered_on - interval '1 year')::date)
   and s.applied_on <= :today + 60
   and (s.applied_on >= :from or s.voted_on is null)
   and s.applied_on >= s.expires_on
