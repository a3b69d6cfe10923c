/** A database of the first release, with rows in it, is brought up to date: nothing is lost, what is derived is filled in. */
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../../src/database/migrate.ts";
import { databaseAsOf } from "../../src/database/past.ts";
import { emptyDatabase } from "../support/database.ts";
import { rowsIn, type StoredText } from "../support/rows.ts";
import { scratchFolder } from "../support/scratch.ts";

const project = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));
/** The last migration before counts, words and the past of utterances were kept. */
const lastOfThen = "20261123174500_words_of_the_past";

const { url, database, query } = emptyDatabase();
let before: Date;

/** A statement with spans in rows of their own, as they were stored then. */
async function statementOfThen({ documentId, revisionId }: StoredText, ordinal: number, speakerId: bigint) {
  const [row] = await query<{ statement_id: string }>(
    `WITH s AS (
       INSERT INTO statements (revision_id, document_id, ordinal, kind, stance, medium, speaker_id, content_text, attributed_as,
         sentence_start, sentence_end, confidence)
       VALUES ($1, $2, $3, 'direct', 'asserts', 'spoken', $4, 'The bridge safe', 'they', 0, 37, 0.8) RETURNING id)
     INSERT INTO statement_spans (statement_id, role, ordinal, start, "end", exact, prefix, suffix)
     SELECT s.id, p.* FROM s, (VALUES
       ('attributed_as'::span_role, 0, 27, 31, 'they', 'So it "The bridge is safe, ', ' said.'),
       ('content', 1, 21, 25, 'safe', 'So it "The bridge is ', ', they said.'),
       ('content', 0, 7, 17, 'The bridge', 'So it "', ' is safe, they said.')) p
     RETURNING statement_id`,
    [revisionId, documentId, ordinal, speakerId],
  );
  return row!.statement_id;
}

beforeAll(async () => {
  const folder = scratchFolder();
  for (const name of readdirSync(project).filter((one) => one <= lastOfThen)) {
    cpSync(join(project, name), join(folder, name), { recursive: true });
  }
  await migrate(url, folder);

  const rows = rowsIn(database);
  const article = await rows.document('So it "The bridge is safe, they said.');
  const [lee, ruiz, merged] = [
    await rows.speaker("Ann Lee"),
    await rows.speaker("José Ruiz"),
    await rows.speaker("A. Lee"),
  ];
  const said = [];
  for (const [ordinal, speakerId] of [lee, lee, merged, ruiz].entries()) {
    said.push(await statementOfThen(article, ordinal, speakerId));
  }
  // An editor has widened the first one's content, and with it its sentence.
  await query(
    `WITH widened AS (
       INSERT INTO statement_spans (statement_id, span_set, role, ordinal, start, "end", exact, prefix, suffix)
       VALUES ($1, 1, 'content', 0, 7, 21, 'The bridge is ', 'So it "', 'safe, they said.') RETURNING statement_id)
     UPDATE statements SET span_set = 1, content_text = 'The bridge is ', attributed_as = NULL, sentence_start = 7
       FROM widened WHERE id = statement_id`,
    [said[0]],
  );
  await query("INSERT INTO speaker_aliases (speaker_id, name) VALUES ($1, 'the mayor')", [lee]);
  await query("UPDATE speakers SET merged_into_id = $1 WHERE id = $2", [lee, merged]);
  await query("UPDATE statements SET review = 'rejected' WHERE id = $1", [said[1]]);
  const [utterance] = await query<{ id: string }>(
    "INSERT INTO utterances (speaker_id) VALUES ($1) RETURNING id",
    [lee],
  );
  // The last is another speaker's by now.
  for (const id of [said[0], said[3]]) {
    await query("INSERT INTO renderings (statement_id, utterance_id, kind) VALUES ($1, $2, 'verbatim')", [
      id,
      utterance!.id,
    ]);
  }
  await query("SELECT pg_sleep(0.01)");
  before = (await query<{ at: Date }>("SELECT clock_timestamp() AS at"))[0]!.at;
  await query("SELECT pg_sleep(0.01)");

  await migrate(url);
});

