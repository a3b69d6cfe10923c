import { describe, expect, it } from "vitest";
import { extractStatements } from "../../src/extraction/extract-statements.ts";

/** What a text prints about its own changes, as `kind: words`. */
const printed = (text: string): string[] => {
  const points = Array.from(text);
  return extractStatements(text).corrections.map(
    ({ kind, span }) => `${kind}: ${points.slice(span.start, span.end).join("")}`,
  );
};

describe("a correction that an article prints", () => {
  it.each([
    "An earlier version of this article misquoted Ann Lee.",
    "An earlier version of this story incorrectly said that the bridge was open.",
    "A previous version of this report misspelled the name of Sen. Ann Lee.",
    "The original version of this piece gave the wrong year for the flood.",
    "In an earlier version of this article, the age of the mayor was wrong.",
    "Because of an editing error, an earlier version of this article misstated a cost.",
    "A photo caption in an earlier version of this article misidentified the bridge.",
    "This article has been corrected to say that the mayor is 51.",
    "This article was amended on 3 May 2025 to correct the name of the river.",
    "This story has been updated to correct the number of people who were hurt.",
    "The headline of this article was corrected.",
    "(This story has been corrected to remove a wrong figure.)",
    "We regret the error.",
    "The Example Gazette regrets the errors.",
    "Correction: The mayor is 51 years old, not 15. We are sorry.",
    "CORRECTION (Aug. 8, 2025): The river is the Lee.",
    "Correction, Aug. 8: The river is the Lee.",
    "Corrections and clarifications: the river is the Lee.",
    "Clarification — the council meets on Mondays.",
    "Editor’s note: An earlier version of this article misstated a cost.",
    "Editor's Note: This story was corrected on Monday.",
    "*Correction: the river is the Lee.*",
  ])("is found in: %s", (words) => {
    expect(printed(`🎉 The bridge is open.\n\n${words}`)).toEqual([`correction: ${words}`]);
  });

  it.each([
    ["update", "This story has been updated with a statement from the council."],
    ["update", "This article was updated on Monday."],
    ["update", "An earlier version of this article was published on Sunday."],
    ["update", "Update: The bridge is open again."],
    ["update", "UPDATED, Aug. 9: The bridge is open again."],
    ["editors_note", "Editor’s note: The author is a member of the council."],
    ["editors_note", "Editors’ Note: This is the first of three articles."],
  ])("is not taken for what is only an %s: %s", (kind, words) => {
    expect(printed(`The bridge is open.\n\n${words}`)).toEqual([`${kind}: ${words}`]);
  });

  it.each([
    "“An earlier version of this article misquoted me,” Ann Lee said.",
    "Ann Lee said that an earlier version of this bill was wrong.",
    "An earlier version of the bill incorrectly named the river.",
    "Ann Lee said this report was corrected last week.",
    "The market correction: what it means for you.",
    "A correction is due, analysts said.",
    "The company updated its story.",
    "“We regret the error,” the minister said.",
    "The council has corrected the record.",
    "Updates will follow on Monday.",
    "",
  ])("is not seen in: %s", (words) => {
    expect(printed(words)).toEqual([]);
  });

  it("is one paragraph, and the next one another", () => {
    const text =
      "The bridge is open.\nCorrection: The mayor is 51. She is not 15.\nThis story has been updated. It rained.";
    expect(printed(text)).toEqual([
      "correction: Correction: The mayor is 51. She is not 15.",
      "update: This story has been updated.",
    ]);
  });
});
