import { describe, expect, it } from "vitest";
import { placeIn, reviewDesk, text, type StatementBody } from "./review-desk.ts";

const desk = reviewDesk();
const { stored, api, rows, read, post, review, correct, newStatement } = desk;
const place = placeIn(text);

describe("POST /v1/statements/{id}/reviews", () => {
  it("accepts a statement, and says who did", async () => {
    const id = await newStatement();
    const { id: reviewId } = await review(id, { decision: "accepted" });
    expect((await read(id)).body.review).toBe("accepted");
    const list = await api.request.get(`/v1/statements/${id}/reviews`);
    expect(list.body).toMatchObject({
      data: [{ id: reviewId, decision: "accepted", reviewed_by: "curate", correction: null }],
      extracted: { id: String(id), review: "extracted" },
    });
  });

  it("takes a rejected statement out of the lists until it is asked for or accepted again", async () => {
    const id = await newStatement();
    const listed = async (query = "") =>
      ((await api.request.get(`/v1/statements?limit=100${query}`)).body as { data: { id: string }[] }).data
        .map((statement) => statement.id)
        .includes(String(id));
    expect(await listed()).toBe(true);
    await review(id, { decision: "rejected", reason: "a headline" });
    expect([await listed(), await listed("&review=rejected")]).toEqual([false, true]);
    expect((await read(id)).body.review).toBe("rejected");
    await review(id, { decision: "accepted" });
    expect([await listed(), await listed("&review=rejected")]).toEqual([true, false]);
  });

  it("corrects every circumstance at once, names each change, and keeps what the engine had found", async () => {
    const id = await newStatement();
    const claim = await rows.claim("the tunnel leaks");
    const { correction } = await correct(id, {
      speaker: { name: "Bob Stone", type: "person" },
      position: { title: "Engineer", organization: "Tunnel Works" },
      kind: "direct",
      stance: "denies",
      medium: "interview",
      audience: "engineers",
      place: null,
      said_on: { as_printed: "Friday", date: "2025-08" },
      claim_id: String(claim),
      content: [place("it leaks")],
      attributed_as: [place("She")],
      cue: [],
    });
    const { body } = await read(id);
    expect(body).toMatchObject({
      review: "corrected",
      speaker: { name: "Bob Stone", type: "person" },
      position: { title: "Engineer", organization: { name: "Tunnel Works" } },
      kind: "direct",
      stance: "denies",
      medium: "interview",
      audience: "engineers",
      place: null,
      said_on: { as_printed: "Friday", date: "2025-08", precision: "month" },
      claim: { id: String(claim) },
      cue: null,
      attributed_as: { text: "She" },
      content: { text: "it leaks", spans: [{ ...place("it leaks"), exact: "it leaks", suffix: "." }] },
    });
    expect(correction).toMatchObject({
      stance: { from: "asserts", to: "denies" },
      content: { from: [place("the tunnel is safe")], to: [place("it leaks")] },
      said_on: { from: { as_printed: "Friday", date: null }, to: { as_printed: "Friday", date: "2025-08" } },
    });
    expect(correction).not.toHaveProperty("place");
    const { extracted } = (await api.request.get(`/v1/statements/${id}/reviews`)).body as {
      extracted: StatementBody;
    };
    expect(extracted).toMatchObject({
      speaker: { name: "Ann Lee" },
      stance: "asserts",
      content: { text: "the tunnel is safe", spans: [place("the tunnel is safe")] },
      cue: { text: "told" },
    });
  });

  it("finds the corrected words and speaker in searches, and the old ones no more", async () => {
    const id = await newStatement();
    const found = async (q: string) =>
      (
        (await api.request.get("/v1/statements").query({ q, limit: 100 })).body as { data: { id: string }[] }
      ).data.some((statement) => statement.id === String(id));
    expect([await found("safe"), await found("leaks")]).toEqual([true, false]);
    await correct(id, { content: [place("it leaks")] });
    expect([await found("safe"), await found("leaks")]).toEqual([false, true]);
  });

  it("does not give the old speaker's position to the new one", async () => {
    const { id: positionId } = await stored.database.position.create({
      data: { speakerId: desk.mayor, title: "Mayor", key: `mayor|${Math.random()}` },
    });
    const id = await newStatement({ positionId });
    await correct(id, { speaker: { name: "Critics", type: "group" } });
    expect((await read(id)).body).toMatchObject({ speaker: { name: "Critics" }, position: null });
  });

  it("makes no second speaker of a name that is known", async () => {
    const speaker = { name: "Known Person", type: "person" };
    const ids = [await newStatement(), await newStatement()];
    for (const id of ids) await correct(id, { speaker });
    expect(await stored.database.speaker.count({ where: { name: speaker.name } })).toBe(1);
  });

  it("writes an event with the difference and the key", async () => {
    const id = await newStatement();
    await correct(id, { stance: "questions" });
    const events = await stored.database.event.findMany({
      where: { resourceType: "statements", resourceId: id },
    });
    expect(events).toMatchObject([
      {
        action: "corrected",
        actor: "key:curate",
        difference: { stance: { from: "asserts", to: "questions" } },
      },
    ]);
  });

  it("stands against the database itself: nobody changes or deletes a review or a span", async () => {
    const id = await newStatement();
    await correct(id, { content: [place("it leaks")] });
    for (const sql of [
      `UPDATE reviews SET reason = 'x' WHERE statement_id = ${id}`,
      `DELETE FROM reviews WHERE statement_id = ${id}`,
      `DELETE FROM statement_anchors WHERE statement_id = ${id}`,
      `DELETE FROM events WHERE resource_id = ${id}`,
    ]) {
      await expect(stored.query(sql)).rejects.toThrow(/refused/);
    }
  });

  describe("refuses, and writes nothing", () => {
    async function refusal(id: bigint, body: object, etag?: string, key?: string) {
      const count = () =>
        Promise.all([
          stored.database.review.count(),
          stored.database.event.count(),
          stored.database.speaker.count(),
          stored.database.statementAnchors.count(),
          stored.database.version.count(),
        ]);
      const before = await count();
      const answer = await post(id, body, etag ?? (await read(id)).etag, key);
      expect(await count()).toEqual(before);
      return [answer.status, (answer.body as { code: string }).code];
    }
    const accepted = { decision: "accepted" };
    const corrected = (correction: object) => ({ decision: "corrected", correction });

    it("a review of a version that is no longer the latest", async () => {
      const id = await newStatement();
      const { etag } = await read(id);
      await review(id, accepted);
      expect(await refusal(id, { decision: "rejected", reason: "x" }, etag)).toEqual([412, "stale_version"]);
    });

    it("a review that does not say which version it is of", async () => {
      const id = await newStatement();
      const answer = await api.request
        .post(`/v1/statements/${id}/reviews`)
        .set({ authorization: desk.authorization })
        .send(accepted);
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([428, "version_required"]);
    });

    it("a statement that does not exist", async () => {
      expect((await post("999999", accepted, "*")).status).toBe(404);
    });

    it("a key without the scope", async () => {
      const key = await api.authorization("confirm", "ingest", "admin");
      expect(await refusal(await newStatement(), accepted, undefined, key)).toEqual([403, "missing_scope"]);
    });

    it.each([
      ["a rejection without a reason", { decision: "rejected" }],
      ["a correction of nothing", corrected({})],
      ["a field that a statement does not have", corrected({ colour: "red" })],
      ["a stance that is none", corrected({ stance: "shouts" })],
      ["a statement without content", corrected({ content: [] })],
      ["a speaker that is named twice", corrected({ speaker: { id: "1", name: "Ann", type: "person" } })],
      ["a date that does not exist", corrected({ said_on: { as_printed: null, date: "2025-02-30" } })],
      ["a place with a NUL", corrected({ place: "a\0b" })],
    ])("%s", async (_, body) => {
      expect(await refusal(await newStatement(), body)).toEqual([400, "invalid_request"]);
    });

    it.each([
      ["speaker", { speaker: { id: "999999" } }],
      ["position", { position: { id: "999999" } }],
      ["claim", { claim_id: "999999" }],
    ])("a %s that does not exist", async (_, correction) => {
      expect(await refusal(await newStatement(), corrected(correction))).toEqual([
        422,
        "reference_not_found",
      ]);
    });

    it("a position that somebody else holds, or nobody", async () => {
      const other = await rows.speaker("Other Holder");
      const position = await stored.database.position.create({
        data: { speakerId: other, title: "Clerk", key: "clerk|" },
      });
      const id = await newStatement();
      const held = corrected({ position: { id: String(position.id) } });
      expect(await refusal(id, held)).toEqual([422, "position_of_another_speaker"]);
      const nobody = corrected({ speaker: null, position: { title: "Clerk" } });
      expect(await refusal(id, nobody)).toEqual([422, "position_of_another_speaker"]);
    });

    it.each([
      ["ends before it begins", [{ start: 9, end: 5 }]],
      ["is empty", [{ start: 9, end: 9 }]],
      ["goes beyond the text", [{ start: 0, end: 5000 }]],
      [
        "overlaps the one before",
        [
          { start: 0, end: 9 },
          { start: 8, end: 12 },
        ],
      ],
      [
        "stands before the one before",
        [
          { start: 20, end: 29 },
          { start: 0, end: 5 },
        ],
      ],
    ])("a span that %s", async (_, content) => {
      expect(await refusal(await newStatement(), corrected({ content }))).toEqual([422, "spans_do_not_fit"]);
    });

    it("a correction that changes nothing", async () => {
      const same = corrected({ stance: "asserts", content: [place("the tunnel is safe")] });
      expect(await refusal(await newStatement(), same)).toEqual([422, "nothing_corrected"]);
    });
  });

  it("lets exactly one of several editors win who started from the same version", async () => {
    const id = await newStatement();
    const { etag } = await read(id);
    const answers = await Promise.all(
      ["questions", "denies", "predicts", "demands"].map((stance) =>
        post(id, { decision: "corrected", correction: { stance } }, etag),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 412, 412, 412]);
    expect(await stored.database.review.count({ where: { statementId: id } })).toBe(1);
  });

  it("records one review for one Idempotency-Key, however often it is sent", async () => {
    const id = await newStatement();
    const { etag } = await read(id);
    const send = () => post(id, { decision: "accepted" }, etag).set("idempotency-key", `review-${id}`);
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(await stored.database.review.count({ where: { statementId: id } })).toBe(1);
  });
});
