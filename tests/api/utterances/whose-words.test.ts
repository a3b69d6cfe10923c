/** An utterance is one speaker's, whatever editors find out about who spoke. */
import { beforeAll, describe, expect, it } from "vitest";
import { utteranceDesk } from "./utterance-desk.ts";

const desk = utteranceDesk();
const { print, correctSpeaker, shown, get, edit, review, mergeSpeaker, splitSpeaker, stored } = desk;

/** Statements whose utterance is another speaker's, as stored. */
const strays = () =>
  stored.query(`
    SELECT s.id FROM renderings r JOIN statements s ON s.id = r.statement_id JOIN utterances u ON u.id = r.utterance_id
      JOIN speakers p ON p.id = s.speaker_id JOIN speakers o ON o.id = u.speaker_id WHERE o.canonical_id <> p.canonical_id`);

describe("a statement that turns out to be another speaker's", () => {
  const words = "The ferry to Halden will sail again before the end of the summer";
  let first: string;
  let second: string;
  let moved: string;

  beforeAll(async () => {
    first = await print("Margaret Oakes", `"${words}," Margaret Oakes said.`);
    second = await print("Margaret Oakes", `"${words}," said Margaret Oakes, the minister.`);
    moved = await print("Margaret Oakes", `On Friday, "${words}," Margaret Oakes said.`);
    await print(
      "Peter Quill",
      `"Nobody has asked the fishermen of Halden what they want," Peter Quill said.`,
    );
    await correctSpeaker(moved, "Peter Quill");
  });

  it("leaves the utterance for one of its own", async () => {
    const { utterance, renderings } = await shown(moved, words, "Peter Quill");
    const left = await shown(first, words, "Margaret Oakes");
    expect(left.renderings).toEqual([second]);
    expect(utterance).not.toBe(left.utterance);
    expect(renderings).toEqual([]);
    expect((await get(utterance!)).speaker.name).toBe("Peter Quill");
    expect((await get(left.utterance!)).renderings.map(({ statement_id: id }) => id)).toEqual([
      first,
      second,
    ]);
  });

  it("is grouped with what its speaker says later, and never with the other's", async () => {
    const later = await print("Peter Quill", `"${words}," Peter Quill said.`);
    expect(await shown(later, words, "Peter Quill")).toEqual({
      utterance: (await shown(moved, words, "Peter Quill")).utterance,
      renderings: [moved],
    });
    expect(await strays()).toEqual([]);
  });

  it("joins the utterance that its speaker has in these words, as at ingestion", async () => {
    const wrong = await print("Margaret Oakes", `"${words}," Margaret Oakes said on Monday.`);
    await correctSpeaker(wrong, "Peter Quill");
    expect((await shown(wrong, words, "Peter Quill")).utterance).toBe(
      (await shown(moved, words, "Peter Quill")).utterance,
    );
  });

  it("comes back to the utterance that it left when the correction is undone, also to one that an editor gave it", async () => {
    const home = (await shown(first, words, "Margaret Oakes")).utterance!;
    expect(await edit("delete", home, second)).toBe(200);
    const own = (await shown(second, words, "Margaret Oakes")).utterance;
    expect(own).not.toBe(home);
    await correctSpeaker(second, "Peter Quill");
    await correctSpeaker(second, "Margaret Oakes");
    expect((await shown(second, words, "Margaret Oakes")).utterance).toBe(own);
  });

  it("is in no utterance when nobody knows the speaker, and is grouped once somebody does", async () => {
    const id = await print("Margaret Oakes", `"${words}," Margaret Oakes said in Oslo.`);
    const home = (await shown(first, words, "Margaret Oakes")).utterance;
    await review(id, { decision: "corrected", correction: { speaker: null }, reason: "it does not say" });
    expect((await shown(first, words, "Margaret Oakes")).renderings).not.toContain(id);
    await correctSpeaker(id, "Margaret Oakes");
    expect((await shown(id, words, "Margaret Oakes")).utterance).toBe(home);
  });
});

describe("a statement that was rejected and is accepted after all", () => {
  it("is in its utterance again, in the next revision of its document too", async () => {
    const words = "Our lighthouse keepers have waited nine winters for a new boat";
    const text = `"${words}," Hanna Solberg said.`;
    const url = "https://example.org/keepers";
    const first = await print("Hanna Solberg", text);
    const doubtful = await print("Hanna Solberg", text.replace(".", " on Sunday."), { url });
    await review(doubtful, { decision: "rejected", reason: "a caption" });
    const carried = await print("Hanna Solberg", `Corrected. ${text.replace(".", " on Sunday.")}`, { url });
    const { utterance, renderings } = await shown(first, words, "Hanna Solberg");
    expect(renderings).toEqual([]);
    await review(carried, { decision: "accepted" });
    expect(await shown(carried, words, "Hanna Solberg")).toEqual({ utterance, renderings: [first] });
  });
});

