import { expect, it } from "vitest";
import { explain } from "../../../src/modules/quote-checks/explain.ts";
import { askAbout, type Candidate, matchStatement } from "../../../src/modules/quote-checks/match.ts";
import { judge } from "../../../src/modules/quote-checks/verdict.ts";

const words = "We will rebuild the old market hall before the winter";
const said: Candidate = {
  statementId: "1",
  kind: "direct",
  text: `${words}.`,
  speakerId: "1",
  speakerNames: ["Sandra Hollis"],
  current: true,
  inPeriod: true,
  visible: true,
};
const explained = (
  candidates: readonly Candidate[],
  speaker: string | null = null,
  publishedOnly = false,
): string => {
  const question = askAbout(words, speaker);
  const matches = candidates.map((candidate) => matchStatement(question, candidate));
  return explain(question, judge(question, matches), publishedOnly);
};

it("says nothing of doubts where there are none", () => {
  const sentence = "The words stand in a statement that we hold, exactly as quoted.";
  expect(explained([said])).toBe(sentence);
  expect(explained([said], "Hollis")).toBe(sentence);
});

it("says that it is not known whose words they are", () => {
  const unknown = { ...said, speakerId: null, speakerNames: [] };
  expect(explained([unknown])).toMatch(/We do not know whose words they are\.$/);
  expect(explained([unknown], "Barack Obama")).toMatch(
    /We do not know whose words they are, so not whether they are "Barack Obama"'s\.$/,
  );
});

it("says that a name leaves open whom it means", () => {
  expect(explained([said], "Sandra")).toMatch(/It cannot be told whether "Sandra" means the speaker/);
  const other = { ...said, statementId: "2", speakerId: "2", speakerNames: ["Martin Hollis"] };
  expect(explained([said, other], "Hollis")).toMatch(
    /Several speakers whom "Hollis" can mean .* give the full name/,
  );
  expect(explained([said, other])).toMatch(/Several speakers said these words; name the speaker/);
});

it("does not call words unknown that are held from other days", () => {
  const earlier = { ...said, inPeriod: false };
  expect(explained([earlier], "Hollis")).toMatch(
    /^We hold these words, but not from the days asked about\. That is not/,
  );
  expect(explained([earlier], "Barack Obama")).toMatch(
    /^We hold these words, but .*, and as another speaker's\./,
  );
  const changed = { ...earlier, text: "We will restore the old market hall before the winter." };
  expect(explained([changed])).toMatch(/^We hold words like these, but not from the days asked about\./);
});

it("speaks of what is published where that is all that the reader may see", () => {
  const secret = { ...said, visible: false };
  expect(explained([secret])).toMatch(/^We hold no statement .* no document that we hold\.$/);
  expect(explained([secret], null, true)).toMatch(
    /^We publish no statement .* no statement that is published here\.$/,
  );
  expect(explained([said], null, true)).toMatch(/a statement that we publish/);
});
