import { beforeAll, describe, expect, it } from "vitest";
import { extractStatements } from "../../../src/extraction/extract-statements.ts";
import { createConfirmationService } from "../../../src/modules/confirmations/service.ts";
import { createIngestionService } from "../../../src/modules/documents/ingestion.ts";
import { createKeyService, type Caller } from "../../../src/modules/keys/service.ts";
import { createReviewService } from "../../../src/modules/reviews/service.ts";
import type { NewReview } from "../../../src/modules/reviews/schemas.ts";
import { testDatabase } from "../../support/database.ts";

const db = testDatabase();
const { database, query } = db;
const clock = (): Date => new Date();
const ingestion = createIngestionService({ database, extract: extractStatements, engineVersion: "7.7" });
const reviews = createReviewService({ database });
const confirmations = createConfirmationService({ database, clock });
const cli = { apiKeyId: null, name: "cli" };

let editor: Caller;
beforeAll(async () => {
  const keys = createKeyService({ database, clock });
  const { text } = await keys.create({ name: "desk", scopes: ["curate", "confirm"] });
  editor = (await keys.authenticate(text))!;
});

let made = 0;
const sentences = {
  closed: "Mayor Ann Lee said that the old bridge would stay closed for many more months.",
  open: "Mayor Ann Lee said that the old bridge would stay open for many more months.",
  rats: "Bob Stone told reporters that the rats had come back to the harbour.",
  denied: "The council has not confirmed that the old bridge would stay closed for many more months.",
};

/** A document of its own; every call is its next revision. */
function story(): (...lines: string[]) => Promise<string> {
  made += 1;
  const name = `story ${made}`;
  return async (...lines) =>
    String((await ingestion.ingest({ text: lines.join("\n\n"), name }, cli)).documentId);
}

interface Found {
  id: bigint;
  contentText: string;
  review: string;
  stance: string;
  attributionStatus: string;
  supersededAt: Date | null;
}

async function statements(documentId: string, number: number): Promise<Found[]> {
  return database.statement.findMany({
    where: { documentId: BigInt(documentId), revision: { number } },
    orderBy: { ordinal: "asc" },
  });
}

async function fates(documentId: string, number: number): Promise<string[]> {
  const rows = await query<{ from: string; outcome: string; to: string | null }>(
    `SELECT o.content_text AS from, a.outcome, n.content_text AS to FROM re_anchorings a
       JOIN revisions r ON r.id = a.revision_id JOIN statements o ON o.id = a.statement_id
       LEFT JOIN statements n ON n.id = a.continued_by_id
      WHERE r.document_id = $1 AND r.number = $2 ORDER BY o.ordinal`,
    [documentId, number],
  );
  return rows.map(({ from, outcome, to }) => `${from.slice(0, 24)} ${outcome} ${(to ?? "-").slice(0, 24)}`);
}

const review = (id: bigint, decision: NewReview): Promise<string> =>
  reviews.create(String(id), decision, () => undefined, editor);

const confirm = (id: bigint, status: "confirmed" | "denied") =>
  confirmations.create(
    {
      about: { type: "statement", id: String(id) },
      status,
      party: { type: "newsroom" },
      evidence: { type: "url", url: "https://example.org/recording", quotation: "closed" },
    },
    editor,
  );

