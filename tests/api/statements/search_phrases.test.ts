/** GET /v1/statements?q="...": a phrase of words that nearly every statement has. */
import pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { copyPostings, insertStatements, postingLines } from "../../../bench/quote-checks/load.ts";
import { planDesk, rowsRead } from "../../support/plans.ts";

const { stored, asked, ask, stepsOf } = planDesk([
  "INSERT INTO speakers (id, type, name, key, canonical_id) VALUES (1, 'person', 'Ada Moss', 'person:ada moss', 1)",
]);

/** All hold the same three words, published one document after the other; two hold them as a phrase. */
const held = 6_000;
const [longAgo, lately] = [3, held - 500];
const texts = Array.from({ length: held }, (_, nth) =>
  nth + 1 === longAgo || nth + 1 === lately
    ? `Green river bridges stood there, number ${nth + 1}.`
    : `Bridges on a river that was green and wide, number ${nth + 1}.`,
);

beforeAll(async () => {
  const client = new pg.Client(stored.url);
  await client.connect();
  await client.query("SET session_replication_role = replica");
  await insertStatements(
    client,
    0,
    texts,
    texts.map(() => 1),
  );
  await copyPostings(client, postingLines(0, texts));
  await client.query("VACUUM ANALYZE");
  await client.end();
}, 60_000);

async function search(q: string, more: object = {}): Promise<string[]> {
  const body = (await ask("/v1/statements", { q, ...more })) as unknown as { data: { id: string }[] };
  return body.data.map(({ id }) => id);
}

it("finds a phrase of three words however long ago it was said, the latest first among equals", async () => {
  expect((await search('"green river bridges"')).toSorted()).toEqual(
    [String(longAgo), String(lately)].toSorted(),
  );
  expect(await search('"green river bridges" -wide')).toHaveLength(2);
  expect(await search('"green river bridges" wide')).toEqual([]);
});

it("finds a phrase of two words in the latest statements that have both; by date, in all", async () => {
  expect(await search('"green river"')).toEqual([String(lately)]);
  expect(await search('"green river"', { sort: "-published_on" })).toEqual([String(lately), String(longAgo)]);
});

it("finds it in the past too", async () => {
  const as_of = new Date(Date.now() - 1).toISOString();
  expect(await search('"green river bridges"', { as_of })).toHaveLength(2);
});

it("looks at a bounded number of statements for it", async () => {
  await search('"green river"');
  const steps = await stepsOf(asked.at(-1)!);
  expect(rowsRead(steps, "statements")).toBeLessThan(2_500);
});
