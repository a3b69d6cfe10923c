-- Utterances and their renderings are remembered as everything else is, so that they can be asked as of an instant.

SELECT past.forget();

-- AlterTable
ALTER TABLE "renderings" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT record_instant();

-- What is held already is taken to have been so since it was recorded.
UPDATE renderings SET changed_at = recorded_at;

CREATE TRIGGER renderings_z_begin_version BEFORE UPDATE ON renderings FOR EACH ROW EXECUTE FUNCTION begin_version();
CREATE TRIGGER renderings_never_deleted BEFORE DELETE ON renderings FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION keep_rendering() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO versions (resource_type, resource_id, version, recorded_from, recorded_until, row)
  VALUES ('renderings', OLD.statement_id, OLD.version, OLD.changed_at, NEW.changed_at, to_jsonb(OLD));
  RETURN NULL;
END $$;

CREATE TRIGGER renderings_keep_version AFTER UPDATE ON renderings FOR EACH ROW
  WHEN (OLD.version <> NEW.version) EXECUTE FUNCTION keep_rendering();

CREATE INDEX versions_renderings_by_utterance_idx ON versions (((row ->> 'utterance_id')::bigint)) WHERE resource_type = 'renderings';

-- An utterance looks different to its readers with every rendering that comes, goes or changes: it begins a version.
CREATE FUNCTION utterances_follow_renderings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE utterances SET changed_at = record_instant() WHERE id IN (SELECT utterance_id FROM added);
  ELSE
    UPDATE utterances SET changed_at = record_instant()
     WHERE id IN (SELECT utterance_id FROM added UNION SELECT utterance_id FROM removed);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER renderings_added_to_utterances AFTER INSERT ON renderings REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION utterances_follow_renderings();
CREATE TRIGGER renderings_changed_to_utterances AFTER UPDATE ON renderings REFERENCING NEW TABLE AS added OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION utterances_follow_renderings();

-- The kept rows beside those of today, as `past.remember_tables()` has those of other tables.
CREATE FUNCTION past.remember_utterances() RETURNS void LANGUAGE plpgsql AS $body$
DECLARE
  t text;
  key text;
  present text;
  kept text;
BEGIN
  FOR t, key IN VALUES ('utterances', 'id'), ('renderings', 'statement_id') LOOP
    SELECT string_agg(format('s.%I', name), ', ' ORDER BY nth),
           string_agg(CASE WHEN name = key THEN 'v.resource_id' ELSE format('(v.row ->> %L)::%s', name, type) END, ', ' ORDER BY nth)
      INTO present, kept
      FROM (SELECT attname AS name, attnum AS nth, format_type(atttypid, atttypmod) AS type FROM pg_attribute
             WHERE attrelid = format('public.%I', t)::regclass AND attnum > 0 AND NOT attisdropped) columns;
    EXECUTE format($$CREATE OR REPLACE VIEW past.%1$I AS
      SELECT %2$s FROM (
        SELECT %2$s, %1$L AS past_type, s.changed_at AS past_from, 'infinity'::timestamptz AS past_until FROM public.%1$I s
        UNION ALL
        SELECT %3$s, v.resource_type, v.recorded_from, v.recorded_until FROM public.versions v) s
       WHERE s.past_type = %1$L AND s.past_from <= past.instant() AND past.instant() < s.past_until$$,
      t, present, kept);
  END LOOP;
END $body$;

CREATE OR REPLACE FUNCTION past.remember() RETURNS void LANGUAGE sql AS $$
  SELECT past.remember_tables();
  SELECT past.remember_utterances();
  SELECT past.remember_speakers();
$$;

SELECT past.remember();

-- The schema `past` answers what these did.
DROP FUNCTION documents_as_of(timestamptz), statements_as_of(timestamptz), speakers_as_of(timestamptz), positions_as_of(timestamptz),
  sources_as_of(timestamptz), claims_as_of(timestamptz), utterances_as_of(timestamptz);
