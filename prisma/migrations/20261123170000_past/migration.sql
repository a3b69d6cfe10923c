-- The past can be asked for in the very words of the present: with `past` before `public` in the search path, the name
-- of a table means what was known of its rows at the instant in `on_the_record.as_of`. See src/database/past.ts.

CREATE SCHEMA past;

CREATE FUNCTION past.instant() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT current_setting('on_the_record.as_of')::timestamptz
$$;

-- The day in a kept row, for an index. Days are kept as `YYYY-MM-DD` or `-infinity`, which read the same everywhere.
CREATE FUNCTION past.day(kept text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT kept::date $$;

-- Lists of statements as they were are sorted like those of today.
CREATE INDEX versions_statements_by_day_idx ON versions (past.day(row ->> 'published_on') DESC, resource_id DESC)
  WHERE resource_type = 'statements';

-- ------------------------------------------------------------------------------------------------ names

-- An alias or identifier that was taken back and then given again has one row: when it held before is kept here.
CREATE FUNCTION keep_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO versions (resource_type, resource_id, version, recorded_from, recorded_until, row)
  SELECT TG_TABLE_NAME, OLD.speaker_id, coalesce(max(version), 0) + 1, OLD.recorded_at, OLD.withdrawn_at, to_jsonb(OLD)
    FROM versions WHERE resource_type = TG_TABLE_NAME AND resource_id = OLD.speaker_id;
  RETURN NULL;
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['speaker_aliases', 'speaker_external_ids'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I FOR EACH ROW
      WHEN (OLD.withdrawn_at IS NOT NULL AND OLD.recorded_at <> NEW.recorded_at) EXECUTE FUNCTION keep_name()',
      t || '_keep_name', t);
  END LOOP;
END $$;

-- ------------------------------------------------------------------------------------------------ tables as they were

-- Makes the views anew. A migration that changes a column calls this at its end, after `past.forget()` at its beginning.
CREATE FUNCTION past.remember() RETURNS void LANGUAGE plpgsql AS $body$
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
             WHEN t = 'statements' AND name = 'published_on' THEN $$past.day(v.row ->> 'published_on')$$
             WHEN t = 'statements' AND name = 'search_vector' THEN
               $$setweight(to_tsvector('english', left(p.content_text, 100000)), 'A') || setweight(to_tsvector('english',
                 left(coalesce(p.attributed_as, ''), 100000) || ' ' || coalesce((SELECT x.name FROM past.speakers_by_id x WHERE x.id = p.speaker_id), '')), 'C')$$
             WHEN t = 'claims' AND name = 'search_vector' THEN $$to_tsvector('english', p.text)$$
             ELSE format('p.%I', name) END, ', ' ORDER BY nth),
           string_agg(CASE WHEN name = 'id' THEN 's.id'
             ELSE format('CASE WHEN s.changed_at <= past.instant() THEN s.%1$I ELSE old.%1$I END AS %1$I', name) END, ', ' ORDER BY nth)
      INTO present, kept, chosen
      FROM (SELECT attname AS name, attnum AS nth FROM pg_attribute
             WHERE attrelid = format('public.%I', t)::regclass AND attnum > 0 AND NOT attisdropped) columns;
    EXECUTE format($$CREATE OR REPLACE VIEW past.%1$I AS
      SELECT %2$s FROM public.%1$I s WHERE s.changed_at <= past.instant()
      UNION ALL
      SELECT %3$s FROM public.versions v, LATERAL jsonb_populate_record(NULL::public.%1$I, v.row) p
       WHERE v.resource_type = %1$L AND v.recorded_from <= past.instant() AND past.instant() < v.recorded_until$$,
      t, present, kept);
    -- The same rows, for joins by id: those find a row of a union only by reading all of it.
    EXECUTE format('CREATE OR REPLACE VIEW public.%I AS SELECT %s FROM public.%I s', t || '_by_id', present, t);
    EXECUTE format($$CREATE OR REPLACE VIEW past.%1$I AS
      SELECT %3$s FROM public.%2$I s LEFT JOIN LATERAL (
        SELECT p.* FROM public.versions v, LATERAL jsonb_populate_record(NULL::public.%2$I, v.row) p
         WHERE s.changed_at > past.instant() AND v.resource_type = %2$L AND v.resource_id = s.id
           AND v.recorded_from <= past.instant() AND past.instant() < v.recorded_until) old ON true
       WHERE s.changed_at <= past.instant() OR old.id IS NOT NULL$$,
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

-- Takes the views away, since Postgres changes no column that a view reads.
CREATE FUNCTION past.forget() RETURNS void LANGUAGE plpgsql AS $$
DECLARE v text;
BEGIN
  FOR v IN SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'v' AND (n.nspname = 'past' OR (n.nspname = 'public' AND c.relname LIKE '%\_by\_id')) LOOP
    EXECUTE format('DROP VIEW IF EXISTS %s CASCADE', v);
  END LOOP;
END $$;

SELECT past.remember();
