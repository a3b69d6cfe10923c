/** Merging speakers and undoing it: what was grouped before is grouped so after, however much it is. */
import { expect, it } from "vitest";
import { createSpeakerEditing } from "../../../src/modules/speakers/editing.ts";
import { watched } from "../../support/transactions.ts";
import { utteranceDesk } from "./utterance-desk.ts";

const desk = utteranceDesk();
const { print, edit, get, mergeSpeaker, splitSpeaker, speakerId, stored } = desk;

/** The utterance that each statement is stored in, with whose it counts as. */
async function storedIn(...statements: string[]): Promise<{ utterance: string; speaker: string }[]> {
  const rows = await stored.query<{ id: string; utterance: string; speaker: string }>(
    `SELECT r.statement_id::text AS id, u.id::text AS utterance, p.name AS speaker FROM renderings r JOIN utterances u ON u.id = r.utterance_id
       JOIN speakers o ON o.id = u.speaker_id JOIN speakers p ON p.id = o.canonical_id`,
  );
  return statements.map((id) => {
    const { utterance, speaker } = rows.find((row) => row.id === id)!;
    return { utterance, speaker };
  });
}

it("what comes in under a merged name is in the very same utterances once the merge is undone, and theirs who said it", async () => {
  await print("Karl Lund", `"Nobody has asked the pilots of Halden what they want," Karl Lund said.`);
  await print("Olga Lien", `"Nobody has asked the smiths of Halden what they want," Olga Lien said.`);
  await mergeSpeaker("Karl Lund", "Olga Lien");
  const words = "The old signal tower will be a museum before the end of the summer";
  const came = [
    await print("Karl Lund", `"${words}," Karl Lund said.`),
    await print("Karl Lund", `"${words}," said Karl Lund, the pilot.`),
    await print(
      "Karl Lund",
      `"Every second mast in this harbour is older than its captain," Karl Lund said.`,
    ),
  ];
  const merged = await storedIn(...came);
  expect(merged.map(({ speaker }) => speaker)).toEqual(["Olga Lien", "Olga Lien", "Olga Lien"]);
  await splitSpeaker("Karl Lund");
  expect(await storedIn(...came)).toEqual(merged.map((one) => ({ ...one, speaker: "Karl Lund" })));
});

it("what an editor took apart while two speakers were merged stays apart once they are parted", async () => {
  const words = "A second slipway would have saved every trawler that burned in April";
  const hers = await print("Berta Moen", `"${words}," Berta Moen said.`);
  await print("Nina Moe", `"Nobody has asked the coopers of Halden what they want," Nina Moe said.`);
  await mergeSpeaker("Nina Moe", "Berta Moen");
  const [one, other] = [
    await print("Nina Moe", `"${words}," Nina Moe said.`),
    await print("Nina Moe", `"${words}," Nina Moe said on Tuesday.`),
  ];
  const [{ utterance } = { utterance: "" }] = await storedIn(hers);
  expect((await storedIn(one, other)).map((place) => place.utterance)).toEqual([utterance, utterance]);
  expect(await edit("delete", utterance, other)).toBe(200);
  await splitSpeaker("Nina Moe");
  const [first, second] = await storedIn(one, other);
  expect([first!.speaker, second!.speaker]).toEqual(["Nina Moe", "Nina Moe"]);
  expect(first!.utterance).not.toBe(second!.utterance);
});

it("what an editor took out draws nobody after it once speakers are parted, nor does what its document printed before", async () => {
  const words = "The old pump house will be a school of seamanship by the end of May";
  await print("Unni Falk", `"${words}," Unni Falk said.`);
  await print("Tor Brekke", `"Nobody has asked the riggers of Halden what they want," Tor Brekke said.`);
  await mergeSpeaker("Tor Brekke", "Unni Falk");
  const url = "https://example.org/pump-house";
  const before = await print("Tor Brekke", `"${words}," Tor Brekke said.`, { url });
  const after = await print("Tor Brekke", `"${words}," Tor Brekke said. The tide was low.`, { url });
  const other = await print("Tor Brekke", `"${words}," Tor Brekke said on Tuesday.`);
  const [{ utterance } = { utterance: "" }] = await storedIn(other);
  expect(await edit("delete", utterance, after)).toBe(200);
  await splitSpeaker("Tor Brekke");
  const [first, second, third] = await storedIn(before, after, other);
  expect(first).toEqual(second);
  expect(third).toEqual({
    utterance: expect.not.stringMatching(`^${second!.utterance}$`),
    speaker: "Tor Brekke",
  });
});

it("a merge leaves together what an editor put together", async () => {
  const words = "The fog horn of the outer mole has been silent since the great storm";
  await print("Siv Rustad", `"${words}," Siv Rustad said.`);
  const his = [
    await print("Leif Hauge", `"${words}," Leif Hauge said.`),
    await print("Leif Hauge", `"A horn that is silent is no horn," Leif Hauge said of the storm.`),
  ];
  const [{ utterance } = { utterance: "" }] = await storedIn(his[0]!);
  expect(await edit("put", utterance, his[1]!)).toBe(200);
  await mergeSpeaker("Leif Hauge", "Siv Rustad");
  expect((await get(utterance)).renderings.map(({ statement_id: id }) => id)).toEqual(his);
});

it("parting two speakers asks the database no more questions for much that both said than for little", async () => {
  const subjects = ["ferries", "piers", "cranes", "lamps", "ropes", "nets"];
  const words = (subject: string) =>
    `We have written nine letters to the county about the ${subject} of ${subject} street`;
  const countOf = async (name: string, other: string, said: readonly string[]): Promise<number> => {
    await print(name, `"Nobody has asked the divers of Halden what they want," ${name} said.`);
    for (const subject of said) await print(other, `"${words(subject)}," ${other} said.`);
    await mergeSpeaker(name, other);
    const came = [];
    for (const subject of said) came.push(await print(name, `"${words(subject)}," ${name} said.`));
    const before = await storedIn(...came);
    const [key] = await stored.query<{ id: string }>("SELECT id FROM api_keys LIMIT 1");
    let questions = 0;
    const database = watched(stored.database, { asked: () => (questions += 1) });
    const caller = { id: BigInt(key!.id), name: "test", scopes: ["curate"] } as const;
    await createSpeakerEditing({ database }).unmerge(await speakerId(name), () => undefined, caller);
    const after = await storedIn(...came);
    for (const [nth, { utterance, speaker }] of after.entries()) {
      expect(speaker).toBe(name);
      expect(utterance).not.toBe(before[nth]!.utterance);
    }
    return questions;
  };
  const few = await countOf("Ivar Dahl", "Gerd Sand", subjects.slice(0, 1));
  expect(few).toBeGreaterThan(5);
  expect(await countOf("Mona Ruud", "Finn Vold", subjects)).toBe(few);
});
