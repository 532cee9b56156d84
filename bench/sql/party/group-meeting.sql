-- Each month a meeting of the groups of each branch that has any.
with term as (
  select c.id as community_id, p.key, p.start_on, p.end_on
    from community c
   cross join period p
   where c.id = any (:communities)
     and p.unit = 'month'
     and p.start_on between greatest(date '2026-01-01', :from) and :today
),
owed as (
  select t.community_id, t.key, t.start_on, t.end_on, s.id
    from term t
    join community_organisation s on s.community_id = t.community_id and s.voided_at is null
   where s.kind = 'party_branch'
     and (s.founded_on is null or s.founded_on <= t.start_on)
     and (s.closed_on is null or s.closed_on > t.end_on)
     and exists (select 1
                   from party_member m
                  where m.community_id = s.community_id and m.branch_id = s.id and m.voided_at is null
                    and m.group_name is not null and (m.left_on is null or m.left_on > t.end_on))
)
select o.community_id, o.id as subject_id, o.key as period_key, o.start_on as opens_on, o.end_on as due_on, 1 as needed,
       count(e.id) as found, min(e."on") as met_on,
       (array_agg(e.entered_on order by e."on", e.id))[1] as met_entered_on,
       array_agg(e.id order by e."on", e.id) filter (where e.id is not null) as evidence
  from owed o
  left join community_meeting e
    on e.community_id = o.community_id and e.voided_at is null
   and e."on" between o.start_on and least(o.end_on, :today)
   and o.id = any (e.bodies_ids) and e.kind = 'group'
 group by o.community_id, o.id, o.key, o.start_on, o.end_on
