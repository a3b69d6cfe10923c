-- What the Prisma schema cannot say: checks, derived columns that cannot drift, anchored text that cannot differ
-- from the document's, and records that are only ever added.

-- ------------------------------------------------------------------------------------------------ checks

ALTER TABLE documents
  ADD CONSTRAINT documents_publisher_origin CHECK ((publisher_id IS NULL) = (publisher_origin IS NULL)),
  ADD CONSTRAINT documents_title_origin CHECK ((title IS NULL) = (title_origin IS NULL)),
  ADD CONSTRAINT documents_byline_origin CHECK ((byline IS NULL) = (byline_origin IS NULL)),
  ADD CONSTRAINT documents_published_on_origin CHECK ((published_on IS NULL) = (published_on_origin IS NULL));

ALTER TABLE revisions
  ADD CONSTRAINT revisions_number CHECK (number >= 1),
  ADD CONSTRAINT revisions_text_not_empty CHECK (text <> ''),
  ADD CONSTRAINT revisions_length CHECK (length_code_points = char_length(text)),
  ADD CONSTRAINT revisions_sha256 CHECK (sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex'));

ALTER TABLE statements
  ADD CONSTRAINT statements_ordinal CHECK (ordinal >= 0),
  ADD CONSTRAINT statements_confidence CHECK (confidence BETWEEN 0 AND 1),
  ADD CONSTRAINT statements_content_not_empty CHECK (content_text <> ''),
  ADD CONSTRAINT statements_sentence CHECK (sentence_start >= 0 AND sentence_start < sentence_end),
  ADD CONSTRAINT statements_said_on CHECK ((said_on = '-infinity') = (said_precision IS NULL)),
  ADD CONSTRAINT statements_position CHECK (position_id IS NULL OR speaker_id IS NOT NULL);

ALTER TABLE statement_spans
  ADD CONSTRAINT statement_spans_in_order CHECK (ordinal >= 0 AND start >= 0 AND start < "end");

ALTER TABLE speakers
  ADD CONSTRAINT speakers_name_not_empty CHECK (name <> ''),
  ADD CONSTRAINT speakers_not_merged_into_itself CHECK (merged_into_id <> id);

ALTER TABLE positions
  ADD CONSTRAINT positions_period CHECK (valid_from <= valid_until);

ALTER TABLE claims
  ADD CONSTRAINT claims_text_not_empty CHECK (text <> ''),
  ADD CONSTRAINT claims_not_merged_into_itself CHECK (merged_into_id <> id),
  ADD CONSTRAINT claims_span CHECK (
    num_nonnulls(revision_id, start, "end") IN (0, 3) AND (start IS NULL OR (start >= 0 AND start < "end")));

ALTER TABLE confirmations
  ADD CONSTRAINT confirmations_about_one_thing CHECK (num_nonnulls(statement_id, claim_id) = 1),
  ADD CONSTRAINT confirmations_evidence CHECK (
    evidence_statement_id IS NOT NULL OR evidence_revision_id IS NOT NULL OR evidence_url IS NOT NULL),
  ADD CONSTRAINT confirmations_evidence_span CHECK (
    num_nonnulls(evidence_revision_id, evidence_start, evidence_end) IN (0, 3)
    AND (evidence_start IS NULL OR (evidence_start >= 0 AND evidence_start < evidence_end))),
  ADD CONSTRAINT confirmations_evidence_quoted CHECK (
    (evidence_url IS NULL AND evidence_revision_id IS NULL) OR evidence_quotation IS NOT NULL),
  ADD CONSTRAINT confirmations_editor_has_a_key CHECK (origin = 'extracted' OR recorded_by_id IS NOT NULL);

ALTER TABLE reviews
  ADD CONSTRAINT reviews_correction CHECK ((decision = 'corrected') = (correction IS NOT NULL)),
  ADD CONSTRAINT reviews_rejection_has_a_reason CHECK (decision <> 'rejected' OR reason IS NOT NULL);

ALTER TABLE re_anchorings
  ADD CONSTRAINT re_anchorings_gone CHECK ((outcome = 'gone') = (continued_by_id IS NULL));

ALTER TABLE api_keys
  ADD CONSTRAINT api_keys_has_scopes CHECK (cardinality(scopes) > 0);

-- ------------------------------------------------------------------------------------------------ only ever added

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is refused: its rows are only ever added', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['revisions', 'confirmations', 'reviews', 're_anchorings', 'events'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()',
      t || '_append_only', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      t || '_no_truncate', t);
  END LOOP;
END $$;

CREATE TRIGGER statement_spans_immutable BEFORE UPDATE ON statement_spans
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ------------------------------------------------------------------------------------------------ derived columns

