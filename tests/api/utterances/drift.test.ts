/** How renderings differ, told truthfully whatever came first, was reviewed, revised or corrected. */
import { beforeAll, describe, expect, it } from "vitest";
import { testApp } from "../../support/app.ts";
import { utteranceDesk, type RenderingBody, type UtteranceBody } from "./utterance-desk.ts";

const desk = utteranceDesk();
const { print, check, get, review, stored } = desk;
const published = testApp(stored, { publication: "reviewed" });

const kinds = ({ renderings }: UtteranceBody) => renderings.map(({ kind }) => kind);
const cuts = ({ difference }: RenderingBody) =>
  difference.filter(({ kind }) => kind === "dropped").map(({ reference_words: words }) => words);
const utteranceOf = async (id: string, text: string, speaker: string): Promise<UtteranceBody> => {
  const match = (await check(text, speaker)).find(({ statement }) => statement.id === id);
  return get(match!.utterance_id!);
};

describe("a wording that was printed cut first and whole later", () => {
  const cut = "We must plant ten thousand new trees";
  const whole = `${cut} along the river before the spring floods come`;
  let ids: string[];
  beforeAll(async () => {
    ids = [
      await print("Karin Holt", `"${cut}," Karin Holt said.`, { day: "2024-03-01" }),
      await print("Karin Holt", `"${whole}," Karin Holt said.`, { day: "2024-03-02" }),
      await print("Karin Holt", `"${whole}," said Karin Holt.`, { day: "2024-03-03" }),
    ];
  });

  it("is truncated where it was cut, with what was cut, and verbatim where it is whole", async () => {
    const utterance = await utteranceOf(ids[0]!, cut, "Karin Holt");
    expect(kinds(utterance)).toEqual(["truncated", "verbatim", "verbatim"]);
    expect(utterance.first_appearance.statement_id).toBe(ids[0]);
    expect(utterance.reference_statement_id).toBe(ids[1]);
    expect(cuts(utterance.renderings[0]!)).toEqual(["along the river before the spring floods come"]);
  });

  it("is told the same in quote checks", async () => {
    const match = (await check(whole, "Karin Holt")).find(({ statement }) => statement.id === ids[1])!;
    expect(match.rendering_count).toBe(3);
    expect(match.renderings.map(({ statement_id: id, kind }) => [id, kind])).toEqual([
      [ids[0], "truncated"],
      [ids[2], "verbatim"],
    ]);
  });

  it("is held against the next fullest once that is rejected, and its version is new", async () => {
    const before = await utteranceOf(ids[0]!, cut, "Karin Holt");
    const instants = async () =>
      (await desk.api.request.get(`/v1/utterances/${before.id}/history`).expect(200)).body.data
        .length as number;
    const changes = await instants();
    await review(ids[1]!, { decision: "rejected", reason: "a caption" });
    const after = await get(before.id);
    expect(after.reference_statement_id).toBe(ids[2]);
    expect(after.renderings.map(({ statement_id: id }) => id)).toEqual([ids[0], ids[2]]);
    await review(ids[0]!, { decision: "rejected", reason: "a caption" });
    const last = await get(before.id);
    expect(last.first_appearance).toMatchObject({ statement_id: ids[2], kind: "verbatim", difference: [] });
    expect(await instants()).toBe(changes + 2);
  });
});

it("a correction of the words is seen in kind and difference at once", async () => {
  const words = "We will not raise the fares on any ferry line this winter";
  const first = await print("Rolf Dahl", `"${words}," Rolf Dahl said.`);
  const text = `"${words}," Rolf Dahl said in Tromso.`;
  const other = await print("Rolf Dahl", text);
  expect(kinds(await utteranceOf(first, words, "Rolf Dahl"))).toEqual(["verbatim", "verbatim"]);
  const start = text.indexOf("We");
  await review(other, {
    decision: "corrected",
    correction: { content: [{ start, end: start + "We will not raise the fares on any ferry line".length }] },
    reason: "the rest is not hers",
  });
  const utterance = await utteranceOf(first, words, "Rolf Dahl");
  expect(kinds(utterance)).toEqual(["verbatim", "truncated"]);
  expect(cuts(utterance.renderings[1]!)).toEqual(["this winter"]);
});

it("a document counts once however often it was revised, and wordings that it no longer prints are marked", async () => {
  const url = "https://example.org/revised";
  const [old, now] = [
    "The night train to Narvik will run twice a week from October",
    "The night train to Narvik will run three times a week from October",
  ];
  const speaker = "Siri Lund";
  const first = await print(speaker, `"${old}," Siri Lund said.`, { url });
  await print(speaker, `Corrected. "${old}," Siri Lund said.`, { url });
  const last = await print(speaker, `Corrected. "${now}," Siri Lund said.`, { url });
  const elsewhere = await print(speaker, `"${now}," said Siri Lund, the minister.`);
  const utterance = await utteranceOf(last, now, speaker);
  expect(utterance.rendering_count).toBe(2);
  expect(utterance.renderings.map(({ statement_id: id, superseded }) => [id, superseded])).toEqual([
    [first, true],
    [last, false],
    [elsewhere, false],
  ]);
  expect(utterance.wordings.map(({ documents }) => documents)).toEqual([0, 2]);
  expect(utterance.reference_statement_id).toBe(last);
  const [match] = await check(now, speaker);
  expect(match!.rendering_count).toBe(2);
  expect(match!.renderings).toHaveLength(1);
});

