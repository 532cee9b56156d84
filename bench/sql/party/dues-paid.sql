-- Each month each member pays the dues that were assessed, unless relieved of them.
with term as materialized (
  select c.id as community_id, p.key, p.start_on, p.end_on,
         (select (v.value #>> '{}')::numeric
            from parameter_value v
            join area_path a on a.ancestor_id = v.area_id
           where a.area_id = c.id and v.name = 'party.dues_fixed' and v.from_on <= p.start_on
           order by a.depth, v.from_on desc, v.set_at desc
           limit 1) as dues_fixed,
         (select v.value
            from parameter_value v
            join area_path a on a.ancestor_id = v.area_id
           where a.area_id = c.id and v.name = 'party.dues_bands' and v.from_on <= p.start_on
           order by a.depth, v.from_on desc, v.set_at desc
           limit 1) as dues_bands,
         (select v.value
            from parameter_value v
            join area_path a on a.ancestor_id = v.area_id
           where a.area_id = c.id and v.name = 'party.dues_pension_bands' and v.from_on <= p.start_on
           order by a.depth, v.from_on desc, v.set_at desc
           limit 1) as dues_pension_bands
    from community c
   cross join period p
   where c.id = any (:communities)
     and p.unit = 'month'
     and p.start_on between greatest(date '2026-01-01', :from) and :today
),
owed as materialized (
  select t.community_id, t.key, t.start_on, t.end_on, s.id,
         case a.category
           when 'fixed' then t.dues_fixed
           when 'farmer' then a.agreed
           else round(a.base * (select (band ->> 'rate')::numeric
                                  from jsonb_array_elements(case a.category when 'pension' then t.dues_pension_bands
                                                                            else t.dues_bands end)
                                       with ordinality as listed (band, place)
                                 where band ->> 'upto' is null or a.base <= (band ->> 'upto')::numeric
                                 order by place
                                 limit 1) / 100, 2)
         end as needed
    from term t
    join party_member s on s.community_id = t.community_id and s.voided_at is null
    join party_dues_assessment a
      on a.community_id = s.community_id and a.member_id = s.id and a.voided_at is null
     and a.year = extract(year from t.start_on)
   where s.came_on <= t.end_on
     and (s.left_on is null or s.left_on > t.end_on)
     and not exists (select 1 from party_dues_relief r
                      where r.community_id = s.community_id and r.member_id = s.id and r.voided_at is null
                        and r.approved_on is not null and r.from_on <= t.start_on and r.until_on >= t.end_on)
),
counted as (
  select o.community_id, o.id as subject_id, o.key, o.start_on, o.end_on, o.needed,
         e.id, e.paid_on as happened_on, e.entered_on, coalesce(e.amount, 0) as amount,
         sum(coalesce(e.amount, 0)) over (partition by o.community_id, o.id, o.key order by e.paid_on, e.id) as running
    from owed o
    left join party_dues_payment e
      on e.community_id = o.community_id and e.voided_at is null
     and e.member_id = o.id and e.month = o.start_on and e.paid_on <= :today
)
select community_id, subject_id, key as period_key, start_on as opens_on, end_on as due_on, needed,
       coalesce(max(running), 0) as found,
       min(happened_on) filter (where running >= needed) as met_on,
       max(entered_on) filter (where running - amount < needed) as met_entered_on,
       array_agg(id order by happened_on, id) filter (where id is not null) as evidence
  from counted
 group by community_id, subject_id, key, start_on, end_on, needed
