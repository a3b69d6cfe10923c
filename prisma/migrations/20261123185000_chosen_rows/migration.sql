-- The rows of a filtered list are found and read in one question. The query that finds them is planned for the values
-- at hand; the plan of the query around it, which builds the JSON, is kept. See src/database/choose.ts.
CREATE FUNCTION chosen_rows(query text, parameters text[]) RETURNS TABLE (id bigint, key text[])
LANGUAGE plpgsql STABLE ROWS 20 AS $$
BEGIN
  RETURN QUERY EXECUTE query USING parameters;
END $$;
