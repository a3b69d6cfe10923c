/** A database of made-up statements with all that their JSON shows: spans, positions, claims and relays. */
import pg from "pg";

const words =
  "the president minister of and to in that border trade court senate officials policy drug energy vote report law campaign " +
  "company police health school market price union budget security agency worker judge city state river storm bridge treaty " +
  "not will would has been told new first after before against under between over million percent year week monday decision";

/** Twenty statements to a document, one speaker in five hundred; a tenth on claims, of which a fifth were looked into. */
export async function loadStatements(url: string, statements: number): Promise<void> {
  const documents = Math.ceil(statements / 20);
  const speakers = Math.ceil(statements / 500);
  const claims = Math.ceil(statements / 100);
  await run(url, [
    "SET session_replication_role = replica",
    `CREATE TEMP TABLE paragraphs AS
       SELECT p, string_agg(w[1 + (p * 31 + i * i * 7 + i * p) % cardinality(w)], ' ' ORDER BY i) || '. ' AS text
         FROM generate_series(0, 499) p, generate_series(0, 79) i, (SELECT string_to_array('${words}', ' ') AS w) w GROUP BY p`,
    "INSERT INTO publishers (name, key) SELECT 'The Publisher ' || n, 'p' || n FROM generate_series(1, 200) n",
    `INSERT INTO documents (identity_key, url, title, title_origin, publisher_id, publisher_origin, published_on, published_on_origin)
       SELECT 'd' || n, 'https://news.example/2025/article-' || n, 'Officials divided over decision ' || n, 'page',
              1 + n % 200, 'page', date '2015-01-01' + n % 3650, 'page' FROM generate_series(1, ${documents}) n`,
    `INSERT INTO revisions (document_id, number, sha256, text, length_code_points, engine_version)
       SELECT d.id, 1, encode(sha256(convert_to(t.text, 'UTF8')), 'hex'), t.text, length(t.text), 't'
         FROM documents d, LATERAL (SELECT 'Article ' || d.id || '. ' || string_agg(p.text, '' ORDER BY o) AS text
           FROM generate_series(0, 7) o JOIN paragraphs p ON p.p = (d.id * 7 + o * 61) % 500) t`,
    `INSERT INTO speakers (type, name, key, canonical_id)
       SELECT 'person', 'Speaker Number ' || n, 's' || n, n FROM generate_series(1, ${speakers}) n`,
    `INSERT INTO speakers (type, name, key, canonical_id)
       SELECT 'organization', 'Department ' || n, 'o' || n, ${speakers} + n FROM generate_series(1, 100) n`,
    `INSERT INTO positions (speaker_id, title, organization_id, key)
       SELECT n, 'secretary of department ' || n % 100, ${speakers} + 1 + n % 100, 'k' FROM generate_series(1, ${speakers}) n`,
    `INSERT INTO sources (type, name, key, publisher_id)
       SELECT 'report', 'a report by The Publisher ' || n, 'r' || n, n FROM generate_series(1, 200) n`,
    // Of a hundred claims, eighty are unchecked and four have each other status.
    `INSERT INTO claims (text, canonical_id, status)
       SELECT 'Proposition ' || n || ' is so', n, CASE WHEN n % 25 < 20 THEN 'unchecked' ELSE (enum_range(NULL::status))[n % 25 - 18] END
         FROM generate_series(1, ${claims}) n`,
    `INSERT INTO confirmations (claim_id, status, party_id, evidence_url, evidence_quotation, origin)
       SELECT id, x.status::confirmation_status, 1 + id % ${speakers}, 'https://news.example/evidence/' || id, 'That is what the record shows.', 'extracted'
         FROM claims, LATERAL unnest(CASE status WHEN 'unconfirmed' THEN '{not_confirmed}' WHEN 'disputed' THEN '{confirmed,denied}'
                WHEN 'unchecked' THEN '{}' ELSE ARRAY[status::text] END) x(status)`,
    `INSERT INTO statements (revision_id, document_id, publisher_id, published_on, ordinal, kind, stance, medium, claim_id, status,
         speaker_id, position_id, attributed_as, content_text, said_as_printed, said_on, said_precision, sentence_start, sentence_end,
         confidence, search_vector)
       SELECT r.id, d.id, d.publisher_id, d.published_on, o, (enum_range(NULL::kind))[1 + o % 3],
              (enum_range(NULL::stance))[1 + (d.id * 7 + o) % 9], (enum_range(NULL::medium))[1 + (d.id * 3 + o) % 10], claim.id,
              coalesce(claim.status, 'unchecked'), x.speaker, CASE WHEN x.speaker % 2 = 0 THEN x.speaker END,
              'Speaker Number ' || x.speaker, content.text, 'Friday', d.published_on - o, 'day', o * 200, o * 200 + 180,
              (d.id * 13 + o * 17) % 1000 / 1000.0, to_tsvector('english', content.text)
         FROM documents d JOIN revisions r ON r.document_id = d.id CROSS JOIN generate_series(0, 19) o
              CROSS JOIN LATERAL (SELECT 1 + (d.id * 11 + o) % ${speakers} AS speaker) x
              CROSS JOIN LATERAL (SELECT 'word' || (d.id + o) % 5000 || ' ' || substr(r.text, 1 + o * 200, 110) AS text) content
              LEFT JOIN claims claim ON o % 10 = 0 AND claim.id = 1 + (d.id + o) % ${claims}`,
    `CREATE FUNCTION pg_temp.anchor(start int, words text) RETURNS json LANGUAGE sql AS $$
       SELECT json_build_object('text', words, 'spans', json_build_array(json_build_object('start', start, 'end', start + length(words),
         'exact', words, 'prefix', 'words that stand before the span', 'suffix', 'words that stand after this span'))) $$`,
    `INSERT INTO statement_anchors (statement_id, content, cue, attributed_as, sentence)
       SELECT s.id, pg_temp.anchor(s.sentence_start, s.content_text), pg_temp.anchor(s.sentence_start + 125, 'told reporters'),
              pg_temp.anchor(s.sentence_start + 140, s.attributed_as), json_build_object('start', s.sentence_start, 'end', s.sentence_end,
              'exact', substr(r.text, s.sentence_start + 1, s.sentence_end - s.sentence_start))
         FROM statements s JOIN revisions r ON r.id = s.revision_id`,
    `INSERT INTO statement_relays (statement_id, ordinal, source_id) SELECT id, 0, 1 + id % 200 FROM statements WHERE id % 10 = 0`,
    "SET session_replication_role = DEFAULT",
    "VACUUM ANALYZE",
  ]);
}

async function run(url: string, commands: readonly string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    for (const command of commands) await client.query(command);
  } finally {
    await client.end();
  }
}
