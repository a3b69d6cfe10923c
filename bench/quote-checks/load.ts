/** Fills a migrated database with composed statements, the way bulk loads are done: rows first, indexes after. */
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { postingsOf } from "../../src/modules/quote-checks/grams.ts";
import { readWords } from "../../src/modules/quote-checks/read-words.ts";
import { composeWords, randomFrom, sentence } from "./compose.ts";

const STATEMENTS_PER_DOCUMENT = 10;
const STATEMENTS_PER_BATCH = 2_000;
/** The seed of the statements; sentences that were never said come from another. */
export const STATEMENT_SEED = 1;

/** How many people said all the statements; a few of them said most (as by Zipf's law). */
const speakersFor = (statements: number): number => Math.ceil(statements / 20);

/**
 * Writes the statements with their documents, spans, speakers and postings.
 *
 * @param url of a migrated database without rows
 * @param progress told after every batch how many statements are written
 */
export async function loadStatements(
  url: string,
  statements: number,
  progress: (written: number) => void,
): Promise<void> {
  const [rows, postings] = [await bulkWriter(url), await bulkWriter(url)];
  const [rowIndexes, postingIndexes] = [await dropRowIndexes(rows), await dropPostingKey(postings)];
  const speakers = speakersFor(statements);
  await rows.query(
    `INSERT INTO speakers (id, type, name, key, canonical_id)
     SELECT n, 'person', 'Given' || n || ' Family' || n, 'person:' || n, n FROM generate_series(1, $1::int) n`,
    [speakers],
  );
  const random = randomFrom(STATEMENT_SEED);
  let writing: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < statements; from += STATEMENTS_PER_BATCH) {
    const texts = Array.from({ length: Math.min(STATEMENTS_PER_BATCH, statements - from) }, () =>
      sentence(composeWords(random)),
    );
    const by = texts.map(() => Math.min(speakers, Math.ceil(speakers ** random())));
    const lines = postingLines(from, texts);
    // The next batch is composed while Postgres writes this one, on two connections.
    await writing;
    progress(from);
    writing = Promise.all([insertStatements(rows, from, texts, by), copyPostings(postings, lines)]);
  }
  await writing;
  const eachIndex = async (client: pg.Client, definitions: readonly string[]): Promise<void> => {
    for (const definition of definitions) await client.query(definition);
  };
  await Promise.all([eachIndex(rows, rowIndexes), eachIndex(postings, postingIndexes)]);
  await rows.query("VACUUM ANALYZE");
  await Promise.all([rows.end(), postings.end()]);
}

async function bulkWriter(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  // Derived columns are filled here by the same expressions; a trigger for each row would take hours.
  await client.query(
    "SET session_replication_role = replica; SET maintenance_work_mem = '1GB'; SET synchronous_commit = off",
  );
  return client;
}

/** Drops the indexes of the statements and their anchors; gives what makes them again. */
async function dropRowIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition
       FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = ANY('{statements,statement_anchors}'::regclass[]) AND NOT i.indisprimary`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`);
  return rows.map(({ definition }) => definition);
}

async function dropPostingKey(client: pg.Client): Promise<string[]> {
  await client.query("ALTER TABLE statement_grams DROP CONSTRAINT statement_grams_pkey");
  return ["ALTER TABLE statement_grams ADD PRIMARY KEY (hash, statement_id)"];
}

/**
 * The postings of statements, a line for each, as COPY reads them.
 *
 * @param from the number of the statement before the first
 */
export function postingLines(from: number, texts: readonly string[]): string {
  return texts
    .flatMap((text, index) =>
      postingsOf(readWords(text).words).map((hash) => `${hash}\t${from + index + 1}\n`),
    )
    .join("");
}

/** Writes what `postingLines` gave. */
export async function copyPostings(client: pg.Client, lines: string): Promise<void> {
  const copy = client.query(copyFrom("COPY statement_grams (hash, statement_id) FROM STDIN"));
  await pipeline(Readable.from([lines]), copy);
}

/**
 * Writes statements, ten to a document, with all that belongs to them but their postings.
 *
 * @param client past whose triggers rows are written (session_replication_role = replica)
 * @param from how many there are already, a multiple of ten
 * @param speakers the speaker's id of each
 */
export async function insertStatements(
  client: pg.Client,
  from: number,
  texts: string[],
  speakers: number[],
): Promise<void> {
  const documents = Math.ceil(texts.length / STATEMENTS_PER_DOCUMENT);
  const firstDocument = from / STATEMENTS_PER_DOCUMENT + 1;
  await client.query("BEGIN");
  await client.query(
    `INSERT INTO documents (id, identity_key, published_on, published_on_origin)
     SELECT n, 'file:' || n, date '2015-01-01' + (n % 4000)::int, 'page' FROM generate_series($1::bigint, $2::bigint) n`,
    [firstDocument, firstDocument + documents - 1],
  );
  await client.query(
    `INSERT INTO revisions (id, document_id, number, sha256, text, length_code_points, engine_version)
     SELECT id, id, 1, encode(sha256(convert_to(text, 'UTF8')), 'hex'), text, char_length(text), 'bench'
       FROM (SELECT $1::bigint + (n - 1) / ${STATEMENTS_PER_DOCUMENT} AS id, string_agg(text, ' ' ORDER BY n) AS text
               FROM unnest($2::text[]) WITH ORDINALITY AS t(text, n) GROUP BY 1) d`,
    [firstDocument, texts],
  );
  await client.query(
    `INSERT INTO statements (id, revision_id, document_id, published_on, ordinal, kind, stance, medium, speaker_id, content_text,
       sentence_start, sentence_end, confidence, search_vector)
     SELECT $1::bigint + n, doc, doc, date '2015-01-01' + (doc % 4000)::int, (n - 1) % ${STATEMENTS_PER_DOCUMENT},
            'direct', 'asserts', 'spoken', speaker, text, start, start + char_length(text), 0.9,
            setweight(to_tsvector('english', text), 'A')
       FROM (SELECT text, speaker, n, $4::bigint + (n - 1) / ${STATEMENTS_PER_DOCUMENT} AS doc,
                    (sum(char_length(text) + 1) OVER (PARTITION BY (n - 1) / ${STATEMENTS_PER_DOCUMENT} ORDER BY n) - char_length(text) - 1)::int AS start
               FROM unnest($2::text[], $3::bigint[]) WITH ORDINALITY AS t(text, speaker, n)) s`,
    [from, texts, speakers, firstDocument],
  );
  await client.query(
    `INSERT INTO statement_anchors (statement_id, content, sentence)
     SELECT s.id, json_build_object('text', s.content_text, 'spans', json_build_array(json_build_object('start', s.sentence_start,
              'end', s.sentence_end, 'exact', s.content_text, 'prefix', '', 'suffix', ''))),
            json_build_object('start', s.sentence_start, 'end', s.sentence_end, 'exact', s.content_text)
       FROM statements s WHERE s.id > $1::bigint AND s.id <= $1::bigint + $2::int`,
    [from, texts.length],
  );
  await client.query("COMMIT");
}
