-- What was known when: every change of a row keeps the row as it was, so that the past can be asked for.

-- AlterTable
ALTER TABLE "claims" ADD COLUMN     "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "documents" ADD COLUMN     "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "positions" ADD COLUMN     "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "sources" ADD COLUMN     "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "speakers" ADD COLUMN     "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "statement_spans" DROP CONSTRAINT "statement_spans_pkey",
ADD COLUMN     "span_set" SMALLINT NOT NULL DEFAULT 0,
ADD CONSTRAINT "statement_spans_pkey" PRIMARY KEY ("statement_id", "span_set", "role", "ordinal");

-- AlterTable
ALTER TABLE "statements" ADD COLUMN     "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "span_set" SMALLINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "utterances" ADD COLUMN     "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "versions" (
    "resource_type" TEXT NOT NULL,
    "resource_id" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "recorded_from" TIMESTAMPTZ(3) NOT NULL,
    "recorded_until" TIMESTAMPTZ(3) NOT NULL,
    "row" JSONB NOT NULL,

    CONSTRAINT "versions_pkey" PRIMARY KEY ("resource_type","resource_id","version")
);

-- CreateIndex
CREATE INDEX "versions_resource_type_recorded_until_recorded_from_idx" ON "versions"("resource_type", "recorded_until", "recorded_from");


-- ------------------------------------------------------------------------------------------------ versions

-- A change begins the row's next version. Times are the transaction's, so that everything it wrote appears at one
-- instant; a version that began at the same instant as its successor was never to be seen and has an empty interval.
CREATE FUNCTION begin_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW IS DISTINCT FROM OLD THEN
    NEW.version := OLD.version + 1;
    NEW.changed_at := greatest(now(), OLD.changed_at);
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO versions (resource_type, resource_id, version, recorded_from, recorded_until, row)
  VALUES (TG_TABLE_NAME, OLD.id, OLD.version, OLD.changed_at, NEW.changed_at, to_jsonb(OLD) - 'search_vector');
  RETURN NULL;
END $$;

-- The trigger that begins a version is named to run after those that fill derived columns: triggers run in the order
-- of their names.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['documents', 'statements', 'speakers', 'positions', 'sources', 'claims', 'utterances'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION begin_version()', t || '_z_begin_version', t);
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I FOR EACH ROW WHEN (OLD.version <> NEW.version) EXECUTE FUNCTION keep_version()',
      t || '_keep_version', t);
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_never_deleted', t);
  END LOOP;
END $$;

CREATE TRIGGER versions_append_only BEFORE UPDATE OR DELETE ON versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER versions_no_truncate BEFORE TRUNCATE ON versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The rows of a table as they were known at an instant. The planner inlines these, so that filters and sort orders of
-- the query around them use the table's own indexes.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['documents', 'statements', 'speakers', 'positions', 'sources', 'claims', 'utterances'] LOOP
    EXECUTE format($sql$
      CREATE FUNCTION %1$I(instant timestamptz) RETURNS SETOF %2$I LANGUAGE sql STABLE AS $body$
        SELECT * FROM %2$I WHERE changed_at <= instant
        UNION ALL
        SELECT p.* FROM versions v, LATERAL jsonb_populate_record(NULL::%2$I, v.row) p
         WHERE v.resource_type = %2$L AND v.recorded_from <= instant AND instant < v.recorded_until
      $body$ $sql$, t || '_as_of', t);
  END LOOP;
END $$;

-- ------------------------------------------------------------------------------------------------ corrected spans

CREATE TRIGGER statement_spans_never_deleted BEFORE DELETE ON statement_spans FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- As before, within one set of spans.
CREATE OR REPLACE FUNCTION statement_spans_verify() RETURNS trigger LANGUAGE plpgsql AS $$
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
      ON b.statement_id = a.statement_id AND b.span_set = a.span_set AND b.role = a.role AND b.ordinal <> a.ordinal
   WHERE (b.ordinal < a.ordinal AND b."end" > a.start) OR (b.ordinal > a.ordinal AND b.start < a."end")
   LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'span % % of statement % is out of order',
      wrong.role, wrong.ordinal, wrong.statement_id USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_spans_order';
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION statements_verify() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE content text; source text;
BEGIN
  SELECT string_agg(exact, ' ' ORDER BY ordinal) FILTER (WHERE role = 'content'),
         string_agg(exact, ' ' ORDER BY ordinal) FILTER (WHERE role = 'attributed_as')
    INTO content, source FROM statement_spans WHERE statement_id = NEW.id AND span_set = NEW.span_set;
  IF content IS DISTINCT FROM NEW.content_text OR source IS DISTINCT FROM NEW.attributed_as THEN
    RAISE EXCEPTION 'the texts of statement % differ from its spans', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'statements_text';
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER statements_verify ON statements;
CREATE CONSTRAINT TRIGGER statements_verify AFTER INSERT OR UPDATE OF content_text, attributed_as, span_set ON statements
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION statements_verify();