describe("a new revision", () => {
  it("says of every statement before it whether it stands there, moved, was altered, or is gone", async () => {
    const revise = story();
    const id = await revise(sentences.closed, sentences.rats);
    await revise(sentences.closed, "Some other news first.", sentences.rats);
    expect((await fates(id, 2)).map((fate) => /exact|moved|altered|gone/.exec(fate)![0])).toEqual([
      "exact",
      "moved",
    ]);
    await revise(sentences.open);
    expect((await fates(id, 3)).map((fate) => /exact|moved|altered|gone/.exec(fate)![0])).toEqual([
      "altered",
      "gone",
    ]);
    const unnamed = await query(
      `SELECT s.id FROM statements s WHERE s.document_id = $1 AND s.superseded_at IS NOT NULL
          AND NOT EXISTS (SELECT FROM re_anchorings a WHERE a.statement_id = s.id)`,
      [id],
    );
    expect(unnamed).toEqual([]);
  });

  it("keeps what editors accepted, corrected and rejected where the words are the same, and says whence", async () => {
    const revise = story();
    const third = "Critics said that the council was asleep.";
    const id = await revise(sentences.closed, sentences.rats, third);
    const [accepted, corrected, rejected] = await statements(id, 1);
    await review(accepted!.id, { decision: "accepted" });
    await review(corrected!.id, {
      decision: "corrected",
      correction: { stance: "predicts", speaker: { name: "Rob Stone", type: "person" } },
      reason: "Heard the recording",
    });
    await review(rejected!.id, { decision: "rejected", reason: "A headline" });
    await revise("An update.", sentences.closed, sentences.rats, third);
    const carried = await statements(id, 2);
    expect(carried.map(({ review: state }) => state)).toEqual(["accepted", "corrected", "rejected"]);
    const kept = await database.statement.findUniqueOrThrow({
      where: { id: carried[1]!.id },
      include: { speaker: true, reviews: true },
    });
    expect(kept).toMatchObject({
      stance: "predicts",
      speaker: { name: "Rob Stone" },
      reviews: [
        {
          decision: "corrected",
          reason: `Carried over from statement ${corrected!.id}: Heard the recording`,
          correction: { stance: { to: "predicts" } },
          recordedById: null,
        },
      ],
    });
    const events = await database.event.findMany({
      where: { resourceType: "statements", resourceId: { in: carried.map((one) => one.id) } },
      orderBy: { resourceId: "asc" },
    });
    expect(events.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      "engine:7.7 accepted",
      "engine:7.7 corrected",
      "engine:7.7 rejected",
    ]);
    // And once more: what was carried over is carried on, also to where the speaker was first read otherwise.
    await revise(sentences.rats, third);
    expect((await statements(id, 3)).map(({ review: state, stance }) => [state, stance])).toEqual([
      ["corrected", "predicts"],
      ["rejected", expect.any(String) as string],
    ]);
  });

  it("keeps corrected spans where they hold the same words, wherever these stand now", async () => {
    const revise = story();
    const id = await revise("🎉 News.", sentences.closed);
    const [statement] = await statements(id, 1);
    const text = ["🎉 News.", sentences.closed].join("\n\n");
    const start = Array.from(text.slice(0, text.indexOf("would stay closed"))).length;
    await review(statement!.id, {
      decision: "corrected",
      correction: { content: [{ start, end: start + "would stay closed".length }] },
    });
    await revise("🎉🎉 News, updated.", sentences.closed);
    expect(await statements(id, 2)).toMatchObject([
      { review: "corrected", contentText: "would stay closed" },
    ]);
  });

  it("leaves what is worded otherwise for an editor to look at", async () => {
    const revise = story();
    const id = await revise(sentences.closed);
    const [statement] = await statements(id, 1);
    await review(statement!.id, { decision: "accepted" });
    await confirm(statement!.id, "confirmed");
    await revise(sentences.open);
    expect(await fates(id, 2)).toHaveLength(1);
    expect(await statements(id, 2)).toMatchObject([{ review: "extracted", attributionStatus: "unchecked" }]);
  });

  it("counts what was confirmed of the same words, also what is confirmed or withdrawn later", async () => {
    const revise = story();
    const id = await revise(sentences.closed);
    const [first] = await statements(id, 1);
    const { id: confirmation } = await confirm(first!.id, "confirmed");
    await revise("Updated.", sentences.closed);
    await revise("Updated again.", sentences.closed);
    const status = async (): Promise<string[]> => [
      (await statements(id, 2))[0]!.attributionStatus,
      (await statements(id, 3))[0]!.attributionStatus,
    ];
    expect(await status()).toEqual(["confirmed", "confirmed"]);
    await confirm((await statements(id, 2))[0]!.id, "denied");
    expect(await status()).toEqual(["disputed", "disputed"]);
    expect((await statements(id, 1))[0]!.attributionStatus).toBe("confirmed");
    await confirmations.withdraw(confirmation, "a mistake", editor);
    expect(await status()).toEqual(["denied", "denied"]);
  });

  it("lets the confirmations that the engine reads anew follow the carried-over verdict", async () => {
    const revise = story();
    const lines = [sentences.closed, sentences.denied];
    const id = await revise(...lines);
    const claimStatus = async (): Promise<string[]> =>
      (
        await query<{ status: string }>(
          `SELECT c.status FROM claims c JOIN revisions r ON r.id = c.revision_id WHERE r.document_id = $1`,
          [id],
        )
      ).map(({ status }) => status);
    expect(await claimStatus()).toEqual(["unconfirmed"]);
    const found = await database.statement.findFirstOrThrow({
      where: { documentId: BigInt(id), stance: "has_not_confirmed" },
    });
    await review(found.id, { decision: "rejected", reason: "no such council" });
    expect(await claimStatus()).toEqual(["unchecked"]);
    await revise("Updated.", ...lines);
    expect(await claimStatus()).toEqual(["unchecked"]);
  });
});
