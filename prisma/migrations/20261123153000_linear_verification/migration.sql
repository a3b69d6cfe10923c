-- Anchored text is verified in time linear in the text. substr() on a text walks there from its beginning, so that one
-- call for each span made a long document cost the square of its length.

-- A text in pieces of 250 code points, which is the most that a repetition in a regular expression may ask for.
CREATE FUNCTION text_pieces(words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(m.piece[1] ORDER BY m.nth), '{}')
    FROM regexp_matches(words, '.{1,250}', 'g') WITH ORDINALITY AS m(piece, nth)
$$;

-- What stands from one code point to another, exclusive, in a text that text_pieces() has cut. Costs what it returns.
CREATE FUNCTION text_between(pieces text[], first int, beyond int) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  low int := first / 250 + 1;
  high int := (beyond - 1) / 250 + 1;
  words text := '';
BEGIN
  IF high - low > 8 THEN
    words := array_to_string(pieces[low:high], '');
  ELSE
    FOR i IN low..high LOOP words := words || coalesce(pieces[i], ''); END LOOP;
  END IF;
  RETURN substr(words, first % 250 + 1, beyond - first);
END $$;

CREATE OR REPLACE FUNCTION statement_spans_verify() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
  span record;
  length int;
  pieces text[];
  of_revision bigint;
BEGIN
  FOR span IN
    SELECT n.*, s.revision_id FROM added n JOIN statements s ON s.id = n.statement_id ORDER BY s.revision_id
  LOOP
    IF span.revision_id IS DISTINCT FROM of_revision THEN
      of_revision := span.revision_id;
      SELECT r.length_code_points, text_pieces(r.text) INTO length, pieces FROM revisions r WHERE r.id = of_revision;
    END IF;
    IF span."end" > length
      OR span.exact <> text_between(pieces, span.start, span."end")
      OR span.prefix <> text_between(pieces, greatest(span.start - 32, 0), span.start)
      OR span.suffix <> text_between(pieces, span."end", least(span."end" + 32, length))
    THEN
      RAISE EXCEPTION 'span % % of statement % differs from the text of its revision',
        span.role, span.ordinal, span.statement_id USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_spans_text';
    END IF;
  END LOOP;
  SELECT a.statement_id, a.role, a.ordinal INTO wrong
    FROM added a JOIN statement_spans b
      ON b.statement_id = a.statement_id AND b.span_set = a.span_set AND b.role = a.role AND b.ordinal <> a.ordinal
   WHERE (b.ordinal < a.ordinal AND b."end" > a.start) OR (b.ordinal > a.ordinal AND b.start < a."end")
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'span % % of statement % is out of order',
      wrong.role, wrong.ordinal, wrong.statement_id USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_spans_order';
  END IF;
  RETURN NULL;
END $$;

-- Claims and confirmations are verified once a statement, after their rows, for the same reason. (A trigger that sees
-- the rows of its statement cannot be told which columns must change: an update is verified whatever it changes.)
CREATE OR REPLACE FUNCTION claims_verify() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  claim record;
  pieces text[];
  of_revision bigint;
BEGIN
  FOR claim IN SELECT * FROM added WHERE revision_id IS NOT NULL ORDER BY revision_id LOOP
    IF claim.revision_id IS DISTINCT FROM of_revision THEN
      of_revision := claim.revision_id;
      SELECT text_pieces(r.text) INTO pieces FROM revisions r WHERE r.id = of_revision;
    END IF;
    IF claim.text <> text_between(pieces, claim.start, claim."end") THEN
      RAISE EXCEPTION 'the text of a claim differs from its span'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'claims_text';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

DROP TRIGGER claims_verify ON claims;
CREATE TRIGGER claims_verify AFTER INSERT ON claims REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION claims_verify();

-- What was read in a document is never worded anew. A claim that an editor worded may be.
CREATE TRIGGER claims_words_immutable BEFORE UPDATE OF text, revision_id, start, "end" ON claims FOR EACH ROW
  WHEN (num_nonnulls(OLD.revision_id, NEW.revision_id) > 0
    AND (OLD.text, OLD.revision_id, OLD.start, OLD."end") IS DISTINCT FROM (NEW.text, NEW.revision_id, NEW.start, NEW."end"))
  EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE FUNCTION confirmations_verify() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  confirmation record;
  pieces text[];
  of_revision bigint;
BEGIN
  FOR confirmation IN SELECT * FROM added ORDER BY evidence_revision_id LOOP
    IF confirmation.evidence_revision_id IS DISTINCT FROM of_revision THEN
      of_revision := confirmation.evidence_revision_id;
      SELECT text_pieces(r.text) INTO pieces FROM revisions r WHERE r.id = of_revision;
    END IF;
    IF of_revision IS NOT NULL AND confirmation.evidence_quotation
      <> text_between(pieces, confirmation.evidence_start, confirmation.evidence_end)
    THEN
      RAISE EXCEPTION 'the quoted evidence differs from its span'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'confirmations_evidence_text';
    END IF;
    IF confirmation.supersedes_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM confirmations c WHERE c.id = confirmation.supersedes_id
        AND c.statement_id IS NOT DISTINCT FROM confirmation.statement_id
        AND c.claim_id IS NOT DISTINCT FROM confirmation.claim_id)
    THEN
      RAISE EXCEPTION 'a confirmation supersedes only one about the same statement or claim'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'confirmations_supersedes_same';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

DROP TRIGGER confirmations_verify ON confirmations;
CREATE TRIGGER confirmations_verify AFTER INSERT ON confirmations REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION confirmations_verify();

-- A tsvector holds at most a megabyte. A text without an end of a quotation may give a longer statement, which is then
-- found by its beginning. As before otherwise.
CREATE OR REPLACE FUNCTION statements_derive() RETURNS trigger LANGUAGE plpgsql AS $$
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
  NEW.search_vector := setweight(to_tsvector('english', left(NEW.content_text, 100000)), 'A')
    || setweight(to_tsvector('english', left(coalesce(NEW.attributed_as, ''), 100000) || ' ' || coalesce(speaker_name, '')), 'C');
  RETURN NEW;
END $$;
