-- The anchors of a statement are one row of JSON, as the API shows it, and no longer a row for each span: they never
-- change, and to build their JSON took most of the time of reading a statement. See docs/decisions/0019.

-- CreateTable
CREATE TABLE "statement_anchors" (
    "statement_id" BIGINT NOT NULL,
    "span_set" SMALLINT NOT NULL DEFAULT 0,
    "content" JSON NOT NULL,
    "cue" JSON,
    "attributed_as" JSON,
    "sentence" JSON NOT NULL
);

-- ------------------------------------------------------------------------------------------------ those that are there

CREATE FUNCTION pg_temp.anchor(words text, spans text) RETURNS json LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN words IS NOT NULL THEN format('{"text":%s,"spans":[%s]}', to_json(words), spans)::json END
$$;

-- All aggregates are in the order of the spans' key, so that the index gives the rows and nothing is sorted.
INSERT INTO statement_anchors
SELECT a.statement_id, a.span_set, pg_temp.anchor(a.content, a.content_spans), pg_temp.anchor(a.cue, a.cue_spans),
       pg_temp.anchor(a.attributed_as, a.attributed_as_spans),
       format('{"start":%s,"end":%s,"exact":%s}', stood.start, stood."end",
              to_json(substr(r.text, stood.start + 1, stood."end" - stood.start)))::json
  FROM (
    SELECT statement_id, span_set,
           string_agg(exact, ' ' ORDER BY role, ordinal) FILTER (WHERE role = 'content') AS content,
           string_agg(json, ',' ORDER BY role, ordinal) FILTER (WHERE role = 'content') AS content_spans,
           string_agg(exact, ' ' ORDER BY role, ordinal) FILTER (WHERE role = 'cue') AS cue,
           string_agg(json, ',' ORDER BY role, ordinal) FILTER (WHERE role = 'cue') AS cue_spans,
           string_agg(exact, ' ' ORDER BY role, ordinal) FILTER (WHERE role = 'attributed_as') AS attributed_as,
           string_agg(json, ',' ORDER BY role, ordinal) FILTER (WHERE role = 'attributed_as') AS attributed_as_spans
      FROM (SELECT *, format('{"start":%s,"end":%s,"exact":%s,"prefix":%s,"suffix":%s}', start, "end",
                             to_json(exact), to_json(prefix), to_json(suffix)) AS json FROM statement_spans) p
     GROUP BY statement_id, span_set) a
  JOIN statements s ON s.id = a.statement_id
  JOIN revisions r ON r.id = s.revision_id
  -- A set that a correction has replaced goes with the sentence that its version of the statement had.
  LEFT JOIN LATERAL (
    SELECT (v.row ->> 'sentence_start')::int AS start, (v.row ->> 'sentence_end')::int AS "end" FROM versions v
     WHERE s.span_set <> a.span_set AND v.resource_type = 'statements' AND v.resource_id = s.id
       AND (v.row ->> 'span_set')::int = a.span_set
     ORDER BY v.version DESC LIMIT 1) earlier ON true
 CROSS JOIN LATERAL (
    SELECT coalesce(earlier.start, s.sentence_start) AS start, coalesce(earlier."end", s.sentence_end) AS "end") stood;

ALTER TABLE "statement_anchors"
  ADD CONSTRAINT "statement_anchors_spans" CHECK (json_array_length(content -> 'spans') > 0
    AND coalesce(json_array_length(cue -> 'spans'), 1) > 0 AND coalesce(json_array_length(attributed_as -> 'spans'), 1) > 0),
  ADD CONSTRAINT "statement_anchors_pkey" PRIMARY KEY ("statement_id", "span_set"),
  ADD CONSTRAINT "statement_anchors_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

DROP TABLE statement_spans;
DROP FUNCTION statement_spans_verify();
DROP TYPE span_role;
ANALYZE statement_anchors;

-- ------------------------------------------------------------------------------------------------ only ever added

CREATE TRIGGER statement_anchors_append_only BEFORE UPDATE OR DELETE ON statement_anchors
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ------------------------------------------------------------------------------------------------ anchored text

-- Every span must reproduce the revision's text, with its surroundings, and stand after the one before it; an anchor's
-- text is that of its spans. The sentence is a span without surroundings.
CREATE FUNCTION statement_anchors_verify() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  span record;
  length int;
  pieces text[];
  of_revision bigint;
BEGIN
  FOR span IN
    SELECT s.revision_id, n.statement_id, a.role, p.*, lag(p."end") OVER spans AS before,
           string_agg(p.exact, ' ') OVER (spans RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) IS DISTINCT FROM a.words AS differs
      FROM added n JOIN statements s ON s.id = n.statement_id
     CROSS JOIN LATERAL (VALUES
           ('content', n.content ->> 'text', n.content -> 'spans'), ('cue', n.cue ->> 'text', n.cue -> 'spans'),
           ('attributed_as', n.attributed_as ->> 'text', n.attributed_as -> 'spans'),
           ('sentence', n.sentence ->> 'exact', json_build_array(n.sentence))) a(role, words, spans)
     CROSS JOIN LATERAL ROWS FROM (json_to_recordset(a.spans) AS (start int, "end" int, exact text, prefix text, suffix text))
           WITH ORDINALITY AS p(start, "end", exact, prefix, suffix, nth)
    WINDOW spans AS (PARTITION BY n.statement_id, n.span_set, a.role ORDER BY p.nth)
     ORDER BY s.revision_id
  LOOP
    IF span.revision_id IS DISTINCT FROM of_revision THEN
      of_revision := span.revision_id;
      SELECT r.length_code_points, text_pieces(r.text) INTO length, pieces FROM revisions r WHERE r.id = of_revision;
    END IF;
    IF span.start < 0 OR span.start >= span."end" OR span.start < span.before THEN
      RAISE EXCEPTION 'span % of % of statement % is out of order', span.nth, span.role, span.statement_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_anchors_order';
    END IF;
    IF span.differs OR span."end" > length
      OR span.exact IS DISTINCT FROM text_between(pieces, span.start, span."end")
      OR (span.role <> 'sentence' AND (
        span.prefix IS DISTINCT FROM text_between(pieces, greatest(span.start - 32, 0), span.start)
        OR span.suffix IS DISTINCT FROM text_between(pieces, span."end", least(span."end" + 32, length))))
    THEN
      RAISE EXCEPTION 'span % of % of statement % differs from the text of its revision', span.nth, span.role, span.statement_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_anchors_text';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER statement_anchors_verify AFTER INSERT ON statement_anchors REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION statement_anchors_verify();

-- At commit, a statement has the anchors that it points at, and says the same as they do.
CREATE OR REPLACE FUNCTION statements_verify() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM statement_anchors a
     WHERE a.statement_id = NEW.id AND a.span_set = NEW.span_set AND a.content ->> 'text' = NEW.content_text
       AND a.attributed_as ->> 'text' IS NOT DISTINCT FROM NEW.attributed_as
       AND (a.sentence ->> 'start')::int = NEW.sentence_start AND (a.sentence ->> 'end')::int = NEW.sentence_end)
  THEN
    RAISE EXCEPTION 'the texts of statement % differ from its spans', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'statements_text';
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER statements_verify ON statements;
CREATE CONSTRAINT TRIGGER statements_verify
  AFTER INSERT OR UPDATE OF content_text, attributed_as, span_set, sentence_start, sentence_end ON statements
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION statements_verify();