describe("a statement that an editor took out of an utterance", () => {
  it("stays out of it in the next revision of its document", async () => {
    const words = "Seventy herring boats cannot land their catch at a single broken crane";
    const url = "https://example.org/crane";
    const first = await print("Nils Aker", `"${words}," Nils Aker said.`);
    const other = await print("Nils Aker", `"${words}," Nils Aker said again.`, { url });
    const { utterance } = await shown(first, words, "Nils Aker");
    expect(await edit("delete", utterance!, other)).toBe(200);
    const own = (await shown(other, words, "Nils Aker")).utterance;
    const next = await print("Nils Aker", `Corrected. "${words}," Nils Aker said again.`, { url });
    expect((await shown(next, words, "Nils Aker")).utterance).toBe(own);
  });

  it("takes along what its document printed before in the same words, and brings it back", async () => {
    const words = "Eleven whale bones stand before the customs house and nobody knows whose";
    const url = "https://example.org/bones";
    const other = await print("Rut Alme", `"${words}," Rut Alme said.`);
    const before = await print("Rut Alme", `"${words}," Rut Alme said again.`, { url });
    const after = await print("Rut Alme", `Corrected. "${words}," Rut Alme said again.`, { url });
    const home = (await shown(other, words, "Rut Alme")).utterance!;
    const places = () =>
      stored.query("SELECT utterance_id::text FROM renderings WHERE statement_id = ANY($1)", [
        [before, after],
      ]);
    expect(await edit("delete", home, after)).toBe(200);
    expect((await get(home)).renderings.map(({ statement_id: id }) => id)).toEqual([other]);
    const { utterance } = await shown(after, words, "Rut Alme");
    expect(await places()).toEqual([{ utterance_id: utterance }, { utterance_id: utterance }]);
    expect(await edit("put", home, after)).toBe(200);
    expect(await places()).toEqual([{ utterance_id: home }, { utterance_id: home }]);
  });
});

describe("speakers who were merged by mistake", () => {
  const words = "A harbour without a night watch invites every thief between here and Bergen";
  let hers: string;
  let his: string[];

  beforeAll(async () => {
    hers = await print("Ida Brandt", `"${words}," Ida Brandt said.`);
    await print("Olaf Brandtson", `"The thieves come by the road and not by the sea," Olaf Brandtson said.`);
    await mergeSpeaker("Olaf Brandtson", "Ida Brandt");
    his = [
      await print("Olaf Brandtson", `"${words}," Olaf Brandtson said.`),
      await print("Olaf Brandtson", `"${words}," Olaf Brandtson said on Tuesday.`),
    ];
    expect((await shown(hers, words, "Ida Brandt")).renderings).toEqual(his.toSorted());
    await splitSpeaker("Olaf Brandtson");
  });

  it("each have their own utterance once they are parted", async () => {
    expect((await shown(hers, words, "Ida Brandt")).renderings).toEqual([]);
    const { utterance, renderings } = await shown(his[0]!, words, "Olaf Brandtson");
    expect(renderings).toEqual([his[1]]);
    expect((await get(utterance!)).speaker.name).toBe("Olaf Brandtson");
    expect(await strays()).toEqual([]);
  });

  it("have one utterance of what both said when they are merged again, and each theirs when that is undone", async () => {
    const before = await shown(his[0]!, words, "Olaf Brandtson");
    await mergeSpeaker("Olaf Brandtson", "Ida Brandt");
    expect((await shown(hers, words, "Ida Brandt")).renderings).toEqual(his.toSorted());
    await splitSpeaker("Olaf Brandtson");
    expect(await shown(his[0]!, words, "Olaf Brandtson")).toEqual(before);
    expect((await shown(hers, words, "Ida Brandt")).renderings).toEqual([]);
  });
});

it("a merge leads nobody's words into the utterance of a speaker to whom an editor gave a paraphrase of them", async () => {
  const words = "The archive of the old observatory will be open to every school of the county";
  const hers = await print("Solveig Dahl", `"${words}," Solveig Dahl said.`);
  const told = await print("Solveig Dahl", `Solveig Dahl said that ${words.replace("The", "the")}.`);
  const his = await print("Anton Brekke", `"${words}," Anton Brekke said.`);
  const home = (await shown(hers, words, "Solveig Dahl")).utterance;
  for (const [name, other] of [
    ["Ida Norberg", "lighthouse"],
    ["Maria Lund", "ferry"],
  ])
    await print(name!, `"Nobody has asked the people of the ${other} what they want," ${name} said.`);
  await correctSpeaker(told, "Ida Norberg");
  await mergeSpeaker("Ida Norberg", "Anton Brekke");
  await mergeSpeaker("Solveig Dahl", "Maria Lund");
  expect((await shown(hers, words, "Maria Lund")).utterance).toBe(home);
  expect((await shown(his, words, "Anton Brekke")).utterance).not.toBe(home);
});

