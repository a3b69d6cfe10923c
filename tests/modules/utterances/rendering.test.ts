import { describe, expect, it } from "vitest";
import type { Kind } from "../../../src/extraction/statement.ts";
import { areOneUtterance, formOf, renderingOf } from "../../../src/modules/utterances/rendering.ts";

const said = (text: string, kind: Kind = "direct") => ({ text, kind });
const reference = said("We will rebuild the bridge in Varna before the first snow falls, whatever it costs.");

const renderings = [
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
  [
    "with brackets for a word",
    said("We will rebuild [it] in Varna before the first snow falls, whatever it costs."),
    "verbatim",
  ],
  ["cut at its end", said("We will rebuild the bridge in Varna before the first snow falls"), "truncated"],
  ["cut at its beginning", said("in Varna before the first snow falls, whatever it costs"), "truncated"],
  [
    "cut within, as it says",
    said("We will rebuild the bridge ... before the first snow falls, whatever it costs."),
    "truncated",
  ],
  ["with what was said next", said(`${reference.text} You have my word.`), "verbatim"],
  [
    "cut at its beginning, with what was said next",
    said(
      "the bridge in Varna before the first snow falls, whatever it costs. You have my word on that, all of you.",
    ),
    "truncated",
  ],
  [
    "with a word changed",
    said("We will repair the bridge in Varna before the first snow falls, whatever it costs."),
    "altered",
  ],
  [
    "with a word changed and what was said next",
    said(
      "We will repair the bridge in Varna before the first snow falls, whatever it costs. You have my word.",
    ),
    "altered",
  ],
  [
    "as a paraphrase",
    said("that they would rebuild the bridge in Varna before the first snow falls", "indirect"),
    "translated_or_paraphrased",
  ],
] as const;

describe("a statement renders the words of another", () => {
  it.each(renderings)("%s", (_how, other, kind) => {
    expect(renderingOf(reference, other).kind).toBe(kind);
    expect(areOneUtterance(reference, other)).toBe(true);
    expect(areOneUtterance(other, reference)).toBe(true);
  });
});

describe("the difference", () => {
  it.each(renderings)("holds all words of both, in order: %s", (_how, other) => {
    const { difference } = renderingOf(reference, other);
    const all = (side: "reference_words" | "words") => formOf(difference.map((step) => step[side]).join(" "));
    expect(all("reference_words")).toBe(formOf(reference.text));
    expect(all("words")).toBe(formOf(other.text.replace(/[[\]]/g, "")));
  });

  it("shows what was put in brackets beside what it stands for", () => {
    const { difference } = renderingOf(
      reference,
      said("[They] will rebuild [it] in Varna before the snow falls."),
    );
    expect(difference.filter(({ kind }) => kind === "replaced")).toEqual([
      { kind: "replaced", reference_words: "We", words: "They" },
      { kind: "replaced", reference_words: "the bridge", words: "it" },
    ]);
  });

  it("shows what was cut off, and what words became", () => {
    expect(
      renderingOf(reference, said("the bridge in Sofia before the first snow falls")).difference,
    ).toEqual([
      { kind: "dropped", reference_words: "We will rebuild", words: "" },
      { kind: "kept", reference_words: "the bridge in", words: "the bridge in" },
      { kind: "replaced", reference_words: "Varna", words: "Sofia" },
      { kind: "kept", reference_words: "before the first snow falls", words: "before the first snow falls" },
      { kind: "dropped", reference_words: "whatever it costs", words: "" },
    ]);
  });

  it("of words that have nothing in common is all of both", () => {
    expect(renderingOf(reference, said("Nobody asked the fishermen of Halden."))).toEqual({
      kind: "translated_or_paraphrased",
      difference: [
        {
          kind: "replaced",
          reference_words: reference.text.slice(0, -1),
          words: "Nobody asked the fishermen of Halden",
        },
      ],
    });
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
    expect(areOneUtterance(reference, other)).toBe(false);
  });
});
