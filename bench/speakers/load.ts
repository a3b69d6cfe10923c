/** Stores composed speakers through the triggers that a service has, and statements for them past the others. */
import pg from "pg";
import type { ComposedSpeaker } from "./compose.ts";

export interface LoadTimes {
  /** Storing the speakers with their names and words, in seconds. */
  readonly speakers: number;
  /** Counting the statements of all speakers, in seconds. */
  readonly counts: number;
}

/** The id of a speaker is its place in the list, from 1. */
export async function loadSpeakers(url: string, speakers: readonly ComposedSpeaker[]): Promise<LoadTimes> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const rows = speakers.map((speaker, index) => ({ ...speaker, id: index + 1 }));
    const timed = async (commands: readonly [string, unknown[]?][]): Promise<number> => {
      const started = performance.now();
      await client.query("BEGIN");
      for (const [command, values = []] of commands) await client.query(command, values);
      await client.query("COMMIT");
      return (performance.now() - started) / 1000;
    };
    const named = await timed([
      [
        `INSERT INTO speakers (id, type, name, key) SELECT r.id, r.type::speaker_type, r.name, r.type || ':' || r.id
           FROM json_to_recordset($1::json) AS r(id bigint, type text, name text)`,
        [JSON.stringify(rows.map(({ id, type, name }) => ({ id, type, name })))],
      ],
      [
        `INSERT INTO speaker_aliases (speaker_id, name) SELECT r.id, r.name FROM json_to_recordset($1::json) AS r(id bigint, name text)`,
        [JSON.stringify(rows.flatMap(({ id, aliases }) => aliases.map((name) => ({ id, name }))))],
      ],
      [
        `INSERT INTO positions (speaker_id, title, key) SELECT r.id, r.title, r.title FROM json_to_recordset($1::json) AS r(id bigint, title text)`,
        [JSON.stringify(rows.flatMap(({ id, title }) => (title === null ? [] : [{ id, title }])))],
      ],
    ]);
    await timed([
      ["SET LOCAL session_replication_role = replica"],
      [
        `INSERT INTO documents (identity_key) SELECT 'd' || n FROM generate_series(1, $1::int / 20 + 1) n`,
        [speakers.reduce((sum, { statements }) => sum + statements, 0)],
      ],
      [
        `INSERT INTO revisions (document_id, number, sha256, text, length_code_points, engine_version)
           SELECT id, 1, encode(sha256('text'), 'hex'), 'text', 4, 'made up' FROM documents`,
      ],
      [
        `INSERT INTO statements (revision_id, document_id, ordinal, kind, stance, medium, speaker_id, content_text, sentence_start, sentence_end, confidence)
           SELECT 1 + (n / 20), 1 + (n / 20), n % 20, 'direct', 'asserts', 'spoken', said.speaker, 'text', 0, 4, 0.9
             FROM (SELECT r.speaker, row_number() OVER () - 1 AS n
                     FROM unnest($1::int[]) WITH ORDINALITY AS r(count, speaker), generate_series(1, r.count)) said`,
        [speakers.map(({ statements }) => statements)],
      ],
    ]);
    await client.query("ANALYZE");
    const counted = await timed([
      ["INSERT INTO speaker_changes (speaker_id, merged) SELECT id, true FROM speakers"],
      ["SELECT settle_at_commit()"],
    ]);
    await client.query("VACUUM ANALYZE");
    return { speakers: named, counts: counted };
  } finally {
    await client.end();
  }
}
