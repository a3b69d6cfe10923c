-- Whoever reviews or ingests statements and whoever renames their speaker no longer wait for each other in a circle: a
-- rename locks the speaker's row against references too (the key changes), so settling locks no speakers any more.
CREATE OR REPLACE FUNCTION settle_speakers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  mine bigint := current_transaction();
  touched bigint[];
  recounted bigint[];
  named bigint[];
BEGIN
  DELETE FROM speaker_changes c WHERE c.transaction = mine AND c.speaker_id = 0;
  -- Whoever settles a merge has waited for us, or we for them: what a speaker counts as stands still. No row of a speaker
  -- is locked: who renames one goes on to its statements, which we may hold.
  IF EXISTS (SELECT FROM speaker_changes c WHERE c.transaction = mine AND c.merged) THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('speakers are merged', 0));
  ELSE
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('speakers are merged', 0));
  END IF;
  SELECT array_agg(DISTINCT id ORDER BY id), coalesce(array_agg(DISTINCT id) FILTER (WHERE merged), '{}'),
         coalesce(array_agg(DISTINCT id) FILTER (WHERE renamed), '{}')
    INTO touched, recounted, named FROM (
    SELECT s.canonical_id AS id, c.renamed, c.merged FROM speaker_changes c JOIN speakers s ON s.id = c.speaker_id WHERE c.transaction = mine
    UNION ALL
    SELECT c.speaker_id, c.renamed, c.merged FROM speaker_changes c WHERE c.transaction = mine) noted;
  INSERT INTO speaker_counts (speaker_id) SELECT s.id FROM unnest(touched) AS t(id) JOIN speakers s ON s.id = t.id AND s.canonical_id = s.id
   ORDER BY 1 ON CONFLICT DO NOTHING;
  PERFORM FROM speaker_counts c WHERE c.speaker_id IN (SELECT unnest(touched)) ORDER BY c.speaker_id FOR UPDATE;

  UPDATE speaker_counts c SET statement_count = c.statement_count + changed.change
    FROM (SELECT s.canonical_id AS id, sum(n.change) AS change FROM speaker_changes n JOIN speakers s ON s.id = n.speaker_id
           WHERE n.transaction = mine GROUP BY 1 HAVING sum(n.change) <> 0) changed
   WHERE c.speaker_id = changed.id;
  UPDATE speaker_counts c SET statement_count = (
      SELECT count(*) FROM speakers member JOIN statements t ON t.speaker_id = member.id
       WHERE member.canonical_id = c.speaker_id AND t.superseded_at IS NULL AND t.review <> 'rejected')
   WHERE c.speaker_id IN (SELECT unnest(recounted));

  IF named <> '{}' THEN PERFORM name_speakers(named); END IF;
  UPDATE speaker_words w SET statement_count = c.statement_count FROM unnest(touched) AS id JOIN speaker_counts c ON c.speaker_id = id
   WHERE w.speaker_id = c.speaker_id AND c.statement_count <> w.statement_count;
  -- Whoever was merged counts for another, and is listed no more.
  DELETE FROM speaker_counts c USING unnest(recounted) AS t(id), speakers s
   WHERE c.speaker_id = t.id AND s.id = t.id AND s.canonical_id <> s.id;
  DELETE FROM speaker_changes c WHERE c.transaction = mine;
  RETURN NULL;
END $$;
