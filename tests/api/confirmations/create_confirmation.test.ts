import { beforeAll, describe, expect, it } from "vitest";
import { about, by, confirmationDesk, newsroom, url } from "./confirmation-desk.ts";

const { stored, api, rows, post, newClaim } = confirmationDesk();

const text = "The minister said the dam is safe. The builder has not confirmed that 💧 the dam is safe.";
let document: Awaited<ReturnType<typeof rows.document>>;
let minister: bigint;
let builder: bigint;
let statement: bigint;

beforeAll(async () => {
  document = await rows.document(text);
  minister = await rows.speaker("Ada Minister");
  builder = await rows.speaker("Builders Inc", "organization");
  statement = await rows.statement({
    in: document,
    content: "the dam is safe",
    cue: "said",
    attributedAs: "The minister",
    speakerId: minister,
  });
});

describe("POST /v1/confirmations", () => {
  it("records who confirmed a claim on what evidence, and answers where to find the record", async () => {
    const claim = await rows.claim("the dam is safe");
    const start = Array.from(text.slice(0, text.indexOf("💧"))).length;
    const answer = await post({
      about: about("claim", claim),
      status: "not_confirmed",
      party: by(builder),
      evidence: {
        type: "span",
        document_id: String(document.documentId),
        revision: 1,
        start,
        end: start + 17,
        quotation: "💧 the dam is safe",
      },
      effective_at: "2025-08-08T12:00:00+02:00",
      note: "asked twice",
    });
    expect(answer.status).toBe(201);
    const { id } = answer.body as { id: string };
    expect(answer.headers["location"]).toBe(`/v1/confirmations/${id}`);
    expect(answer.body).toEqual({
      id,
      about: { type: "claim", id: String(claim), text: "the dam is safe" },
      status: "not_confirmed",
      party: { id: String(builder), name: "Builders Inc", type: "organization" },
      evidence: {
        quotation: "💧 the dam is safe",
        statement_id: null,
        document_id: String(document.documentId),
        revision: 1,
        start,
        end: start + 17,
        url: null,
      },
      effective_at: "2025-08-08T10:00:00.000Z",
      note: "asked twice",
      supersedes: null,
      superseded_by: null,
      origin: "editor",
      recorded_by: "confirm",
      recorded_at: expect.any(String) as string,
    });
    expect((await api.request.get(`/v1/confirmations/${id}`)).body).toEqual(answer.body);
    expect((await stored.database.claim.findUniqueOrThrow({ where: { id: claim } })).status).toBe(
      "unconfirmed",
    );
  });

  it("keeps the status of a claim equal to what its confirmations add up to, and its statements' with it", async () => {
    const { claim, confirm, status } = await newClaim();
    await stored.database.statement.update({ where: { id: statement }, data: { claimId: claim } });
    const ofStatement = async () =>
      (await stored.database.statement.findUniqueOrThrow({ where: { id: statement } })).status;
    expect(await status()).toBe("unchecked");
    await confirm("not_confirmed");
    expect(await status()).toBe("unconfirmed");
    await confirm("confirmed");
    expect(await status()).toBe("confirmed");
    const denial = await confirm("denied", { party: by(builder) });
    expect([await status(), await ofStatement()]).toEqual(["disputed", "disputed"]);
    await confirm("not_confirmed", { party: by(builder), supersedes: denial.id });
    expect([await status(), await ofStatement()]).toEqual(["confirmed", "confirmed"]);
    await confirm("retracted");
    expect(await status()).toBe("retracted");
  });

  it("records whether something was said apart from whether it is so", async () => {
    const answer = await post({
      about: about("statement", statement),
      status: "confirmed",
      party: by(minister),
      evidence: { type: "statement", statement_id: String(statement), quotation: "dam is" },
    });
    expect(answer.status).toBe(201);
    const row = await stored.database.statement.findUniqueOrThrow({ where: { id: statement } });
    expect(row.attributionStatus).toBe("confirmed");
    expect((answer.body as { evidence: object }).evidence).toMatchObject({
      quotation: "dam is",
      statement_id: String(statement),
      document_id: String(document.documentId),
    });
  });

  it("logs the confirmation, and the status that it changed, with the key", async () => {
    const { claim, confirm } = await newClaim();
    const { id } = await confirm("confirmed");
    await confirm("confirmed");
    const events = await stored.database.event.findMany({
      where: {
        OR: [
          { resourceId: BigInt(id), resourceType: "confirmations" },
          { resourceId: claim, resourceType: "claims" },
        ],
      },
      orderBy: { id: "asc" },
    });
    expect(events).toMatchObject([
      { resourceType: "confirmations", action: "created", actor: "key:confirm" },
      {
        resourceType: "claims",
        action: "status_changed",
        difference: { status: { from: "unchecked", to: "confirmed" } },
        actor: "key:confirm",
      },
    ]);
  });

  describe("refuses, and writes nothing", () => {
    const refusal = async (body: object) => {
      const count = () => Promise.all([stored.database.confirmation.count(), stored.database.event.count()]);
      const before = await count();
      const answer = await post(body);
      expect(await count()).toEqual(before);
      const { code, errors } = answer.body as { code: string; errors: { in: string; pointer: string }[] };
      return [answer.status, code, ...new Set(errors.map((fault) => `${fault.in} ${fault.pointer}`))];
    };
    const body = async () => ({
      about: about("claim", await rows.claim("the dam is safe")),
      status: "confirmed",
      party: newsroom,
      evidence: url as object,
    });
    const span = (fields: object) => ({
      type: "span",
      document_id: String(document.documentId),
      revision: 1,
      start: 0,
      end: 12,
      quotation: "The minister",
      ...fields,
    });

    it.each([
      ["claim", { about: { type: "claim", id: "999999" } }, "/about/id"],
      ["statement", { about: { type: "statement", id: "999999" } }, "/about/id"],
      ["party", { party: { type: "speaker", id: "999999" } }, "/party/id"],
      ["superseded confirmation", { supersedes: "999999" }, "/supersedes"],
      ["evidence", { evidence: { type: "statement", statement_id: "999999" } }, "/evidence/statement_id"],
    ])("a %s that does not exist", async (_, fields, pointer) => {
      expect(await refusal({ ...(await body()), ...fields })).toEqual([
        422,
        "reference_not_found",
        `body ${pointer}`,
      ]);
    });

    it.each([
      ["a document that does not exist", { document_id: "999999" }],
      ["a revision that does not exist", { revision: 2 }],
    ])("evidence in %s", async (_, fields) => {
      expect(await refusal({ ...(await body()), evidence: span(fields) })).toEqual([
        422,
        "reference_not_found",
        "body /evidence",
      ]);
    });

    it.each([
      ["differ in one letter", { quotation: "The Minister" }],
      ["stand one code point further on", { start: 1, end: 13 }],
      ["go beyond the end of the text", { start: 80, end: 5000 }],
      ["end before they begin", { start: 12, end: 0 }],
      ["begin where no text can", { start: 99_999_999, end: 100_000_000 }],
    ])("evidence whose words %s", async (_, fields) => {
      expect(await refusal({ ...(await body()), evidence: span(fields) })).toEqual([
        422,
        "evidence_differs",
        "body /evidence/quotation",
      ]);
    });

    it("words that the statement given as evidence does not hold", async () => {
      const evidence = {
        type: "statement",
        statement_id: String(statement),
        quotation: "the dam is not safe",
      };
      expect(await refusal({ ...(await body()), evidence })).toEqual([
        422,
        "evidence_differs",
        "body /evidence/quotation",
      ]);
    });

    it("an effect date in the future", async () => {
      const effective_at = new Date(Date.now() + 3600_000).toISOString();
      expect(await refusal({ ...(await body()), effective_at })).toEqual([
        422,
        "effective_in_future",
        "body /effective_at",
      ]);
    });

    it("superseding a confirmation of another claim, or of a statement", async () => {
      const { confirm } = await newClaim();
      const other = await confirm("confirmed");
      expect(await refusal({ ...(await body()), supersedes: other.id })).toEqual([
        422,
        "supersedes_another_subject",
        "body /supersedes",
      ]);
      expect(
        (
          await refusal({ ...(await body()), about: about("statement", statement), supersedes: other.id })
        ).slice(0, 2),
      ).toEqual([422, "supersedes_another_subject"]);
    });

    it("superseding what is superseded already, so that no circle and no fork can come about", async () => {
      const { claim, confirm } = await newClaim();
      const first = await confirm("confirmed");
      await confirm("denied", { supersedes: first.id });
      expect(
        await refusal({ ...(await body()), about: about("claim", claim), supersedes: first.id }),
      ).toEqual([409, "already_superseded", "body /supersedes"]);
    });

    it.each([
      ["no status", { status: undefined }],
      ["a status that is none", { status: "unchecked" }],
      ["no party", { party: undefined }],
      ["no evidence", { evidence: undefined }],
      ["evidence of an unknown type", { evidence: { type: "hearsay", quotation: "x" } }],
      ["an address that is no web address", { evidence: { ...url, url: "javascript:alert(1)" } }],
      ["words with a NUL", { evidence: { ...url, quotation: "a\0b" } }],
      ["an effect date that is none", { effective_at: "2025-02-30T00:00:00Z" }],
      ["an effect date without a time", { effective_at: "2025-02-03" }],
      ["an empty note", { note: "" }],
      ["an id beyond 64 bits", { about: { type: "claim", id: "9999999999999999999" } }],
      ["an unknown field", { colour: "red" }],
    ])("%s", async (_, fields) => {
      expect((await refusal({ ...(await body()), ...fields })).slice(0, 2)).toEqual([400, "invalid_request"]);
    });

    it("a key without the scope", async () => {
      const answer = await post(await body(), await api.authorization("curate", "ingest", "admin"));
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([403, "missing_scope"]);
    });
  });

  it("stands against the database itself: nobody changes or deletes a confirmation", async () => {
    const { confirm } = await newClaim();
    const { id } = await confirm("confirmed");
    await expect(stored.query(`UPDATE confirmations SET note = 'x' WHERE id = ${id}`)).rejects.toThrow(
      /refused/,
    );
    await expect(stored.query(`DELETE FROM confirmations WHERE id = ${id}`)).rejects.toThrow(/refused/);
    await expect(stored.query("TRUNCATE confirmations CASCADE")).rejects.toThrow(/refused/);
  });
});
