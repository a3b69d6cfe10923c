import { describe, expect, it } from "vitest";
import type { Kind } from "../../../src/extraction/statement.ts";
import { renderingOf } from "../../../src/modules/utterances/rendering.ts";

const said = (text: string, kind: Kind = "direct") => ({ text, kind });
const first = said("We will rebuild the bridge in Varna before the first snow falls, whatever it costs.");

describe("a statement renders the utterance of an earlier one", () => {
  it.each([
    [
      "word for word",
      said("We will rebuild the bridge in Varna before the first snow falls, whatever it costs."),
      "verbatim",
    ],
    [
      "in another form",
      said("we will rebuild the bridge in Varna before the first snow falls whatever it costs"),
      "verbatim",
    ],
    ["cut", said("We will rebuild the bridge in Varna before the first snow falls"), "truncated"],
    ["continued", said(`${first.text} You have my word.`), "truncated"],
    [
      "with a word changed",
      said("We will repair the bridge in Varna before the first snow falls, whatever it costs."),
      "altered",
    ],
    [
      "as a paraphrase",
      said("that they would rebuild the bridge in Varna before the first snow falls", "indirect"),
      "translated_or_paraphrased",
    ],
  ])("%s", (_how, other, kind) => {
    expect(renderingOf(first, other)?.kind).toBe(kind);
  });
});

describe("a statement renders no utterance of", () => {
  it.each([
    [
      "words turned into their opposite",
      said("We will not rebuild the bridge in Varna before the first snow falls, whatever it costs."),
    ],
    ["words on the same matter", said("The bridge in Varna is a disgrace that our fathers left us.")],
    ["words that everybody says", said("We will do whatever it takes.")],
  ])("%s", (_what, other) => {
    expect(renderingOf(first, other)).toBeNull();
  });
});

it("the difference shows what became of the first rendering's words", () => {
  const { difference } = renderingOf(
    first,
    said("We will rebuild the bridge in Sofia before the first snow falls"),
  )!;
  expect(difference).toEqual([
    { kind: "kept", first_words: "We will rebuild the bridge in", words: "We will rebuild the bridge in" },
    { kind: "replaced", first_words: "Varna", words: "Sofia" },
    { kind: "kept", first_words: "before the first snow falls", words: "before the first snow falls" },
  ]);
});
