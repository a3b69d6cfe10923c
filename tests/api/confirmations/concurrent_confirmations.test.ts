import { describe, expect, it } from "vitest";
import { about, confirmationDesk, newsroom, url } from "./confirmation-desk.ts";

const { stored, post, newClaim } = confirmationDesk();

describe("confirmations that several write at once", () => {
  it("supersede a confirmation exactly once", async () => {
    const { claim, confirm } = await newClaim();
    const first = await confirm("confirmed");
    const answers = await Promise.all(
      ["denied", "disputed", "retracted", "not_confirmed"].map((status) =>
        post({
          about: about("claim", claim),
          status,
          party: newsroom,
          evidence: url,
          supersedes: first.id,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409, 409]);
  });

  it("are all counted in the status, whichever comes last", async () => {
    const { claim, confirm, status } = await newClaim();
    await Promise.all(["confirmed", "denied", "not_confirmed", "confirmed"].map((said) => confirm(said)));
    expect(await status()).toBe("disputed");
    const instants = await stored.query<{ ordered: boolean }>(
      `SELECT bool_and(later.recorded_at >= earlier.recorded_at) AS ordered FROM confirmations earlier
         JOIN confirmations later ON later.claim_id = earlier.claim_id AND later.id > earlier.id
        WHERE earlier.claim_id = $1`,
      [String(claim)],
    );
    expect(instants).toEqual([{ ordered: true }]);
  });

  it("are one for one Idempotency-Key, and all senders get the same answer", async () => {
    const { claim } = await newClaim();
    const body = { about: about("claim", claim), status: "confirmed", party: newsroom, evidence: url };
    const send = (sent: object) => post(sent).set("idempotency-key", `once-${claim}`);
    const answers = await Promise.all([send(body), send(body), send(body)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect(await stored.database.confirmation.count({ where: { claimId: claim } })).toBe(1);
    const other = await send({ ...body, status: "denied" });
    expect([other.status, (other.body as { code: string }).code]).toEqual([422, "idempotency_key_reused"]);
  });
});