-- A statement repeats what its revision, speaker and claim say, so that lists read one table. It cannot be written
-- to say anything else: whatever the client sends, these columns are filled here.
CREATE FUNCTION statements_derive() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE speaker_name text;
BEGIN
  SELECT d.id, d.publisher_id, coalesce(d.published_on, '-infinity')
    INTO STRICT NEW.document_id, NEW.publisher_id, NEW.published_on
    FROM revisions r JOIN documents d ON d.id = r.document_id WHERE r.id = NEW.revision_id;
  NEW.anonymous := false;
  IF NEW.speaker_id IS NOT NULL THEN
    SELECT s.name, s.type = 'anonymous' INTO speaker_name, NEW.anonymous FROM speakers s WHERE s.id = NEW.speaker_id;
  END IF;
  NEW.status := 'unchecked';
  IF NEW.claim_id IS NOT NULL THEN
    SELECT c.status INTO NEW.status FROM claims c WHERE c.id = NEW.claim_id;
  END IF;
  NEW.search_vector := setweight(to_tsvector('english', NEW.content_text), 'A')
    || setweight(to_tsvector('english', coalesce(NEW.attributed_as, '') || ' ' || coalesce(speaker_name, '')), 'C');
  RETURN NEW;
END $$;

CREATE TRIGGER statements_derive BEFORE INSERT OR UPDATE ON statements
  FOR EACH ROW EXECUTE FUNCTION statements_derive();

CREATE FUNCTION statements_follow_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE statements SET document_id = NEW.id WHERE document_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER documents_to_statements AFTER UPDATE OF publisher_id, published_on ON documents FOR EACH ROW
  WHEN (OLD.publisher_id IS DISTINCT FROM NEW.publisher_id OR OLD.published_on IS DISTINCT FROM NEW.published_on)
  EXECUTE FUNCTION statements_follow_document();

CREATE FUNCTION statements_follow_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE statements SET status = NEW.status WHERE claim_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER claims_to_statements AFTER UPDATE OF status ON claims FOR EACH ROW
  WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION statements_follow_claim();

-- ------------------------------------------------------------------------------------------------ anchored text

-- Every span must reproduce the revision's text, with its surroundings, and stand after the one before it.
CREATE FUNCTION statement_spans_verify() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
  SELECT n.statement_id, n.role, n.ordinal INTO wrong
    FROM added n JOIN statements s ON s.id = n.statement_id JOIN revisions r ON r.id = s.revision_id
   WHERE n."end" > r.length_code_points
      OR n.exact <> substr(r.text, n.start + 1, n."end" - n.start)
      OR n.prefix <> substr(r.text, greatest(n.start - 32, 0) + 1, least(n.start, 32))
      OR n.suffix <> substr(r.text, n."end" + 1, 32)
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'span % % of statement % differs from the text of its revision',
      wrong.role, wrong.ordinal, wrong.statement_id USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_spans_text';
  END IF;
  SELECT a.statement_id, a.role, a.ordinal INTO wrong
    FROM added a JOIN statement_spans b
      ON b.statement_id = a.statement_id AND b.role = a.role AND b.ordinal <> a.ordinal
   WHERE (b.ordinal < a.ordinal AND b."end" > a.start) OR (b.ordinal > a.ordinal AND b.start < a."end")
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'span % % of statement % is out of order',
      wrong.role, wrong.ordinal, wrong.statement_id USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_spans_order';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER statement_spans_verify AFTER INSERT ON statement_spans REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION statement_spans_verify();

-- At commit, a statement has content, and its texts are those of its spans.
CREATE FUNCTION statements_verify() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE content text; source text;
BEGIN
  SELECT string_agg(exact, ' ' ORDER BY ordinal) FILTER (WHERE role = 'content'),
         string_agg(exact, ' ' ORDER BY ordinal) FILTER (WHERE role = 'attributed_as')
    INTO content, source FROM statement_spans WHERE statement_id = NEW.id;
  IF content IS DISTINCT FROM NEW.content_text OR source IS DISTINCT FROM NEW.attributed_as THEN
    RAISE EXCEPTION 'the texts of statement % differ from its spans', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'statements_text';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER statements_verify AFTER INSERT OR UPDATE OF content_text, attributed_as ON statements
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION statements_verify();

-- A claim read in a document carries the document's words. An editor may word it anew only by a claim of their own.
CREATE FUNCTION claims_verify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.revision_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM revisions r WHERE r.id = NEW.revision_id AND substr(r.text, NEW.start + 1, NEW."end" - NEW.start) = NEW.text)
  THEN
    RAISE EXCEPTION 'the text of a claim differs from its span' USING ERRCODE = 'check_violation', CONSTRAINT = 'claims_text';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER claims_verify BEFORE INSERT OR UPDATE OF text, revision_id, start, "end" ON claims
  FOR EACH ROW EXECUTE FUNCTION claims_verify();

-- Evidence that is a span is quoted exactly; a confirmation supersedes only one about the same thing.
CREATE FUNCTION confirmations_verify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.evidence_revision_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM revisions r WHERE r.id = NEW.evidence_revision_id
      AND substr(r.text, NEW.evidence_start + 1, NEW.evidence_end - NEW.evidence_start) = NEW.evidence_quotation)
  THEN
    RAISE EXCEPTION 'the quoted evidence differs from its span'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'confirmations_evidence_text';
  END IF;
  IF NEW.supersedes_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM confirmations c WHERE c.id = NEW.supersedes_id
      AND c.statement_id IS NOT DISTINCT FROM NEW.statement_id AND c.claim_id IS NOT DISTINCT FROM NEW.claim_id)
  THEN
    RAISE EXCEPTION 'a confirmation supersedes only one about the same statement or claim'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'confirmations_supersedes_same';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER confirmations_verify BEFORE INSERT ON confirmations
  FOR EACH ROW EXECUTE FUNCTION confirmations_verify();
