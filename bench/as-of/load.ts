/** A database of made-up statements, some of which have changed, written past the triggers. */
import pg from "pg";

/** Statements by one speaker in five hundred, twenty to a document. */
export async function loadStatements(url: string, statements: number): Promise<void> {
  const documents = Math.ceil(statements / 20);
  await run(url, [
    "SET session_replication_role = replica",
    "INSERT INTO publishers (name, key) SELECT 'p' || n, 'p' || n FROM generate_series(1, 200) n",
    `INSERT INTO documents (identity_key, publisher_id, publisher_origin, published_on, published_on_origin)
       SELECT 'd' || n, 1 + n % 200, 'page', date '2015-01-01' + n % 3650, 'page' FROM generate_series(1, ${documents}) n`,
    `INSERT INTO revisions (document_id, number, sha256, text, length_code_points, engine_version)
       SELECT d.id, 1, encode(sha256(convert_to(t.text, 'UTF8')), 'hex'), t.text, length(t.text), 't'
         FROM documents d, LATERAL (SELECT repeat('text ' || d.id || ' ', 50) AS text) t`,
    `INSERT INTO speakers (type, name, key, canonical_id) SELECT 'person', 's' || n, 's' || n, n FROM generate_series(1, ${Math.ceil(statements / 500)}) n`,
    `INSERT INTO statements (revision_id, document_id, publisher_id, published_on, ordinal, kind, stance, medium, status,
         attribution_status, speaker_id, content_text, said_on, said_precision, sentence_start, sentence_end, confidence, search_vector)
       SELECT r.id, d.id, d.publisher_id, d.published_on, o, (enum_range(NULL::kind))[1 + o % 3],
              (enum_range(NULL::stance))[1 + (d.id * 7 + o) % 9], (enum_range(NULL::medium))[1 + (d.id * 3 + o) % 10],
              (enum_range(NULL::status))[1 + (d.id + o) % 6], (enum_range(NULL::status))[1 + (d.id + o) % 6],
              1 + (d.id * 11 + o) % ${Math.ceil(statements / 500)}, 'word' || (d.id + o) % 5000 || ' and others', d.published_on - o, 'day', 0, 20,
              (d.id * 13 + o * 17) % 1000 / 1000.0, to_tsvector('english', 'word' || (d.id + o) % 5000 || ' and others')
         FROM documents d JOIN revisions r ON r.document_id = d.id, generate_series(0, 19) o`,
    `INSERT INTO statement_anchors (statement_id, content, sentence)
       SELECT id, json_build_object('text', content_text, 'spans', json_build_array(json_build_object(
                'start', 0, 'end', length(content_text), 'exact', content_text, 'prefix', '', 'suffix', ''))),
              json_build_object('start', sentence_start, 'end', sentence_end, 'exact', content_text) FROM statements`,
    "ANALYZE",
  ]);
}

/** Changes a share of all statements, and tells an instant before that, as the API writes it. */
export async function changeSome(url: string, share: number): Promise<string> {
  await run(url, ["SELECT pg_sleep(0.01)"]);
  const then = new Date().toISOString();
  const every = Math.max(1, Math.round(1 / share));
  await run(url, [
    "SELECT pg_sleep(0.01)",
    "SET session_replication_role = replica",
    `INSERT INTO versions (resource_type, resource_id, version, recorded_from, recorded_until, row, words)
       SELECT 'statements', s.id, s.version, s.changed_at, now(), to_jsonb(s) - 'search_vector', s.search_vector FROM statements s WHERE s.id % ${every} = 0`,
    `UPDATE statements SET version = version + 1, changed_at = now(), review = 'accepted' WHERE id % ${every} = 0`,
    "VACUUM ANALYZE statements",
    "VACUUM ANALYZE versions",
  ]);
  return then;
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
