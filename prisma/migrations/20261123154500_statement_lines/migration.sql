-- A statement whose words stand unchanged in the next revision of its document is carried on there by another row.
-- What was confirmed of the one counts for the other.

-- The statement itself and those of earlier revisions that it carries on in the same words.
CREATE FUNCTION statement_line(statement bigint) RETURNS SETOF bigint LANGUAGE sql STABLE ROWS 2 AS $$
  WITH RECURSIVE line(id) AS (
    SELECT statement
    UNION
    SELECT r.statement_id FROM line JOIN re_anchorings r
      ON r.continued_by_id = line.id AND r.outcome IN ('exact', 'moved'))
  SELECT id FROM line
$$;

-- The statement itself and those of later revisions that carry it on in the same words.
CREATE FUNCTION statement_heirs(statement bigint) RETURNS SETOF bigint LANGUAGE sql STABLE ROWS 2 AS $$
  WITH RECURSIVE line(id) AS (
    SELECT statement
    UNION
    SELECT r.continued_by_id FROM line JOIN re_anchorings r
      ON r.statement_id = line.id AND r.outcome IN ('exact', 'moved'))
  SELECT id FROM line
$$;
