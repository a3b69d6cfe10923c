/** Anchored text cannot differ from the document's, whoever writes it. */
import { beforeAll, describe, expect, it } from "vitest";
import { codePointText } from "../../src/modules/documents/code-point-text.ts";
import { anchorsAt, type StatementAnchors } from "../../src/modules/statements/anchors.ts";
import { testDatabase } from "../support/database.ts";
import { rowsIn } from "../support/rows.ts";

const { database, query } = testDatabase();
const text = "🌉 “It is safe,” she said, “and it is new.”";
const places = {
  content: [
    { start: 3, end: 14 },
    { start: 27, end: 41 },
  ],
  cue: [{ start: 20, end: 24 }],
  attributed_as: [],
};
const right = anchorsAt(codePointText(text), places, { start: 0, end: [...text].length });
let id: bigint;
let setsStored = 0;

beforeAll(async () => {
  const article = await rowsIn(database).document(text);
  id = await rowsIn(database).statement({
    in: article,
    content: ["It is safe,", "and it is new."],
    cue: "said",
  });
});

/** Stores the next set of anchors. */
async function store(anchors: object): Promise<void> {
  setsStored += 1;
  await query(
    `INSERT INTO statement_anchors SELECT $1, $2, a.* FROM json_to_record($3) AS a(content json, cue json, attributed_as json, sentence json)`,
    [id, setsStored, JSON.stringify(anchors)],
  );
}

const content = (change: (spans: StatementAnchors["content"]["spans"]) => object[], words?: string) => ({
  ...right,
  content: { text: words ?? right.content.text, spans: change(right.content.spans) },
});

describe("the database takes anchors", () => {
  it("that are the words of the text, and gives them as they were stored", async () => {
    await store(right);
    const [stored] = await query(
      "SELECT content, cue, attributed_as, sentence FROM statement_anchors WHERE statement_id = $1 AND span_set = $2",
      [id, setsStored],
    );
    expect(stored).toEqual(right);
    expect(right.content.text).toBe("It is safe, and it is new.");
  });

  it.each<[string, object]>([
    ["with other words than the text has there", content(([a, b]) => [{ ...a, exact: "It is sage," }, b!])],
    ["with other surroundings", content(([a, b]) => [{ ...a, suffix: "” he said" }, b!])],
    ["without surroundings", content(([a, b]) => [a!, { ...b, prefix: undefined }])],
    [
      "that begin before the one before has ended",
      content(([a, b]) => [b!, a!], "and it is new. It is safe,"),
    ],
    ["that go beyond the text", content(([a, b]) => [a!, { ...b, end: 400 }])],
    ["with a text that is not that of the spans", content((spans) => [...spans], "It is safe and new.")],
    ["without a span", content(() => [])],
    [
      "with a sentence that is not in the text",
      { ...right, sentence: { ...right.sentence, exact: "It is." } },
    ],
    ["without a sentence", { ...right, sentence: null }],
  ])("but not any %s", async (_, wrong) => {
    await expect(store(wrong)).rejects.toThrow(
      /differs from the text|out of order|statement_anchors_spans|not-null/,
    );
  });

  it("but no statement that says otherwise than its anchors", async () => {
    for (const change of [
      "content_text = 'It is safe'",
      "attributed_as = 'she'",
      "sentence_start = 1",
      "span_set = 77",
    ]) {
      await expect(query(`UPDATE statements SET ${change} WHERE id = ${id}`)).rejects.toThrow(
        /differ from its spans/,
      );
    }
  });

  it("and nobody changes them", async () => {
    await expect(query("UPDATE statement_anchors SET cue = NULL")).rejects.toThrow(/refused/);
    await expect(query("DELETE FROM statement_anchors")).rejects.toThrow(/refused/);
  });
});
