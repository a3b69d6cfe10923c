-- Claims in other words are found by the words they share.

-- AlterTable
ALTER TABLE "claims" ADD COLUMN     "search_vector" tsvector;

-- CreateIndex
CREATE INDEX "claims_search_vector_idx" ON "claims" USING GIN ("search_vector");



CREATE FUNCTION claims_derive() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search_vector := to_tsvector('english', NEW.text);
  RETURN NEW;
END $$;

CREATE TRIGGER claims_derive BEFORE INSERT OR UPDATE OF text, search_vector ON claims
  FOR EACH ROW EXECUTE FUNCTION claims_derive();

UPDATE claims SET search_vector = NULL;

-- Superseded by the column canonical_id, which every reader uses.
DROP FUNCTION surviving_speaker(bigint), surviving_claim(bigint), speaker_family(bigint), claim_family(bigint);
