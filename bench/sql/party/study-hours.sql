-- Each year each member who is not frail studies for so many hours.
with term as materialized (
  select c.id as community_id, p.key, p.start_on, p.end_on,
         (select (v.value #>> '{}')::numeric
            from parameter_value v
            join area_path a on a.ancestor_id = v.area_id
           where a.area_id = c.id and v.name = 'party.study_hours' and v.from_on <= p.start_on
           order by a.depth, v.from_on desc, v.set_at desc
           limit 1) as needed
    from community c
   cross join period p
   where c.id = any (:communities)
     and p.unit = 'year'
     and p.start_on between greatest(date '2026-01-01', :from) and :today
),
owed as (
  select t.community_id, t.key, t.start_on, t.end_on, s.id, s.person_id, t.needed
    from term t
    join party_member s on s.community_id = t.community_id and s.voided_at is null
   where s.came_on <= t.start_on
     and (s.left_on is null or s.left_on > t.end_on)
     and (s.frail_since is null or s.frail_since > t.end_on or s.frail_until <= t.start_on)
),
counted as (
  select o.community_id, o.id as subject_id, o.key, o.start_on, o.end_on, o.needed,
         e.id, e."on" as happened_on, e.entered_on, coalesce(e.hours, 0) as amount,
         sum(coalesce(e.hours, 0)) over (partition by o.community_id, o.id, o.key order by e."on", e.id) as running
    from owed o
    left join community_activity e
      on e.community_id = o.community_id and e.voided_at is null
     and e."on" between o.start_on and least(o.end_on, :today)
     and o.person_id = any (e.participants_ids) and e.kind in ('study', 'theme_day')
)
select community_id, subject_id, key as period_key, start_on as opens_on, end_on as due_on, needed,
       coalesce(max(running), 0) as found,
       min(happened_on) filter (where running >= needed) as met_on,
       max(entered_on) filter (where running - amount < needed) as met_entered_on,
       array_agg(id order by happened_on, id) filter (where id is not null) as evidence
  from counted
 group by community_id, subject_id, key, start_on, end_on, needed
