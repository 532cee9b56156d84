-- Within three months of its letter a transfer is answered: by those in transit, and those that were received.
with step as (
  select p.community_id, p.case_id,
         (array_agg(p.step order by p.entered_at desc, p.id desc))[1] as latest,
         max(p."on") filter (where p.step = 'receive') as received_on,
         max(p.entered_at) filter (where p.step = 'receive') as received_at
    from party_moving_step p
   where p.community_id = any (:communities) and p.voided_at is null
   group by p.community_id, p.case_id
)
select s.community_id, s.id as subject_id, s.letter_on::text as period_key, s.letter_on as opens_on,
       (select min(w.day) from calendar_day w where w.working and w.day >= (s.letter_on + interval '3 months')::date) as due_on, 1 as needed,
       case when g.received_on is null then 0 else 1 end as found, g.received_on as met_on,
       case when g.received_on is not null then (g.received_at at time zone :zone)::date end as met_entered_on,
       case when g.received_on is not null then array[s.id] end as evidence
  from party_transfer s
  join step g on g.community_id = s.community_id and g.case_id = s.id
 where s.community_id = any (:communities)
   and s.voided_at is null
   and s.letter_on >= least(:from, date_trunc('year', s.entered_on - interval '1 year')::date)
   and s.letter_on <= :today + 60
   and (s.letter_on >= :from or g.received_on is null)
   and (g.latest = 'issue' or g.received_on is not null)
