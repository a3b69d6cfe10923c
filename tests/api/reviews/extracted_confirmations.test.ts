import { describe, expect, it } from "vitest";
import { reviewDesk } from "./review-desk.ts";

const desk = reviewDesk();
const { stored, api, rows, read, review, correct, newStatement } = desk;

describe("a review takes along the confirmations that the engine read from the statement", () => {
  async function reported(stance = "denies", status = "denied") {
    const claimId = await rows.claim("the tunnel leaks");
    const id = await newStatement({ content: "it leaks", attributedAs: "She", stance, claimId });
    await stored.query(
      `INSERT INTO confirmations (claim_id, status, party_id, evidence_statement_id, origin)
       VALUES ($1, $2, $3, $4, 'extracted')`,
      [String(claimId), status, String(desk.mayor), String(id)],
    );
    await stored.query("UPDATE claims SET status = $2::text::status WHERE id = $1", [
      String(claimId),
      status,
    ]);
    const standing = async (claim = claimId) => {
      const { value, parties } = (await read(id)).body["status"] as {
        value: string;
        parties: { party: { name: string } | null }[];
      };
      const row = await stored.database.claim.findUniqueOrThrow({ where: { id: claim } });
      return [row.status, value, ...parties.map(({ party }) => party?.name ?? "the newsroom")];
    };
    return { id, claimId, standing };
  }

  it("to the speaker who really said it", async () => {
    const { id, standing } = await reported();
    expect(await standing()).toEqual(["denied", "denied", "Ann Lee"]);
    await correct(id, { speaker: { name: "Bob Stone", type: "person" } });
    expect(await standing()).toEqual(["denied", "denied", "Bob Stone"]);
    await correct(id, { speaker: null });
    expect(await standing()).toEqual(["unchecked", "unchecked"]);
    await correct(id, { speaker: { id: String(desk.mayor) } });
    expect(await standing()).toEqual(["denied", "denied", "Ann Lee"]);
  });

  it("to what was really said", async () => {
    const { id, standing } = await reported();
    await correct(id, { stance: "confirms" });
    expect(await standing()).toEqual(["confirmed", "confirmed", "Ann Lee"]);
    await correct(id, { stance: "asserts" });
    expect(await standing()).toEqual(["unchecked", "unchecked"]);
    await correct(id, { place: "the town hall" });
    expect(await standing()).toEqual(["unchecked", "unchecked"]);
    await correct(id, { stance: "has_not_confirmed" });
    expect(await standing()).toEqual(["unconfirmed", "unconfirmed", "Ann Lee"]);
  });

  it("out when it is no statement, and in again when it is one after all", async () => {
    const { id, standing } = await reported();
    await review(id, { decision: "rejected", reason: "satire" });
    expect((await standing())[0]).toBe("unchecked");
    await review(id, { decision: "accepted" });
    expect(await standing()).toEqual(["denied", "denied", "Ann Lee"]);
  });

  it("to the claim that it is really about, and back", async () => {
    const { id, claimId, standing } = await reported();
    const other = await rows.claim("the tunnel is old");
    await correct(id, { claim_id: String(other) });
    expect(await standing(other)).toEqual(["denied", "denied", "Ann Lee"]);
    expect((await standing(claimId))[0]).toBe("unchecked");
    await correct(id, { claim_id: String(claimId) });
    expect(await standing(claimId)).toEqual(["denied", "denied", "Ann Lee"]);
    expect((await standing(other))[0]).toBe("unchecked");
  });

  it("but not those that an editor recorded", async () => {
    const { id, claimId, standing } = await reported();
    const key = await api.authorization("confirm");
    const answer = await api.request
      .post("/v1/confirmations")
      .set("authorization", key)
      .send({
        about: { type: "claim", id: String(claimId) },
        status: "confirmed",
        party: { type: "newsroom" },
        evidence: { type: "statement", statement_id: String(id) },
      });
    expect(answer.status).toBe(201);
    await review(id, { decision: "rejected", reason: "satire" });
    expect(await standing()).toEqual(["confirmed", "confirmed", "the newsroom"]);
  });
});
