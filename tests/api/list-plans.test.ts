/** The plans of the other lists and resources: a page and an item are found by an index, not by reading a table. */
import { describe, expect, it } from "vitest";
import { manyStatements, planDesk, rowsRead } from "../support/plans.ts";

const { asked, ask, stepsOf } = planDesk([
  ...manyStatements,
  "INSERT INTO claims (text, canonical_id, status) SELECT 'claim ' || n, n, (enum_range(NULL::status))[1 + n % 6] FROM generate_series(1, 5000) n",
  "UPDATE statements SET claim_id = 1 + id % 5000",
  `INSERT INTO confirmations (claim_id, status, party_id, evidence_url, evidence_quotation, origin)
     SELECT 1 + n % 5000, 'confirmed', 1 + n % 200, 'https://example.org/' || n, 'So it is.', 'extracted' FROM generate_series(1, 20000) n`,
  "INSERT INTO sources (type, name, key) SELECT 'report', 'source ' || n, 's' || n FROM generate_series(1, 5000) n",
  "INSERT INTO statement_relays (statement_id, ordinal, source_id) SELECT id, 0, 1 + id % 5000 FROM statements",
  "ANALYZE",
]);

/** A page of 20 documents counts the statements in them, of which there are 20 in each. */
const few = 450;
const large = [
  "statements",
  "documents",
  "revisions",
  "claims",
  "confirmations",
  "sources",
  "statement_relays",
];

describe("reading", () => {
  it.each([
    ["/v1/documents", {}],
    ["/v1/documents", { publisher: "7" }],
    ["/v1/documents/77", {}],
    ["/v1/claims", {}],
    ["/v1/claims", { status: "disputed" }],
    ["/v1/claims/77", {}],
    ["/v1/confirmations", {}],
    ["/v1/confirmations", { claim: "77" }],
    ["/v1/confirmations/77", {}],
    ["/v1/sources/77", {}],
    ["/v1/statements", { claim: "77" }],
    ["/v1/statements", { document: "77", sort: "document" }],
    ["/v1/statements/77", {}],
  ])("%s with %j reads few rows of every large table", async (path, query) => {
    await ask(path, query);
    expect(asked.length).toBeGreaterThan(0);
    for (const sql of asked) {
      const steps = await stepsOf(sql);
      for (const table of large)
        expect(rowsRead(steps, table), `${table}: ${sql.text}`).toBeLessThanOrEqual(few);
    }
  });
});
