-- Each quarter a report by each member who has been away for long.
with term as materialized (
  select c.id as community_id, p.key, p.start_on, p.end_on,
         (select (v.value #>> '{}')::int
            from parameter_value v
            join area_path a on a.ancestor_id = v.area_id
           where a.area_id = c.id and v.name = 'party.long_absence_months' and v.from_on <= p.start_on
           order by a.depth, v.from_on desc, v.set_at desc
           limit 1) as months
    from community c
   cross join period p
   where c.id = any (:communities)
     and p.unit = 'quarter'
     and p.start_on between greatest(date '2026-01-01', :from) and :today
),
owed as (
  select t.community_id, t.key, t.start_on, t.end_on, s.id, s.member_id
    from term t
    join party_absence s on s.community_id = t.community_id and s.voided_at is null
    join party_member m on m.community_id = s.community_id and m.id = s.member_id
   where s.since + make_interval(months => t.months) <= t.end_on
     and (s.returned_on is null
          or s.returned_on > t.start_on and s.returned_on > s.since + make_interval(months => t.months))
     and (m.left_on is null or m.left_on > t.end_on)
)
select o.community_id, o.id as subject_id, o.key as period_key, o.start_on as opens_on, o.end_on as due_on, 1 as needed,
       count(e.id) as found, min(e."on") as met_on,
       (array_agg(e.entered_on order by e."on", e.id))[1] as met_entered_on,
       array_agg(e.id order by e."on", e.id) filter (where e.id is not null) as evidence
  from owed o
  left join party_thought_report e
    on e.community_id = o.community_id and e.voided_at is null
   and e."on" <= :today
   and e.member_id = o.member_id and e.quarter = o.start_on
 group by o.community_id, o.id, o.key, o.start_on, o.end_on