describe("a database of the first release that is brought up to date", () => {
  const kept = [
    { name: "Ann Lee", count: 2, words: ["a", "al", "ann", "lee", "mayor", "the", "tm"] },
    { name: "José Ruiz", count: 1, words: ["jose", "jr", "ruiz"] },
  ];
  const derived = `
    SELECT s.name, c.statement_count AS count,
           ARRAY(SELECT DISTINCT w.word FROM speaker_words w WHERE w.speaker_id = s.id ORDER BY w.word) AS words
      FROM speakers s JOIN speaker_counts c ON c.speaker_id = s.id ORDER BY s.id`;

  it("counts the statements, and knows the words, of the speakers that it held", async () => {
    expect(await query(derived)).toEqual(kept);
    expect(
      await query("SELECT FROM speaker_words w JOIN speaker_counts c USING (speaker_id, statement_count)"),
    ).toHaveLength((await query("SELECT FROM speaker_words")).length);
  });

  it("knows as of an instant before what it knew then, renderings of utterances too", async () => {
    const then = databaseAsOf(database, before);
    const asked = (text: string) => Object.assign([text], { raw: [text] }) as TemplateStringsArray;
    expect(await then.$queryRaw(asked(derived))).toEqual(kept);
    expect(
      await then.$queryRaw`
        SELECT u.id::int, array_agg(r.statement_id::int ORDER BY r.statement_id) AS said
          FROM renderings r JOIN utterances u ON u.id = r.utterance_id GROUP BY u.id`,
    ).toEqual([{ id: 1, said: [1, 4] }]);
  });

  it("has given an utterance of its own to what had come to be another speaker's", async () => {
    expect(
      await query(`
        SELECT s.name, array_agg(r.statement_id::int) AS said FROM renderings r JOIN utterances u ON u.id = r.utterance_id
          JOIN speakers s ON s.id = u.speaker_id GROUP BY u.id, s.name ORDER BY u.id`),
    ).toEqual([
      { name: "Ann Lee", said: [1] },
      { name: "José Ruiz", said: [4] },
    ]);
  });

  it("has the anchors of every statement ready, also those that a correction has replaced", async () => {
    const sets = await query("SELECT * FROM statement_anchors ORDER BY statement_id, span_set");
    const asExtracted = {
      content: {
        text: "The bridge safe",
        spans: [
          { start: 7, end: 17, exact: "The bridge", prefix: 'So it "', suffix: " is safe, they said." },
          { start: 21, end: 25, exact: "safe", prefix: 'So it "The bridge is ', suffix: ", they said." },
        ],
      },
      cue: null,
      attributed_as: {
        text: "they",
        spans: [
          { start: 27, end: 31, exact: "they", prefix: 'So it "The bridge is safe, ', suffix: " said." },
        ],
      },
      sentence: { start: 0, end: 37, exact: 'So it "The bridge is safe, they said.' },
    };
    expect(sets).toHaveLength(5);
    expect(sets[0]).toEqual({ ...asExtracted, statement_id: sets[1]!["statement_id"], span_set: 0 });
    expect(sets[1]).toMatchObject({
      span_set: 1,
      content: { text: "The bridge is ", spans: [{ start: 7, end: 21 }] },
      attributed_as: null,
      sentence: { start: 7, end: 37, exact: "The bridge is safe, they said." },
    });
    for (const set of sets.slice(2)) expect(set).toMatchObject({ ...asExtracted, span_set: 0 });
  });

  it("goes on counting what is recorded after", async () => {
    await query("UPDATE statements SET review = 'accepted' WHERE review = 'rejected'");
    await query("UPDATE speakers SET name = 'Joe Ruiz' WHERE name = 'José Ruiz'");
    expect(await query(derived)).toEqual([
      { ...kept[0], count: 3 },
      { name: "Joe Ruiz", count: 1, words: ["joe", "jr", "ruiz"] },
    ]);
  });
});