it("words that a document took back and prints again first appeared when it printed them first", async () => {
  const url = "https://example.org/taken-back";
  const words = "The ski lift at Geilo will be closed for the whole of February";
  const speaker = "Gro Berge";
  await print(speaker, `"${words}," Gro Berge said.`, { url });
  await print(speaker, `Corrected. "${words} and March," Gro Berge said.`, { url });
  const again = await print(speaker, `Corrected again. "${words}," Gro Berge said.`, { url });
  const utterance = await utteranceOf(again, words, speaker);
  expect(utterance.first_appearance).toMatchObject({ statement_id: again, superseded: false });
  expect(utterance.wordings.map(({ documents }) => documents)).toEqual([1, 0]);
});

it("a rendering says what has become of its document", async () => {
  const words = "No grain ship has left the port of Mandal since the first of May";
  const id = await print("Dag Lie", `"${words}," Dag Lie said.`);
  const { id: utterance, first_appearance: first } = await utteranceOf(id, words, "Dag Lie");
  const standing = async () => (await get(utterance)).renderings.map(({ document }) => document.standing);
  expect(await standing()).toEqual(["live"]);
  await desk.api.request
    .patch(`/v1/documents/${first.document.id}`)
    .set({ authorization: await desk.api.authorization("curate"), "if-match": "*" })
    .send({ standing: "retracted", reason: "made up" })
    .expect(200);
  expect(await standing()).toEqual(["retracted"]);
});

it("wordings that differ in closing marks, quotation marks or case are one", async () => {
  const words = "Our orchards have not seen a harvest like this in forty years";
  const speaker = "Tor Aasen";
  const first = await print(speaker, `"${words}," Tor Aasen said.`);
  await print(speaker, `Tor Aasen said: "${words}."`);
  await print(speaker, `Tor Aasen said: “${words.replace("Our", "our")}!”`);
  const { wordings, rendering_count: count } = await utteranceOf(first, words, speaker);
  expect(count).toBe(3);
  expect(wordings.map(({ documents }) => documents)).toEqual([3]);
});

it("what has no known date is later than what has one", async () => {
  const words = "Nobody in this valley will pay for a tunnel that nobody asked for";
  const speaker = "Liv Strand";
  await print(speaker, `"${words}," Liv Strand said.`);
  const dated = await print(speaker, `"${words}," said Liv Strand.`, { day: "2024-05-01" });
  expect((await utteranceOf(dated, words, speaker)).first_appearance.statement_id).toBe(dated);
});

describe("where only reviewed statements are published", () => {
  const cut = "The library in Molde stays open through the summer";
  const whole = `${cut}, and so do all its reading rooms`;
  const speaker = "Berit Hagen";
  let ids: string[];
  beforeAll(async () => {
    ids = [
      await print(speaker, `"${whole}," Berit Hagen said.`),
      await print(speaker, `"${cut}," Berit Hagen said.`),
      await print(speaker, `"${cut.replace("summer", "winter")}," Berit Hagen said.`),
    ];
    await review(ids[0]!, { decision: "rejected", reason: "a caption" });
    await review(ids[1]!, { decision: "accepted" });
  });

  it("neither quote checks nor utterances show words that are not, nor what they would say about others", async () => {
    const matches = await check(cut, speaker, published);
    const [match] = matches;
    expect(match).toMatchObject({ rendering_count: 1, renderings: [] });
    const utterance = await get(match!.utterance_id!, published);
    expect(utterance).toMatchObject({ rendering_count: 1, reference_statement_id: ids[1] });
    expect(utterance.renderings).toMatchObject([{ statement_id: ids[1], kind: "verbatim", difference: [] }]);
    for (const answer of [JSON.stringify(utterance), JSON.stringify(matches)]) {
      expect(answer).not.toContain("reading rooms");
      expect(answer).not.toContain("winter");
    }
  });
});

it("a match has the first 50 of its renderings, and says how many there are", async () => {
  const words = "Every household in Alta gets a bucket of coal before Christmas";
  const speaker = "Einar Foss";
  const id = await print(speaker, `"${words}," Einar Foss said.`);
  for (let n = 0; n < 3; n += 1) await print(speaker, `"${words}," Einar Foss said on day ${n}.`);
  // Some more, written past the service.
  await stored.query(
    `SET session_replication_role = replica;
     WITH copied AS (
       INSERT INTO statements (revision_id, document_id, published_on, ordinal, kind, stance, medium, speaker_id, content_text,
                               said_on, sentence_start, sentence_end, confidence)
       SELECT revision_id, document_id, published_on, 100 + n, kind, stance, medium, speaker_id, content_text, said_on, sentence_start,
              sentence_end, confidence FROM statements, generate_series(1, 60) n WHERE id = ${id} RETURNING id)
     INSERT INTO renderings (statement_id, utterance_id)
     SELECT copied.id, r.utterance_id FROM copied, renderings r WHERE r.statement_id = ${id}`,
  );
  const match = (await check(words, speaker)).find(({ statement }) => statement.id === id)!;
  expect(match.rendering_count).toBe(64);
  expect(match.renderings).toHaveLength(50);
  expect((await get(match.utterance_id!)).renderings).toHaveLength(64);
});
