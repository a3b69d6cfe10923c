import { describe, expect, it } from "vitest";
import { saidIn } from "./said.ts";

const spoken = (text: string) => saidIn(text).map(({ as, what }) => [as, what]);

describe("a dateline says nothing", () => {
  it.each([
    [
      "a place in capitals",
      "BRISTOL — A former nurse told a jury on Friday that wages fell.",
      "A former nurse",
    ],
    [
      "a place of two words, and a day",
      "SAN DIEGO, Oct. 3 — A welder at the yard told inspectors that wages fell.",
      "A welder at the yard",
    ],
    [
      "a place, a day and an agency, before a participle",
      "MADRID, May 4 (Reuters) - A court ordered the firm to pay on Friday, saying wages fell.",
      "A court",
    ],
    [
      "a place with its country",
      "OSLO, Norway, May 4 (Reuters) - Norway's central bank raised its rate, saying wages fell.",
      "Norway's central bank",
    ],
    [
      "a place in small letters with an agency",
      "Madrid (AFP) – A trader told AFP that wages fell.",
      "A trader",
    ],
    [
      "a place in small letters with a day",
      "Madrid, May 4 — A trader told the paper that wages fell.",
      "A trader",
    ],
    ["a place behind a bar", "TEL AVIV | A baker said wages fell.", "A baker"],
    ["a place that is abbreviated", "ST. PAUL — A baker told the paper that wages fell.", "A baker"],
  ])("%s", (_, text, as) => {
    expect(spoken(text)).toContainEqual([as, "wages fell"]);
    expect(saidIn(text).map(({ who }) => who)).not.toContain(/^[^ ,—|]*/.exec(text)![0]);
  });

  it.each([
    ["a place that speaks", "MADRID said wages fell.", "MADRID"],
    ["whose name an aside explains", "NATO — the military alliance — said wages fell.", "NATO"],
  ])("but %s is a speaker", (_, text, as) => {
    expect(spoken(text)).toContainEqual([as, "wages fell"]);
  });
});
