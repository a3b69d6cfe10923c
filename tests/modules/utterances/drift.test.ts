import { describe, expect, it } from "vitest";
import type { Kind } from "../../../src/extraction/statement.ts";
import { referenceOf, withoutRepeats, wordingsOf } from "../../../src/modules/utterances/drift.ts";
import { formOf } from "../../../src/modules/utterances/rendering.ts";

const whole = "We must plant ten thousand new trees along the river before the spring floods";
const cut = "We must plant ten thousand new trees";

interface Options {
  readonly document?: string;
  readonly kind?: Kind;
  readonly superseded?: boolean;
}

const printed = (text: string, { document = "1", kind = "direct", superseded = false }: Options = {}) => ({
  text,
  kind,
  form: formOf(text),
  documentId: document,
  superseded,
});

describe("the reference", () => {
  it.each([
    ["the fullest, where it came later", [cut, whole], whole],
    ["the fullest, where it came first", [whole, cut], whole],
    ["the earliest of those in the same words", [`${whole}.`, whole.toUpperCase()], `${whole}.`],
    [
      "the earliest, where a longer one has other words",
      [cut, "We must plant nine thousand new trees along the river"],
      cut,
    ],
    ["the earliest, where words only begin alike", ["We must plant ten thou", cut], "We must plant ten thou"],
  ])("is %s", (_which, texts, expected) => {
    expect(referenceOf(texts.map((text) => printed(text))).text).toBe(expected);
  });

  it("is the speaker's own words where there are any, however early and long a paraphrase", () => {
    const paraphrase = printed(`that they should plant trees, ten thousand of them, ${whole}`, {
      kind: "indirect",
    });
    expect(referenceOf([paraphrase, printed(cut)]).text).toBe(cut);
    expect(referenceOf([paraphrase])).toBe(paraphrase);
  });

  it("is what still stands in a document, where anything does", () => {
    const gone = printed(whole, { superseded: true });
    expect(referenceOf([gone, printed(cut)]).text).toBe(cut);
    expect(referenceOf([gone])).toBe(gone);
  });
});

describe("wordings", () => {
  it("that differ in form only are one, as it was printed first, in all its documents", () => {
    const texts = [`${cut},`, `${cut}.`, `“${cut}”`, cut.toLowerCase()];
    const wordings = wordingsOf(texts.map((text, n) => printed(text, { document: String(n) })));
    expect(wordings.map(({ first, documents }) => [first.text, documents])).toEqual([[`${cut},`, 4]]);
  });

  it("count the documents that print them now, each once", () => {
    const wordings = wordingsOf([
      printed(cut, { superseded: true }),
      printed(whole),
      printed(whole),
      printed(whole, { document: "2" }),
    ]);
    expect(wordings.map(({ first, documents }) => [first.text, documents])).toEqual([
      [cut, 0],
      [whole, 2],
    ]);
  });
});

it("of what a document printed in several revisions, each wording stays once, and what it prints now", () => {
  const gone = { superseded: true };
  const [a, b, c, d, e] = [
    printed(cut, gone),
    printed(`${cut}.`, gone),
    printed(whole, gone),
    printed(whole),
    printed(cut, { document: "2", superseded: true }),
  ];
  expect(withoutRepeats([a, b, c, d, e])).toEqual([a, d, e]);
});

it("what a document prints again after it had printed other words stands where it was printed first", () => {
  const [first, other, again] = [
    printed(cut, { superseded: true }),
    printed(whole, { superseded: true }),
    printed(cut),
  ];
  const elsewhere = printed(cut, { document: "2" });
  expect(withoutRepeats([first, other, again, elsewhere])).toEqual([again, other, elsewhere]);
});
