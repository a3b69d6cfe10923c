import { describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { testDatabase } from "../../support/database.ts";

const api = testApp(testDatabase());
const text = "🎉 Mayor Ann Lee said that the old bridge would stay closed for many more months.";
const note = "Correction: An earlier version of this article misquoted Ann Lee.";

async function ingest(name: string, words: string) {
  const authorization = await api.authorization("ingest");
  const { body } = await api.request.post("/v1/documents").set({ authorization }).send({ name, text: words });
  return body.document;
}

describe("an article that prints a correction", () => {
  it("is corrected, and shows where its text says so", async () => {
    const document = await ingest("first seen", `${text}\n\n${note}`);
    const start = Array.from(text).length + 2;
    expect(document).toMatchObject({
      standing: "corrected",
      revisions: [{ corrections: [{ kind: "correction", start, end: start + note.length, exact: note }] }],
    });
    const revision = await api.request.get(`/v1/documents/${document.id}/revisions/1`);
    expect(revision.body.corrections).toEqual(document.revisions[0].corrections);
    const list = await api.request.get("/v1/statements?standing=corrected");
    expect(list.body.data[0].document).toMatchObject({ id: document.id, standing: "corrected" });
  });

  it("becomes corrected when its next text prints one, and stays so", async () => {
    expect(await ingest("later", text)).toMatchObject({ standing: "live", revisions: [{ corrections: [] }] });
    expect((await ingest("later", `${text} And on.`)).standing).toBe("edited");
    expect((await ingest("later", `${text}\n\n${note}`)).standing).toBe("corrected");
    expect((await ingest("later", `${text} And on and on.`)).standing).toBe("corrected");
  });

  it("is no more than edited where it says only that it was updated", async () => {
    expect((await ingest("updated", `${text}\n\nThis story has been updated.`)).standing).toBe("edited");
  });
});
