-- People are found by the words of their names while somebody types, the most quoted first: see src/modules/speakers/search.ts.

CREATE FUNCTION current_transaction() RETURNS bigint LANGUAGE sql VOLATILE AS $$ SELECT pg_current_xact_id()::text::bigint $$;

-- CreateTable
CREATE TABLE "speaker_counts" (
    "speaker_id" BIGINT NOT NULL,
    "statement_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "speaker_counts_pkey" PRIMARY KEY ("speaker_id")
);

-- CreateTable
CREATE TABLE "speaker_words" (
    "speaker_id" BIGINT NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,
    "initials" BOOLEAN NOT NULL,
    "statement_count" INTEGER NOT NULL,
    "recorded_from" TIMESTAMPTZ(3) NOT NULL DEFAULT record_instant(),

    CONSTRAINT "speaker_words_pkey" PRIMARY KEY ("speaker_id","word","initials")
);

-- CreateTable
CREATE TABLE "earlier_speaker_words" (
    "speaker_id" BIGINT NOT NULL,
    "word" TEXT COLLATE "C" NOT NULL,
    "initials" BOOLEAN NOT NULL,
    "recorded_from" TIMESTAMPTZ(3) NOT NULL,
    "recorded_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "earlier_speaker_words_pkey" PRIMARY KEY ("speaker_id","word","initials","recorded_from")
);

-- CreateTable
CREATE TABLE "name_words" (
    "word" TEXT COLLATE "C" NOT NULL,
    "neighbours" TEXT[],

    CONSTRAINT "name_words_pkey" PRIMARY KEY ("word")
);

-- CreateTable
CREATE TABLE "speaker_changes" (
    "transaction" BIGINT NOT NULL DEFAULT current_transaction(),
    "speaker_id" BIGINT NOT NULL,
    "change" INTEGER NOT NULL DEFAULT 0,
    "renamed" BOOLEAN NOT NULL DEFAULT false,
    "merged" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "speaker_changes_pkey" PRIMARY KEY ("transaction","speaker_id")
);

-- CreateIndex
CREATE INDEX "speaker_counts_statement_count_speaker_id_idx" ON "speaker_counts"("statement_count" DESC, "speaker_id" DESC);

-- CreateIndex
CREATE INDEX "speaker_words_word_statement_count_speaker_id_initials_idx" ON "speaker_words"("word", "statement_count" DESC, "speaker_id" DESC, "initials");

-- CreateIndex
CREATE INDEX "earlier_speaker_words_word_idx" ON "earlier_speaker_words"("word");

-- CreateIndex
CREATE INDEX "name_words_neighbours_idx" ON "name_words" USING GIN ("neighbours");

-- AddForeignKey
ALTER TABLE "speaker_counts" ADD CONSTRAINT "speaker_counts_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speakers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_words" ADD CONSTRAINT "speaker_words_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speakers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The first letters as somebody types them, each with its speakers in the order in which they are shown: a page of
-- them is read from the index and stops.
CREATE INDEX speaker_words_one_letter_idx ON speaker_words (left(word, 1), statement_count DESC, speaker_id DESC) WHERE NOT initials;
CREATE INDEX speaker_words_two_letters_idx ON speaker_words (left(word, 2), statement_count DESC, speaker_id DESC) WHERE NOT initials;
CREATE INDEX speaker_words_three_letters_idx ON speaker_words (left(word, 3), statement_count DESC, speaker_id DESC) WHERE NOT initials;

-- ------------------------------------------------------------------------------------------------ words of names

