-- A page of the past takes less of the processor: what a join by id shows of a row is chosen once for the row.

SELECT past.forget();

-- The kept rows of a table beside those of today, with the conditions on both outside: only so does the planner see
-- through the union, and reads each side in the order of an index, or by a key that it joins on.
--
-- Makes the views of the tables anew; called by `past.remember()`.
CREATE OR REPLACE FUNCTION past.remember_tables() RETURNS void LANGUAGE plpgsql AS $body$
DECLARE
  t text;
  present text;
  kept text;
  chosen text;
BEGIN
  -- What changes: the row of today where it was the same then, or else the one that was kept.
  FOREACH t IN ARRAY ARRAY['documents', 'speakers', 'statements', 'positions', 'sources', 'claims'] LOOP
    SELECT string_agg(format('s.%I', name), ', ' ORDER BY nth),
           string_agg(CASE
             WHEN name = 'id' THEN 'v.resource_id'
             WHEN t = 'statements' AND name IN ('published_on', 'said_on') THEN format('past.day(v.row ->> %L)', name)
             WHEN t = 'statements' AND name = 'search_vector' THEN 'v.words'
             WHEN t = 'claims' AND name = 'search_vector' THEN $$to_tsvector('english', v.row ->> 'text')$$
             ELSE format('(v.row ->> %L)::%s', name, type) END, ', ' ORDER BY nth),
           string_agg(CASE WHEN name = 'id' THEN 's.id'
             ELSE format('CASE WHEN old.id IS NULL THEN s.%1$I ELSE old.%1$I END AS %1$I', name) END, ', ' ORDER BY nth)
      INTO present, kept, chosen
      FROM (SELECT attname AS name, attnum AS nth, format_type(atttypid, atttypmod) AS type FROM pg_attribute
             WHERE attrelid = format('public.%I', t)::regclass AND attnum > 0 AND NOT attisdropped) columns;
    EXECUTE format($$CREATE OR REPLACE VIEW past.%1$I AS
      SELECT %4$s FROM (
        SELECT %2$s, %1$L AS past_type, s.changed_at AS past_from, 'infinity'::timestamptz AS past_until FROM public.%1$I s
        UNION ALL
        SELECT %3$s, v.resource_type, v.recorded_from, v.recorded_until FROM public.versions v) s
       WHERE s.past_type = %1$L AND s.past_from <= past.instant() AND past.instant() < s.past_until$$,
      t, present, kept, present);
    -- The same rows, for joins by id: those find a row of a union only by reading all of it. The instant is a setting
    -- that has to be read as text; as a query of its own it is read once, not for every row.
    EXECUTE format('CREATE OR REPLACE VIEW public.%I AS SELECT %s FROM public.%I s', t || '_by_id', present, t);
    EXECUTE format($$CREATE OR REPLACE VIEW past.%1$I AS
      SELECT %3$s FROM public.%2$I s LEFT JOIN LATERAL (
        SELECT p.* FROM public.versions v, LATERAL jsonb_populate_record(NULL::public.%2$I, v.row) p
         WHERE s.changed_at > (SELECT past.instant()) AND v.resource_type = %2$L AND v.resource_id = s.id
           AND v.recorded_from <= past.instant() AND past.instant() < v.recorded_until) old ON true
       WHERE s.changed_at <= (SELECT past.instant()) OR old.id IS NOT NULL$$,
      t || '_by_id', t, chosen);
  END LOOP;

  -- What is only added.
  FOREACH t IN ARRAY ARRAY['revisions', 'confirmations', 'reviews', 're_anchorings', 'events'] LOOP
    EXECUTE format('CREATE OR REPLACE VIEW past.%1$I AS SELECT * FROM public.%1$I WHERE recorded_at <= past.instant()', t);
  END LOOP;
  CREATE OR REPLACE VIEW past.versions AS SELECT * FROM public.versions WHERE recorded_until <= past.instant();

  -- What can be taken back. Whatever held then had not been taken back.
  FOREACH t IN ARRAY ARRAY['speaker_aliases', 'speaker_external_ids'] LOOP
    SELECT string_agg(CASE name WHEN 'withdrawn_at' THEN 'NULL::timestamptz(3) AS withdrawn_at' ELSE format('s.%I', name) END, ', ' ORDER BY nth),
           string_agg(CASE name WHEN 'withdrawn_at' THEN 'NULL::timestamptz(3)' ELSE format('p.%I', name) END, ', ' ORDER BY nth)
      INTO present, kept
      FROM (SELECT attname AS name, attnum AS nth FROM pg_attribute
             WHERE attrelid = format('public.%I', t)::regclass AND attnum > 0 AND NOT attisdropped) columns;
    EXECUTE format($$CREATE OR REPLACE VIEW past.%1$I AS
      SELECT %2$s FROM public.%1$I s
       WHERE s.recorded_at <= past.instant() AND (s.withdrawn_at IS NULL OR past.instant() < s.withdrawn_at)
      UNION ALL
      SELECT %3$s FROM public.versions v, LATERAL jsonb_populate_record(NULL::public.%1$I, v.row) p
       WHERE v.resource_type = %1$L AND v.recorded_from <= past.instant() AND past.instant() < v.recorded_until$$,
      t, present, kept);
  END LOOP;
END $body$;

SELECT past.remember();
