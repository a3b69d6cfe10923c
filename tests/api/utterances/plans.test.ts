/** The plans by which utterances are read: from a few rows of them to their statements by keys, never a whole table. */
import { expect, it } from "vitest";
import type { Prisma } from "../../../src/database/generated/client.ts";
import { createUtteranceService } from "../../../src/modules/utterances/service.ts";
import { manyStatements, noting, planDesk, rowsRead } from "../../support/plans.ts";

/** Every speaker's 200 statements are five renderings each of 40 utterances. */
const { stored, asked, ask, stepsOf } = planDesk([
  ...manyStatements,
  "INSERT INTO utterances (id, speaker_id) SELECT 100 * speaker + n, speaker FROM generate_series(1, 200) speaker, generate_series(0, 39) n",
  `INSERT INTO renderings (statement_id, utterance_id)
     SELECT id, 100 * speaker_id + (row_number() OVER (PARTITION BY speaker_id ORDER BY id) - 1) / 5 FROM statements`,
  "ANALYZE",
]);
const large = ["statements", "renderings", "utterances", "documents"];

it("an utterance reads its own renderings, now and in the past", async () => {
  for (const query of [{}, { as_of: new Date().toISOString() }]) {
    await ask("/v1/utterances/707", query);
    const steps = await stepsOf(asked[0]!, query.as_of);
    for (const table of large) expect(rowsRead(steps, table), table).toBeLessThanOrEqual(20);
  }
});

it.each([true, false])(
  "the renderings of a quote check's statements are read for these only; published ones only: %s",
  async (publishedOnly) => {
    const notes: Prisma.Sql[] = [];
    const utterances = createUtteranceService({ database: noting(stored.database, notes) });
    const found = await utterances.findRenderings(["11", "222", "3333", "20000", "39999"], { publishedOnly });
    expect(found.get("3333")).toMatchObject({ count: publishedOnly ? 0 : 5 });
    expect(found.get("3333")!.others).toHaveLength(publishedOnly ? 0 : 4);
    expect(notes).toHaveLength(1);
    const steps = await stepsOf(notes[0]!);
    for (const table of large) expect(rowsRead(steps, table), table).toBeLessThanOrEqual(60);
  },
);