-- The words of a name as they are compared: in lower case, without accents, apostrophes and other signs. What counts as
-- a sign is written out, since `[[:alnum:]]` depends on the server's locale.
CREATE FUNCTION words_of_name(name text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(left(word, 64) ORDER BY nth), '{}')
    FROM regexp_split_to_table(
           translate(replace(replace(replace(
             lower(regexp_replace(normalize(name, NFKD), '[\u0300-\u036f''‘’ʼʻ`]', '', 'g')),
             'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'øłđðħı', 'olddhi'),
           '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u2e00-\u2e7f\u3000-\u303f]+')
         WITH ORDINALITY AS split(word, nth)
   WHERE word <> ''
$$;

-- What a name is found by: its words, and its initials in one, with and without the little words ("doj", "fbi").
CREATE FUNCTION search_words(name text) RETURNS TABLE (word text, initials boolean) LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 5 AS $$
  WITH split AS MATERIALIZED (SELECT words_of_name(name) AS words)
  SELECT DISTINCT w, false FROM split, unnest(words) w
  UNION
  SELECT string_agg(left(w, 1), '' ORDER BY nth), true FROM split, unnest(words) WITH ORDINALITY AS u(w, nth)
   WHERE cardinality(words) BETWEEN 2 AND 8 GROUP BY words
  UNION
  SELECT string_agg(left(w, 1), '' ORDER BY nth), true FROM split, unnest(words) WITH ORDINALITY AS u(w, nth)
   WHERE cardinality(words) BETWEEN 2 AND 8 AND w NOT IN ('of', 'the', 'and', 'for', 'in', 'on', 'de', 'del', 'la', 'van', 'von', 'der')
   GROUP BY words HAVING count(*) > 1
$$;

-- A word, and what is left of it when a letter is taken out: two words that differ by one letter put in, left out,
-- changed or swapped with the next have one of these in common (W. Garbe's symmetric deletion).
CREATE FUNCTION word_neighbours(word text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT word || array_agg(DISTINCT left(word, i - 1) || substr(word, i + 1)) FROM generate_series(1, length(word)) i
$$;

-- ------------------------------------------------------------------------------------------------ counts and words

-- Statements are counted for their speaker while they are current and not rejected. Each transaction notes what it
-- changes and settles it when it commits, in the order of ids: so nobody waits long for the row of a speaker whom
-- everybody quotes, and no two wait for each other. The note about speaker 0, of whom there is none, calls for that.
CREATE FUNCTION settle_at_commit() RETURNS void LANGUAGE sql AS $$
  INSERT INTO speaker_changes (speaker_id) VALUES (0) ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION note_statements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO speaker_changes (speaker_id, change)
    SELECT speaker_id, count(*) FROM added WHERE speaker_id IS NOT NULL AND superseded_at IS NULL AND review <> 'rejected' GROUP BY 1
    ON CONFLICT (transaction, speaker_id) DO UPDATE SET change = speaker_changes.change + excluded.change;
  ELSE
    INSERT INTO speaker_changes (speaker_id, change)
    SELECT speaker_id, sum(change) FROM (
      SELECT speaker_id, 1 AS change FROM added WHERE superseded_at IS NULL AND review <> 'rejected'
      UNION ALL
      SELECT speaker_id, -1 FROM removed WHERE superseded_at IS NULL AND review <> 'rejected') changed
     WHERE speaker_id IS NOT NULL GROUP BY 1 HAVING sum(change) <> 0
    ON CONFLICT (transaction, speaker_id) DO UPDATE SET change = speaker_changes.change + excluded.change;
  END IF;
  IF FOUND THEN PERFORM settle_at_commit(); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER statements_note_added AFTER INSERT ON statements REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_statements();
CREATE TRIGGER statements_note_changed AFTER UPDATE ON statements REFERENCING NEW TABLE AS added OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION note_statements();

CREATE FUNCTION note_speakers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO speaker_changes (speaker_id, renamed) SELECT id, true FROM added
    ON CONFLICT (transaction, speaker_id) DO UPDATE SET renamed = true;
  ELSE
    INSERT INTO speaker_changes (speaker_id, renamed, merged)
    SELECT id, true, bool_or(merged) FROM (
      SELECT a.id, false AS merged FROM added a JOIN removed r ON r.id = a.id AND r.name <> a.name
      UNION ALL
      SELECT parted.id, true FROM added a JOIN removed r ON r.id = a.id AND r.canonical_id <> a.canonical_id,
             unnest(ARRAY[a.canonical_id, r.canonical_id]) AS parted(id)) changed
     GROUP BY id
    ON CONFLICT (transaction, speaker_id) DO UPDATE SET renamed = true, merged = speaker_changes.merged OR excluded.merged;
  END IF;
  IF FOUND THEN PERFORM settle_at_commit(); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER speakers_note_added AFTER INSERT ON speakers REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_speakers();
CREATE TRIGGER speakers_note_changed AFTER UPDATE ON speakers REFERENCING NEW TABLE AS added OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION note_speakers();

CREATE FUNCTION note_aliases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO speaker_changes (speaker_id, renamed) SELECT DISTINCT speaker_id, true FROM added
  ON CONFLICT (transaction, speaker_id) DO UPDATE SET renamed = true;
  IF FOUND THEN PERFORM settle_at_commit(); END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER speaker_aliases_note_added AFTER INSERT ON speaker_aliases REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_aliases();
CREATE TRIGGER speaker_aliases_note_changed AFTER UPDATE ON speaker_aliases REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_aliases();

CREATE FUNCTION settle_speakers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  mine bigint := current_transaction();
  touched bigint[];
  recounted bigint[];
  named bigint[];
BEGIN
  DELETE FROM speaker_changes c WHERE c.transaction = mine AND c.speaker_id = 0;
  -- Whoever merges one of these now has waited for us, or we for them: what a speaker counts as stands still.
  PERFORM FROM speakers s WHERE s.id IN (SELECT c.speaker_id FROM speaker_changes c WHERE c.transaction = mine) ORDER BY s.id FOR SHARE;
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

CREATE CONSTRAINT TRIGGER speaker_changes_settle AFTER INSERT ON speaker_changes DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.speaker_id = 0) EXECUTE FUNCTION settle_speakers();

-- Brings the words of speakers into line with their names, aliases and those of all who were merged into them.
CREATE FUNCTION name_speakers(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH wanted AS MATERIALIZED (
    SELECT DISTINCT named.speaker_id, w.word, w.initials FROM (
      SELECT s.canonical_id AS speaker_id, s.name FROM speakers s WHERE s.canonical_id IN (SELECT unnest(ids))
      UNION
      SELECT s.canonical_id, a.name FROM speakers s JOIN speaker_aliases a ON a.speaker_id = s.id
       WHERE s.canonical_id IN (SELECT unnest(ids)) AND a.withdrawn_at IS NULL) named, search_words(named.name) w),
  gone AS (
    DELETE FROM speaker_words w WHERE w.speaker_id IN (SELECT unnest(ids)) AND NOT EXISTS (
      SELECT FROM wanted n WHERE n.speaker_id = w.speaker_id AND n.word = w.word AND n.initials = w.initials)
    RETURNING w.*),
  kept AS (
    INSERT INTO earlier_speaker_words (speaker_id, word, initials, recorded_from, recorded_until)
    SELECT speaker_id, word, initials, recorded_from, record_instant() FROM gone WHERE recorded_from < record_instant()),
  fresh AS (
    INSERT INTO speaker_words (speaker_id, word, initials, statement_count)
    SELECT n.speaker_id, n.word, n.initials, c.statement_count FROM wanted n JOIN speaker_counts c ON c.speaker_id = n.speaker_id
    ON CONFLICT DO NOTHING RETURNING word, initials)
  INSERT INTO name_words (word, neighbours)
  SELECT word, word_neighbours(word) FROM (SELECT DISTINCT word FROM fresh WHERE NOT initials AND length(word) >= 3) named
   WHERE NOT EXISTS (SELECT FROM name_words known WHERE known.word = named.word)
   ORDER BY word ON CONFLICT DO NOTHING;
END $$;

-- ------------------------------------------------------------------------------------------------ the past

ALTER FUNCTION past.remember() RENAME TO remember_tables;

-- What follows from other rows is counted and looked up in those as they were.
CREATE FUNCTION past.remember_speakers() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  CREATE OR REPLACE VIEW public.speaker_counts_by_id AS SELECT * FROM public.speaker_counts;
  CREATE OR REPLACE VIEW past.speaker_counts_by_id AS
    SELECT s.id AS speaker_id, (
      SELECT count(*) FROM past.speakers member JOIN past.statements t ON t.speaker_id = member.id
       WHERE member.canonical_id = s.id AND t.superseded_at IS NULL AND t.review <> 'rejected')::int AS statement_count
      FROM past.speakers_by_id s;
  CREATE OR REPLACE VIEW past.speaker_counts AS
    SELECT s.id AS speaker_id, coalesce(counted.statement_count, 0)::int AS statement_count
      FROM past.speakers s LEFT JOIN (
        SELECT printed.canonical_id, sum(t.count) AS statement_count
          FROM (SELECT speaker_id, count(*) FROM past.statements
                 WHERE superseded_at IS NULL AND review <> 'rejected' GROUP BY 1) t
          JOIN past.speakers printed ON printed.id = t.speaker_id GROUP BY 1) counted ON counted.canonical_id = s.id
     WHERE s.canonical_id = s.id;
  CREATE OR REPLACE VIEW past.speaker_words AS
    SELECT w.speaker_id, w.word, w.initials,
           (SELECT c.statement_count FROM past.speaker_counts_by_id c WHERE c.speaker_id = w.speaker_id) AS statement_count, w.recorded_from
      FROM (SELECT speaker_id, word, initials, recorded_from FROM public.speaker_words WHERE recorded_from <= past.instant()
            UNION ALL
            SELECT speaker_id, word, initials, recorded_from FROM public.earlier_speaker_words
             WHERE recorded_from <= past.instant() AND past.instant() < recorded_until) w;
END $$;

CREATE FUNCTION past.remember() RETURNS void LANGUAGE sql AS $$
  SELECT past.remember_tables();
  SELECT past.remember_speakers();
$$;

SELECT past.forget();
SELECT past.remember();

-- What is held already is counted and named. Names are taken to have been the same since the speaker was first met.
INSERT INTO speaker_counts (speaker_id, statement_count)
SELECT s.id, coalesce(counted.count, 0) FROM speakers s LEFT JOIN (
  SELECT printed.canonical_id, count(*) FROM statements t JOIN speakers printed ON printed.id = t.speaker_id
   WHERE t.superseded_at IS NULL AND t.review <> 'rejected' GROUP BY 1) counted ON counted.canonical_id = s.id
 WHERE s.canonical_id = s.id;
SELECT name_speakers(array_agg(id)) FROM speakers WHERE canonical_id = id;
UPDATE speaker_words w SET recorded_from = s.recorded_at FROM speakers s WHERE s.id = w.speaker_id;
