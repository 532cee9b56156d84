-- Each year each theme for members comes up in a branch.
with term as (
  select c.id as community_id, p.key, p.start_on, p.end_on
    from community c
   cross join period p
   where c.id = any (:communities)
     and p.unit = 'year'
     and p.start_on between greatest(date '2026-01-01', :from) and :today
),
owed as (
  select t.community_id, t.key, t.start_on, t.end_on, s.id
    from term t
    join community_theme s on s.community_id = t.community_id and s.voided_at is null
   where s.audience = 'party'
     and (s.from_on is null or s.from_on <= t.start_on)
     and (s.until_on is null or s.until_on > t.end_on)
),
studied as (
  select e.community_id, e.id, e."on", e.entered_on, e.themes_ids
    from community_activity e
    join community_organisation g on g.community_id = e.community_id and g.id = e.organiser_id
   where e.community_id = any (:communities) and e.voided_at is null and g.kind = 'party_branch'
)
select o.community_id, o.id as subject_id, o.key as period_key, o.start_on as opens_on, o.end_on as due_on, 1 as needed,
       count(e.id) as found, min(e."on") as met_on,
       (array_agg(e.entered_on order by e."on", e.id))[1] as met_entered_on,
       array_agg(e.id order by e."on", e.id) filter (where e.id is not null) as evidence
  from owed o
  left join studied e
    on e.community_id = o.community_id and o.id = any (e.themes_ids)
   and e."on" between o.start_on and least(o.end_on, :today)
 group by o.community_id, o.id, o.key, o.start_on, o.end_on
