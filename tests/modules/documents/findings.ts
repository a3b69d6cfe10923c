/** What ingestion tests share: made-up findings, and a count of every table. */
import type { ExtractedSpeaker, Extraction } from "../../../src/extraction/statement.ts";
import type { TestDatabase } from "../../support/database.ts";

/** Findings for any text: each of the speakers said its first characters. */
export const foundIn = (
  speakers: readonly Pick<ExtractedSpeaker, "name" | "type">[],
  end = 1,
): Extraction => ({
  speakers: speakers.map((speaker) => ({ ...speaker, aliases: [] })),
  statements: speakers.map((_, speaker) => ({
    kind: "indirect",
    speaker,
    attributedAs: null,
    position: null,
    stance: "asserts",
    medium: "unspecified",
    audience: null,
    place: null,
    saidOn: null,
    chain: [],
    confidence: 0.5,
    source: [],
    cue: [],
    content: [{ start: 0, end }],
    sentence: { start: 0, end },
    claim: null,
  })),
  claims: [],
  confirmations: [],
  corrections: [],
});

const tables = (
  "documents revisions statements statement_anchors speakers speaker_aliases positions sources statement_relays " +
  "claims confirmations publishers events versions"
).split(" ");

/** How many rows every table has. */
export async function countRows({ query }: Pick<TestDatabase, "query">): Promise<Record<string, number>> {
  const [row] = await query<Record<string, string>>(
    `SELECT ${tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(", ")}`,
  );
  return Object.fromEntries(Object.entries(row!).map(([table, count]) => [table, Number(count)]));
}
