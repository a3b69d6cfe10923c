import { describe, expect, it } from "vitest";
import { tokenize } from "../../../src/extraction/stages/tokens.ts";

const tagsOf = (text: string) =>
  tokenize(text)
    .tokens.map((token) => `${token.text}/${token.tag}`)
    .join(" ");

describe("tokens are read", () => {
  it("with Penn tags", () => {
    expect(tagsOf("The senator has not confirmed the reports.")).toBe(
      "The/DT senator/NN has/VBZ not/RB confirmed/VBN the/DT reports/NNS ./.",
    );
  });

  it.each([
    ["said", "She said so.", "say"],
    ["told", "He told reporters.", "tell"],
    ["denies", "She denies it.", "deny"],
    ["stopped", "They stopped it.", "stop"],
    ["n't", "She did n't.", "not"],
  ])("with the base form of %s", (word, text, lemma) => {
    const token = tokenize(text).tokens.find(({ lower }) => lower === word)!;
    expect(word === "n't" ? ["not", "n't"] : [lemma]).toContain(token.lemma);
  });

  it("with the subject and the clause of a verb of saying", () => {
    const { tokens } = tokenize("Ann Lee said the law would pass.");
    const [said] = tokens.filter(({ lower }) => lower === "said");
    const relationOf = (lower: string) => tokens.find((token) => token.lower === lower)!;
    expect(said).toMatchObject({ head: -1, relation: "root" });
    expect(relationOf("lee")).toMatchObject({ head: 2, relation: "nsubj" });
    expect(relationOf("pass")).toMatchObject({ head: 2, relation: "ccomp" });
  });

  it("so that every head lies in the token's own sentence and no chain of heads runs in a circle", () => {
    const { tokens, sentences } = tokenize(
      'He said: "No, no. Never." Yet, as she - of all people - knew; it did.\n\n* One\n* Two',
    );
    for (const token of tokens) {
      const { firstToken, endToken } = sentences[token.sentence]!;
      let steps = 0;
      for (let at = token.head; at >= 0; at = tokens[at]!.head) {
        expect(at).toBeGreaterThanOrEqual(firstToken);
        expect(at).toBeLessThan(endToken);
        expect(++steps).toBeLessThan(tokens.length);
      }
    }
  });

  it("from any text, be it empty or no language at all", () => {
    for (const text of [
      "",
      " \n\t ",
      "}{)(*&^%$",
      "\u{1F600}".repeat(300),
      "a".repeat(5000),
      "東京 \ud800 x",
    ]) {
      const words = tokenize(text).tokens.map((token) => token.text);
      expect(words.join("")).toBe(text.replaceAll(/\s/g, ""));
    }
  });
});
