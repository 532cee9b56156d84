-- Within a month of becoming frail a member has a helper.
with owed as (
  select s.community_id, s.id, s.frail_since as opens_on, (select min(w.day) from calendar_day w where w.working and w.day >= (s.frail_since + interval '1 month')::date) as due_on
    from party_member s
   where s.community_id = any (:communities)
     and s.voided_at is null
     and s.frail_since >= least(:from, date_trunc('year', s.entered_on - interval '1 year')::date)
     and s.frail_since <= :today + 60
     and s.left_on is null
)
select o.community_id, o.id as subject_id, o.opens_on::text as period_key, o.opens_on, o.due_on, 1 as needed,
       count(e.id) as found, min(e.from_on) as met_on,
       (array_agg(e.entered_on order by e.from_on, e.id))[1] as met_entered_on,
       array_agg(e.id order by e.from_on, e.id) filter (where e.id is not null) as evidence
  from owed o
  left join party_home_care e
    on e.community_id = o.community_id and e.voided_at is null
   and e.member_id = o.id
   and e.from_on between o.opens_on and :today
   and (e.until_on is null or e.until_on >= o.opens_on)
 group by o.community_id, o.id, o.opens_on, o.due_on
having o.opens_on >= :from or min(e.from_on) is null