describe("a fragment that fits words and their opposite", () => {
  const fragment = "close the old fish market of Halden for good before Easter";
  const words = `They will ${fragment}`;
  const denied = `They will not ${fragment}`;
  const place = async (id: string): Promise<string> => {
    const [row] = await stored.query<{ id: string }>(
      "SELECT utterance_id::text AS id FROM renderings WHERE statement_id = $1",
      [id],
    );
    return row!.id;
  };

  it("leads no denial into the utterance of what is denied", async () => {
    const home = await place(await print("Lise Vang", `"${words}," Lise Vang said.`));
    const part = await print("Lise Vang", `"... ${fragment}," Lise Vang said.`);
    expect(await place(part)).toBe(home);
    const denial = await place(await print("Lise Vang", `"${denied}," Lise Vang said.`));
    expect(denial).not.toBe(home);
    expect(await place(await print("Lise Vang", `"${denied}," said Lise Vang.`))).toBe(denial);
  });

  it("leads none there when speakers are merged", async () => {
    const home = await place(await print("Arne Holm", `"${words}," Arne Holm said.`));
    const denial = await place(await print("Eva Sund", `"${denied}," Eva Sund said.`));
    const part = await print("Eva Sund", `"... ${fragment}," Eva Sund said.`);
    expect(await place(part)).toBe(denial);
    await mergeSpeaker("Eva Sund", "Arne Holm");
    expect(await place(part)).toBe(denial);
    expect(denial).not.toBe(home);
  });

  it("leads only one of them to where it is, when one article has both", async () => {
    const home = await place(await print("Tora Berg", `"... ${fragment}," Tora Berg said.`));
    await desk.api.request
      .post("/v1/documents")
      .set({ authorization: await desk.api.authorization("ingest") })
      .send({ text: `"${words}," Tora Berg said.\n\n"${denied}," Tora Berg said a day later.` })
      .expect(201);
    const rows = await stored.query<{ id: string }>(
      "SELECT s.id::text FROM statements s JOIN speakers p ON p.id = s.speaker_id WHERE p.name = 'Tora Berg' ORDER BY s.id",
    );
    const places = await Promise.all(rows.map(({ id }) => place(id)));
    expect(places).toEqual([home, home, expect.not.stringMatching(`^${home}$`)]);
  });

  it("leads only one of them to where it is, when speakers are merged", async () => {
    const part = await place(await print("Ulf Strand", `"... ${fragment}," Ulf Strand said.`));
    const said = [
      await print("Vera Lie", `"${words}," Vera Lie said.`),
      await print("Vera Lie", `"${denied}," Vera Lie said.`),
    ];
    const apart = await place(said[1]!);
    await mergeSpeaker("Vera Lie", "Ulf Strand");
    expect(await Promise.all(said.map(place))).toEqual([part, apart]);
  });
});

it("a rejected statement is no rendering that an editor could separate, or put into another utterance", async () => {
  const words = "The bells of the northern chapel will be cast again before the winter";
  await print("Gunnar Holt", `"${words}," Gunnar Holt said.`);
  const second = await print("Gunnar Holt", `"${words}," said Gunnar Holt, the founder.`);
  const { utterance } = await shown(second, words, "Gunnar Holt");
  await review(second, { decision: "rejected", reason: "not his words" });
  expect(await edit("delete", utterance!, second)).toBe(422);
  const other = await print("Gunnar Holt", `"A bell that nobody rings is a bucket," Gunnar Holt said.`);
  const { utterance: elsewhere } = await shown(other, "A bell that nobody rings is a bucket", "Gunnar Holt");
  expect(await edit("put", elsewhere!, second)).toBe(422);
});

describe("a statement that is stored in another speaker's utterance, which nothing should do", () => {
  it("is shown in none, and an editor can give it one of its own", async () => {
    const words = "Every third lamp on the breakwater has been dark since the January storm";
    const hers = await print("Astrid Vik", `"${words}," Astrid Vik said.`);
    const his = await print("Jon Moe", `"${words}," Jon Moe said.`);
    const { utterance } = await shown(hers, words, "Astrid Vik");
    await stored.query("UPDATE renderings SET utterance_id = $1 WHERE statement_id = $2", [utterance, his]);
    expect(await shown(his, words, "Jon Moe")).toEqual({ utterance: null, renderings: [] });
    expect((await shown(hers, words, "Astrid Vik")).renderings).toEqual([]);
    expect((await get(utterance!)).rendering_count).toBe(1);
    const later = await print("Jon Moe", `"${words}," Jon Moe said again.`);
    expect((await shown(later, words, "Jon Moe")).utterance).not.toBe(utterance);
    await stored.query("UPDATE renderings SET utterance_id = $1 WHERE statement_id = $2", [utterance, his]);
    expect(await edit("delete", utterance!, his)).toBe(200);
    const own = (await shown(his, words, "Jon Moe")).utterance!;
    expect(own).not.toBe(utterance);
    expect((await get(own)).speaker.name).toBe("Jon Moe");
  });
});
