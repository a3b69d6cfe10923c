import { beforeAll, describe, expect, it } from "vitest";
import { createServices } from "../../../src/services.ts";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const { database, query } = testDatabase();
const api = testApp({ database });
const { ingestion } = createServices({ database, clock: () => new Date() });
const actor = { apiKeyId: null, name: "test" };

const words = "We will rebuild the bridge in Varna before the first snow falls";

function ingest(name: string, text: string, publishedOn: string) {
  return ingestion.ingest({ text, url: `https://example.org/${name}`, publishedOn }, actor);
}

/** The utterance of the statement that holds the words, in the document of that name. */
async function utteranceOf(name: string, fragment: string): Promise<string> {
  const rows = await query<{ id: string }>(
    `SELECT r.utterance_id::text AS id FROM statements s JOIN renderings r ON r.statement_id = s.id
       JOIN documents d ON d.id = s.document_id
      WHERE d.url LIKE '%' || $1 AND strpos(s.content_text, $2) > 0 AND s.superseded_at IS NULL`,
    [name, fragment],
  );
  expect(rows).toHaveLength(1);
  return rows[0]!.id;
}

const get = (id: string) => api.request.get(`/v1/utterances/${id}`);

describe("statements of several documents", () => {
  beforeAll(async () => {
    await ingest(
      "b",
      `"${words}, whatever it costs," Prime Minister Elena Marinova said. She left early.`,
      "2024-03-02",
    );
    await ingest("a", `"${words}," said Elena Marinova, the prime minister.`, "2024-03-01");
    await ingest(
      "c",
      `"We will rebuild the bridge in Sofia before the first snow falls," Elena Marinova said.`,
      "2024-03-05",
    );
    await ingest("d", `"${words}," said Ivan Petrov, a contractor.`, "2024-03-05");
    await ingest(
      "e",
      `"We will not rebuild the bridge in Varna before the first snow falls," Elena Marinova said.`,
      "2024-03-06",
    );
  });

  it("in nearly the same words of the same speaker are one utterance, in the order of publication", async () => {
    const { body } = await get(await utteranceOf("/a", words)).expect(200);
    expect(body.speaker.name).toBe("Elena Marinova");
    expect(body.rendering_count).toBe(3);
    expect(body.first_appearance.document.published_on).toBe("2024-03-01");
    // The second has more of it than the first.
    expect(body.reference_statement_id).toBe(body.renderings[1].statement_id);
    expect(body.renderings.map(({ kind }: { kind: string }) => kind)).toEqual([
      "truncated",
      "verbatim",
      "altered",
    ]);
    expect(body.renderings[1].difference).toEqual([]);
    expect(body.renderings[2].difference).toContainEqual({
      kind: "replaced",
      reference_words: "Varna",
      words: "Sofia",
    });
    expect(body.wordings.map(({ first_published_on: day }: { first_published_on: string }) => day)).toEqual([
      "2024-03-01",
      "2024-03-02",
      "2024-03-05",
    ]);
  });

  it("are never one utterance where two people said them", async () => {
    expect(await utteranceOf("/d", words)).not.toBe(await utteranceOf("/a", words));
  });

  it("are two utterances where one denies what the other says", async () => {
    expect(await utteranceOf("/e", "will not")).not.toBe(await utteranceOf("/a", words));
  });

  it("are shown with a quote check as its other renderings", async () => {
    const { body } = await api.request
      .post("/v1/quote-checks")
      .send({ text: words, speaker: "Marinova" })
      .expect(200);
    const [match] = body.matches;
    expect(match.utterance_id).toBe(await utteranceOf("/a", words));
    expect(match.renderings).toHaveLength(2);
  });

  it("stay one utterance when a document is ingested again, and when its text changes", async () => {
    const before = await utteranceOf("/c", "Sofia");
    await ingest(
      "c",
      `"We will rebuild the bridge in Sofia before the first snow falls," Elena Marinova said.`,
      "2024-03-05",
    );
    expect(await utteranceOf("/c", "Sofia")).toBe(before);
    await ingest(
      "c",
      `Correction. "We will rebuild the bridge in Varna before the first snow falls," Elena Marinova said.`,
      "2024-03-05",
    );
    expect(await utteranceOf("/c", "Varna")).toBe(before);
  });

  it("no longer count as renderings when a correction gives them to another speaker", async () => {
    const id = await utteranceOf("/b", "whatever it costs");
    const count = async (): Promise<number> => (await get(id)).body.rendering_count;
    const before = await count();
    const [other] = await query<{ id: string }>("SELECT id FROM speakers WHERE name = 'Ivan Petrov'");
    const [was] = await query<{ speaker_id: string }>(
      "SELECT speaker_id FROM statements WHERE content_text LIKE '%whatever it costs%'",
    );
    await query("UPDATE statements SET speaker_id = $1 WHERE content_text LIKE '%whatever it costs%'", [
      other!.id,
    ]);
    expect(await count()).toBe(before - 1);
    await query("UPDATE statements SET speaker_id = $1 WHERE content_text LIKE '%whatever it costs%'", [
      was!.speaker_id,
    ]);
    expect(await count()).toBe(before);
  });

  it("can be taken apart by an editor and put together again", async () => {
    const authorization = await api.authorization("curate");
    const id = await utteranceOf("/a", words);
    const [statement] = await query<{ id: string }>(
      "SELECT s.id FROM statements s JOIN documents d ON d.id = s.document_id WHERE d.url LIKE '%/b' AND s.kind = 'direct'",
    );
    const path = `/v1/utterances/${id}/renderings/${statement!.id}`;
    const { headers, body: before } = await get(id);
    await api.request.delete(path).set({ authorization }).expect(428);
    await api.request.delete(path).set({ authorization, "if-match": '"99-x"' }).expect(412);
    const { body: own } = await api.request
      .delete(path)
      .set({ authorization, "if-match": headers["etag"]! })
      .expect(200);
    expect(own.id).not.toBe(id);
    expect(own.rendering_count).toBe(1);
    expect((await get(id)).body.rendering_count).toBe(before.rendering_count - 1);
    await api.request.delete(path).set({ authorization, "if-match": "*" }).expect(422);
    const { body: again } = await api.request.put(path).set({ authorization, "if-match": "*" }).expect(200);
    expect(again).toEqual(before);
    const history = async () => (await api.request.get(`/v1/utterances/${id}/history`).expect(200)).body.data;
    const [{ headers: known }, changes] = [await get(id), await history()];
    const { headers: same } = await api.request.put(path).set({ authorization, "if-match": "*" }).expect(200);
    expect(same["etag"]).toBe(known["etag"]);
    expect(await history()).toEqual(changes);
    await get(own.id).expect(404);
  });

  it("are shown as they were known at an instant, before each of these changes", async () => {
    const authorization = await api.authorization("curate");
    const id = await utteranceOf("/a", words);
    const diary: { instant: string; answer: unknown }[] = [];
    const note = async () => {
      await query("SELECT pg_sleep(0.005)");
      diary.push({ instant: new Date().toISOString(), answer: (await get(id)).body });
      await query("SELECT pg_sleep(0.005)");
    };
    await note();
    await ingest("f", `"${words}," Elena Marinova said.`, "2024-02-01");
    await note();
    const [statement] = await query<{ id: string }>(
      "SELECT s.id FROM statements s JOIN documents d ON d.id = s.document_id WHERE d.url LIKE '%/f'",
    );
    const path = `/v1/utterances/${id}/renderings/${statement!.id}`;
    await api.request.delete(path).set({ authorization, "if-match": "*" }).expect(200);
    await note();
    for (const { instant, answer } of diary) {
      const { body } = await api.request.get(`/v1/utterances/${id}?as_of=${instant}`).expect(200);
      expect(body, instant).toEqual(answer);
    }
    expect(new Set(diary.map(({ answer }) => JSON.stringify(answer))).size).toBe(2);
    await api.request.get(`/v1/utterances/${id}?as_of=2020-01-01T00:00:00Z`).expect(404);
    const { body } = await api.request.get(`/v1/utterances/${id}/history`).expect(200);
    const actions = body.data.map(({ events }: { events: { action: string }[] }) =>
      events.map(({ action }) => action),
    );
    expect(actions[0]).toContain("ingested");
    expect(actions.at(-1)).toContain("regrouped");
  });

  it("of another speaker are refused by name", async () => {
    const authorization = await api.authorization("curate");
    const id = await utteranceOf("/a", words);
    const [statement] = await query<{ id: string }>(
      "SELECT s.id FROM statements s JOIN documents d ON d.id = s.document_id WHERE d.url LIKE '%/d'",
    );
    const { body } = await api.request
      .put(`/v1/utterances/${id}/renderings/${statement!.id}`)
      .set({ authorization, "if-match": "*" })
      .expect(422);
    expect(body.code).toBe("words_of_another_speaker");
  });
});

it("an utterance or statement that does not exist is not found", async () => {
  const authorization = await api.authorization("curate");
  await get("999999").expect(404);
  await get("0").expect(400);
  const put = (path: string) => api.request.put(path).set({ authorization, "if-match": "*" });
  expect((await put("/v1/utterances/999999/renderings/1")).body.code).toMatch(
    /utterance_not_found|statement_not_found/,
  );
  expect((await put("/v1/utterances/1/renderings/999999")).body.code).toBe("statement_not_found");
  await api.request.put("/v1/utterances/1/renderings/1").set({ "if-match": "*" }).expect(401);
});
