-- Each quarter each member who is neither frail nor away comes to a meeting of the branch.
with term as (
  select c.id as community_id, p.key, p.start_on, p.end_on
    from community c
   cross join period p
   where c.id = any (:communities)
     and p.unit = 'quarter'
     and p.start_on between greatest(date '2026-01-01', :from) and :today
),
owed as (
  select t.community_id, t.key, t.start_on, t.end_on, s.id, s.person_id, s.branch_id
    from term t
    join party_member s on s.community_id = t.community_id and s.voided_at is null
   where s.came_on <= t.start_on
     and (s.left_on is null or s.left_on > t.end_on)
     and (s.frail_since is null or s.frail_since > t.end_on or s.frail_until <= t.start_on)
     and not exists (select 1 from party_absence a
                      where a.community_id = s.community_id and a.member_id = s.id and a.voided_at is null
                        and a.since <= t.end_on and (a.returned_on is null or a.returned_on > t.start_on))
)
select o.community_id, o.id as subject_id, o.key as period_key, o.start_on as opens_on, o.end_on as due_on, 1 as needed,
       count(e.id) as found, min(e."on") as met_on,
       (array_agg(e.entered_on order by e."on", e.id))[1] as met_entered_on,
       array_agg(e.id order by e."on", e.id) filter (where e.id is not null) as evidence
  from owed o
  left join community_meeting e
    on e.community_id = o.community_id and e.voided_at is null
   and e."on" between o.start_on and least(o.end_on, :today)
   and o.branch_id = any (e.bodies_ids) and o.person_id = any (e.present_ids)
 group by o.community_id, o.id, o.key, o.start_on, o.end_on
