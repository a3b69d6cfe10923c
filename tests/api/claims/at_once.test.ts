import { beforeAll, describe, expect, it } from "vitest";
import { deriveStatus } from "../../../src/modules/confirmations/status.ts";
import type { StoredText } from "../../support/rows.ts";
import { claimDesk } from "./claim-desk.ts";

const desk = claimDesk();
const { stored, api, rows } = desk;

let document: StoredText;
let speakers: bigint[];

beforeAll(async () => {
  document = await rows.document("One said that it rains. Another denied that it rains.");
  speakers = [await rows.speaker("One"), await rows.speaker("Another")];
});

const send = (method: "post" | "put" | "patch", path: string, body?: object) =>
  api.request[method](`/v1${path}`).set({ authorization: desk.authorization, "if-match": "*" }).send(body);

describe("editors at work on the same claims at once", () => {
  it("are each answered, never with a failure of the service, and leave everything in agreement", async () => {
    const claims = [
      await rows.claim("it rains"),
      await rows.claim("rain falls"),
      await rows.claim("it is wet"),
    ];
    const statements: bigint[] = [];
    for (const speakerId of speakers) {
      const id = await rows.statement({
        in: document,
        content: "it rains",
        cue: "denied",
        stance: "denies",
        speakerId,
        claimId: claims[0]!,
      });
      await stored.query(
        `INSERT INTO confirmations (claim_id, status, party_id, evidence_statement_id, origin)
         VALUES ($1, 'denied', $2, $3, 'extracted')`,
        [String(claims[0]), String(speakerId), String(id)],
      );
      statements.push(id);
    }
    const confirm = (claim: bigint, status: string) =>
      send("post", "/confirmations", {
        about: { type: "claim", id: String(claim) },
        status,
        party: { type: "newsroom" },
        evidence: { type: "url", url: "https://example.org", quotation: "So it is." },
      });
    const [a, b, c] = claims as [bigint, bigint, bigint];
    const [s, t] = statements as [bigint, bigint];
    const answers = await Promise.all([
      confirm(a, "confirmed"),
      send("post", `/claims/${b}/merge`, { into: String(a) }),
      send("post", `/statements/${s}/reviews`, { decision: "corrected", correction: { stance: "confirms" } }),
      confirm(b, "not_confirmed"),
      send("put", `/statements/${t}/claim`, { claim_id: String(c) }),
      send("post", `/claims/${a}/merge`, { into: String(c) }),
      send("post", `/statements/${t}/reviews`, { decision: "rejected", reason: "no statement" }),
      confirm(c, "disputed"),
      send("post", `/speakers/${speakers[0]}/merge`, { into: String(speakers[1]) }),
      send("patch", `/speakers/${speakers[1]}`, { name: "Another One" }),
      send("post", `/claims/${b}/split`),
      send("post", `/statements/${s}/reviews`, { decision: "accepted" }),
      confirm(a, "denied"),
      send("put", `/statements/${s}/claim`, { claim_id: String(b) }),
    ]);
    for (const { status, body } of answers) {
      expect([200, 201, 409], JSON.stringify(body)).toContain(status);
    }
    const rowsNow = await stored.database.claim.findMany({ where: { id: { in: claims } } });
    for (const claim of rowsNow) {
      const said = await stored.database.confirmation.findMany({
        where: { claim: { canonicalId: claim.canonicalId } },
      });
      expect(claim.status).toBe(deriveStatus(said));
      const linked = await stored.database.statement.findMany({ where: { claimId: claim.id } });
      for (const statement of linked) expect(statement.status).toBe(claim.status);
    }
    const [instants] = await stored.query<{ ordered: boolean }>(
      `SELECT bool_and(recorded_from <= recorded_until) AS ordered FROM versions WHERE resource_type = 'claims'`,
    );
    expect(instants).toEqual({ ordered: true });
  });
});
