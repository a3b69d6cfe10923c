/** Who renames a speaker and who takes in or reviews what that speaker said wait for each other in one order. */
import { beforeAll, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";
import { notingConflicts } from "../../support/transactions.ts";

const stored = testDatabase();
const { database, conflicts } = notingConflicts(stored.database);
const api = testApp({ database });
let authorization: string;

async function send(method: "POST" | "PATCH", url: string, payload: object): Promise<void> {
  const { statusCode, body } = await api.app.inject({
    method,
    url: `/v1${url}`,
    headers: { authorization, "if-match": "*" },
    payload,
  });
  expect(statusCode, `${method} ${url}: ${body}`).toBeLessThan(300);
}

const subjects = ["ferry", "crane", "lighthouse", "harbour", "bridge", "tunnel", "library", "orchard"];

/** Ingests the next revision of a document in which the speaker says something about every subject. */
function print(document: string, round: number): Promise<void> {
  const said = subjects.map(
    (subject) => `"Nobody will sell the old ${subject} of Halden to a stranger," Margaret Oakes said.`,
  );
  return send("POST", "/documents", {
    url: `https://example.org/${document}`,
    text: `${said.join(" ")} Page ${round}.`,
  });
}

const ids = async (sql: string): Promise<string[]> =>
  (await stored.query<{ id: string }>(sql)).map(({ id }) => id);

beforeAll(async () => {
  authorization = await api.authorization("ingest", "curate");
  for (const document of ["one", "two"]) await print(document, 0);
});

it("renames, revisions and reviews of the same speaker's statements at once are all done at the first try", async () => {
  const [speaker] = await ids("SELECT id FROM speakers WHERE name = 'Margaret Oakes'");
  for (let round = 1; round <= 8; round += 1) {
    const standing = await ids(
      "SELECT id FROM statements WHERE superseded_at IS NULL ORDER BY id DESC LIMIT 2",
    );
    await Promise.all([
      print("one", round),
      send("PATCH", `/speakers/${speaker}`, { name: `Margaret ${"ABCDEFGH"[round - 1]} Oakes` }),
      print("two", round),
      ...standing.map((id) => send("POST", `/statements/${id}/reviews`, { decision: "accepted" })),
    ]);
  }
  expect(conflicts).toEqual([]);
  const [stale] = await ids(
    "SELECT count(*) AS id FROM statements WHERE NOT search_vector @@ to_tsquery('english', 'H & Oakes')",
  );
  expect(stale).toBe("0");
}, 120_000);
