import { beforeAll, describe, expect, it } from "vitest";
import type { StoredText } from "../../support/rows.ts";
import { claimDesk } from "./claim-desk.ts";

const { stored, api, rows, read, merge, split, confirm, change } = claimDesk();

let document: StoredText;
let ann: bigint;
let bob: bigint;

beforeAll(async () => {
  document = await rows.document("Ann said the harbour was sold. Bob denied that the port was sold.");
  ann = await rows.speaker("Ann");
  bob = await rows.speaker("Bob");
});

async function twoClaims() {
  const sold = await rows.claim("the harbour was sold");
  const port = await rows.claim("the port was sold");
  const asserted = await rows.statement({
    in: document,
    content: "the harbour was sold",
    cue: "said",
    attributedAs: "Ann",
    speakerId: ann,
    claimId: sold,
  });
  const denied = await rows.statement({
    in: document,
    content: "the port was sold",
    cue: "denied",
    attributedAs: "Bob",
    speakerId: bob,
    stance: "denies",
    claimId: port,
  });
  return { sold, port, asserted, denied };
}

const speaker = (id: bigint) => ({ party: { type: "speaker", id: String(id) } });
const codeOf = (answer: { status: number; body: unknown }) => [
  answer.status,
  (answer.body as { code?: string }).code,
];

describe("POST /v1/claims/{id}/merge", () => {
  it("makes one claim of two: statements and confirmations of both, under either id", async () => {
    const { sold, port, asserted, denied } = await twoClaims();
    await confirm(sold, "confirmed", speaker(ann));
    await confirm(port, "denied", speaker(bob));
    const answer = await merge(port, sold);
    expect(answer.status).toBe(200);
    const { body } = await read(sold);
    expect(body).toMatchObject({ id: String(sold), merged_from: [String(port)], merged_into: null });
    expect(body.status.value).toBe("disputed");
    expect(body.status.parties.map(({ party }) => party?.name)).toEqual(["Ann", "Bob"]);
    expect(
      body.story.map(({ stance, speakers }) => [
        stance,
        speakers.map(({ speaker: by, statements }) => [by.name, statements.map(({ id }) => id)]),
      ]),
    ).toEqual([
      ["asserts", [["Ann", [String(asserted)]]]],
      ["denies", [["Bob", [String(denied)]]]],
    ]);
    const old = await read(port);
    expect([old.status, old.body.id, old.body.merged_into]).toEqual([200, String(sold), String(sold)]);
    const statement = await api.request.get(`/v1/statements/${denied}`);
    expect(statement.body).toMatchObject({ claim: { id: String(sold) }, status: { value: "disputed" } });
    const list = await api.request.get("/v1/claims?limit=100");
    const listed = (list.body as { data: { id: string }[] }).data.map(({ id }) => id);
    expect([listed.includes(String(sold)), listed.includes(String(port))]).toEqual([true, false]);
    const byOldId = await api.request.get(`/v1/statements?claim=${port}`);
    expect((byOldId.body as { data: object[] }).data).toHaveLength(2);
  });

  it("is undone by a split as if it had never been", async () => {
    const { sold, port } = await twoClaims();
    await confirm(sold, "confirmed", speaker(ann));
    await confirm(port, "denied", speaker(bob));
    const both = async () =>
      [(await read(sold)).body, (await read(port)).body].map((body) => ({ ...body, status_history: null }));
    const before = await both();
    await merge(port, sold);
    expect((await split(port)).status).toBe(200);
    expect(await both()).toEqual(before);
    expect((await read(sold)).body.status_history.map(({ status }) => status)).toEqual([
      "unchecked",
      "confirmed",
      "disputed",
      "confirmed",
    ]);
  });

  it("takes along what was merged before, and gives it back with it", async () => {
    const [a, b, c] = [await rows.claim("a dam"), await rows.claim("b dam"), await rows.claim("c dam")];
    await merge(a, b);
    await merge(b, c);
    expect((await read(a)).body).toMatchObject({ id: String(c), merged_from: [String(a), String(b)] });
    await confirm(c, "confirmed");
    await split(b);
    expect((await read(a)).body).toMatchObject({ id: String(b), status: { value: "unchecked" } });
    expect((await read(c)).body).toMatchObject({ merged_from: [], status: { value: "confirmed" } });
  });

  it("lets what was confirmed of either be superseded through either id, and keeps the line whole after a split", async () => {
    const { sold, port } = await twoClaims();
    const denial = await confirm(port, "denied", speaker(bob));
    await merge(port, sold);
    await confirm(sold, "confirmed", { supersedes: denial.id });
    expect((await read(sold)).body.status.value).toBe("confirmed");
    await split(port);
    expect((await read(sold)).body.status.value).toBe("unchecked");
    expect((await read(port)).body.status.value).toBe("confirmed");
  });

  it("logs the merge and the split with the key", async () => {
    const { sold, port } = await twoClaims();
    await merge(port, sold);
    await split(port);
    const events = await stored.database.event.findMany({
      where: { resourceType: "claims", resourceId: { in: [sold, port] } },
      orderBy: { id: "asc" },
    });
    expect(events).toMatchObject([
      { resourceId: port, action: "merged", difference: { merged_into: { from: null, to: String(sold) } } },
      { resourceId: sold, action: "merged", difference: { merged_from: { from: null, to: String(port) } } },
      { resourceId: port, action: "split", actor: "key:curate-confirm" },
      { resourceId: sold, action: "split" },
    ]);
  });

  it("refuses what is no merge, and changes nothing", async () => {
    const { sold, port } = await twoClaims();
    const snapshot = () => stored.query("SELECT id, merged_into_id, version FROM claims ORDER BY id");
    const before = await snapshot();
    expect(codeOf(await merge(sold, sold))).toEqual([409, "merge_circle"]);
    expect(codeOf(await merge(sold, 999_999n))).toEqual([422, "reference_not_found"]);
    expect(codeOf(await merge(999_999n, sold, "*"))).toEqual([404, "claim_not_found"]);
    expect(codeOf(await split(sold))).toEqual([409, "not_merged"]);
    expect(codeOf(await merge(sold, port, '"99-x"'))).toEqual([412, "stale_version"]);
    const unversioned = await change(`/v1/claims/${sold}/merge`, { into: String(port) });
    expect(codeOf(unversioned)).toEqual([428, "version_required"]);
    expect(codeOf(await change(`/v1/claims/${sold}/merge`, { into: "x" }, "*"))).toEqual([
      400,
      "invalid_request",
    ]);
    expect(await snapshot()).toEqual(before);
  });

  it("refuses to merge twice, or into what was merged into it", async () => {
    const { sold, port } = await twoClaims();
    await merge(port, sold);
    expect(codeOf(await merge(port, sold))).toEqual([409, "already_merged"]);
    expect(codeOf(await merge(sold, port))).toEqual([409, "merge_circle"]);
  });

  it("lets no circle come about however many merge at once", async () => {
    const claims = await Promise.all(
      ["a mill", "b mill", "c mill", "d mill"].map((text) => rows.claim(text)),
    );
    const answers = await Promise.all(
      claims.map((claim, at) => merge(claim, claims[(at + 1) % claims.length]!, "*")),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 409]);
    const roots = await stored.database.claim.findMany({ where: { id: { in: claims } } });
    expect(new Set(roots.map(({ canonicalId }) => canonicalId)).size).toBe(1);
  });
});
