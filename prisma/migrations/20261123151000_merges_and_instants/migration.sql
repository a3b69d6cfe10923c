-- Merging speakers and claims so that it can be undone, and one instant for everything that a transaction records.

-- ------------------------------------------------------------------------------------------------ instants

-- The instant at which this transaction records what it writes: its start, or, once it has called begin_record(), the
-- moment of that call. A transaction that waited for a lock would otherwise record before what it waited for, and the
-- past would answer with something that never was.
CREATE FUNCTION record_instant() RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('on_the_record.instant', true), '')::timestamptz, now())
$$;

-- To be called when the transaction holds all its locks.
CREATE FUNCTION begin_record() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
  SELECT set_config('on_the_record.instant', clock_timestamp()::timestamptz(3)::text, true)::timestamptz
$$;

CREATE OR REPLACE FUNCTION begin_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW IS DISTINCT FROM OLD THEN
    NEW.version := OLD.version + 1;
    NEW.changed_at := greatest(record_instant(), OLD.changed_at);
  END IF;
  RETURN NEW;
END $$;

-- AlterTable
ALTER TABLE "claims" ADD COLUMN     "canonical_id" BIGINT NOT NULL DEFAULT 0,
ALTER COLUMN "recorded_at" SET DEFAULT record_instant(),
ALTER COLUMN "changed_at" SET DEFAULT record_instant();

-- AlterTable
ALTER TABLE "confirmations" ALTER COLUMN "recorded_at" SET DEFAULT record_instant();

-- AlterTable
ALTER TABLE "documents" ALTER COLUMN "recorded_at" SET DEFAULT record_instant(),
ALTER COLUMN "changed_at" SET DEFAULT record_instant();

-- AlterTable
ALTER TABLE "events" ALTER COLUMN "recorded_at" SET DEFAULT record_instant();

-- AlterTable
ALTER TABLE "positions" ALTER COLUMN "recorded_at" SET DEFAULT record_instant(),
ALTER COLUMN "changed_at" SET DEFAULT record_instant();

-- AlterTable
ALTER TABLE "publishers" ALTER COLUMN "recorded_at" SET DEFAULT record_instant();

-- AlterTable
ALTER TABLE "re_anchorings" ALTER COLUMN "recorded_at" SET DEFAULT record_instant();

-- AlterTable
ALTER TABLE "renderings" ALTER COLUMN "recorded_at" SET DEFAULT record_instant();

-- AlterTable
ALTER TABLE "reviews" ALTER COLUMN "recorded_at" SET DEFAULT record_instant();

-- AlterTable
ALTER TABLE "revisions" ALTER COLUMN "recorded_at" SET DEFAULT record_instant();

-- AlterTable
ALTER TABLE "sources" ALTER COLUMN "recorded_at" SET DEFAULT record_instant(),
ALTER COLUMN "changed_at" SET DEFAULT record_instant();

-- AlterTable
ALTER TABLE "speaker_aliases" ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3),
ALTER COLUMN "recorded_at" SET DEFAULT record_instant();

-- AlterTable
ALTER TABLE "speaker_external_ids" ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3),
ALTER COLUMN "recorded_at" SET DEFAULT record_instant();

-- AlterTable
ALTER TABLE "speakers" ADD COLUMN     "canonical_id" BIGINT NOT NULL DEFAULT 0,
ALTER COLUMN "recorded_at" SET DEFAULT record_instant(),
ALTER COLUMN "changed_at" SET DEFAULT record_instant();

-- AlterTable
ALTER TABLE "statements" ALTER COLUMN "recorded_at" SET DEFAULT record_instant(),
ALTER COLUMN "changed_at" SET DEFAULT record_instant();

-- AlterTable
ALTER TABLE "utterances" ALTER COLUMN "recorded_at" SET DEFAULT record_instant(),
ALTER COLUMN "changed_at" SET DEFAULT record_instant();

-- CreateIndex
CREATE INDEX "claims_canonical_id_idx" ON "claims"("canonical_id");

-- CreateIndex
CREATE INDEX "speakers_canonical_id_idx" ON "speakers"("canonical_id");

-- CreateIndex
CREATE INDEX "statements_review_confidence_id_idx" ON "statements"("review", "confidence", "id");



-- ------------------------------------------------------------------------------------------------ merges

-- merged_into_id is what an editor said; canonical_id follows from it, so that reading through a merge takes no walk.
CREATE FUNCTION merge_derive() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE root bigint;
BEGIN
  IF NEW.merged_into_id IS NOT NULL THEN
    EXECUTE format('SELECT canonical_id FROM %I WHERE id = $1', TG_TABLE_NAME) INTO root USING NEW.merged_into_id;
    IF root = NEW.id THEN
      RAISE EXCEPTION '% % cannot be merged into what was merged into it', TG_TABLE_NAME, NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_merge_circle';
    END IF;
  END IF;
  NEW.canonical_id := coalesce(root, NEW.id);
  RETURN NEW;
END $$;

-- What was merged into the row follows it; the trigger above fills in the value.
CREATE FUNCTION merge_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('UPDATE %I SET canonical_id = 0 WHERE merged_into_id = $1', TG_TABLE_NAME) USING NEW.id;
  RETURN NULL;
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['speakers', 'claims'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT OR UPDATE OF merged_into_id, canonical_id ON %I
      FOR EACH ROW EXECUTE FUNCTION merge_derive()', t || '_merge_derive', t);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE OF merged_into_id, canonical_id ON %I FOR EACH ROW
      WHEN (OLD.canonical_id <> NEW.canonical_id) EXECUTE FUNCTION merge_follow()', t || '_merge_follow', t);
    EXECUTE format('UPDATE %I SET canonical_id = 0 WHERE merged_into_id IS NULL', t);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION surviving_speaker(merged bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT canonical_id FROM speakers WHERE id = merged
$$;

CREATE OR REPLACE FUNCTION surviving_claim(merged bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT canonical_id FROM claims WHERE id = merged
$$;

CREATE OR REPLACE FUNCTION speaker_family(survivor bigint) RETURNS SETOF bigint LANGUAGE sql STABLE ROWS 2 AS $$
  SELECT id FROM speakers WHERE canonical_id = survivor
$$;

CREATE OR REPLACE FUNCTION claim_family(survivor bigint) RETURNS SETOF bigint LANGUAGE sql STABLE ROWS 2 AS $$
  SELECT id FROM claims WHERE canonical_id = survivor
$$;

-- ------------------------------------------------------------------------------------------------ speakers

-- A statement repeats its speaker's name (for search) and whether the name is withheld.
CREATE FUNCTION statements_follow_speaker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE statements SET speaker_id = NEW.id WHERE speaker_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER speakers_to_statements AFTER UPDATE OF name, type ON speakers FOR EACH ROW
  WHEN (OLD.name <> NEW.name OR OLD.type <> NEW.type) EXECUTE FUNCTION statements_follow_speaker();
