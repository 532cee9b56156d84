-- Each half-year a contact with each member who is abroad.
with term as (
  select c.id as community_id, p.key, p.start_on, p.end_on
    from community c
   cross join period p
   where c.id = any (:communities)
     and p.unit = 'half-year'
     and p.start_on between greatest(date '2026-01-01', :from) and :today
),
owed as (
  select t.community_id, t.key, t.start_on, t.end_on, s.id, s.member_id
    from term t
    join party_absence s on s.community_id = t.community_id and s.voided_at is null
   where s.reason = 'abroad'
     and s.since <= t.start_on
     and (s.returned_on is null or s.returned_on > t.end_on)
)
select o.community_id, o.id as subject_id, o.key as period_key, o.start_on as opens_on, o.end_on as due_on, 1 as needed,
       count(e.id) as found, min(e."on") as met_on,
       (array_agg(e.entered_on order by e."on", e.id))[1] as met_entered_on,
       array_agg(e.id order by e."on", e.id) filter (where e.id is not null) as evidence
  from owed o
  left join party_contact_attempt e
    on e.community_id = o.community_id and e.voided_at is null
   and e."on" between o.start_on and least(o.end_on, :today)
   and e.member_id = o.member_id and e.reached
 group by o.community_id, o.id, o.key, o.start_on, o.end_on
