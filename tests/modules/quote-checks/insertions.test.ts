import { describe, expect, it } from "vitest";
import { checkAgainst, verdictOn } from "../../support/quotations.ts";

describe("an insertion that stands for other words is judged against them", () => {
  it.each([
    [
      "altered flip",
      "We have to start treating them as armed terrorist organizations, not simply drug dealing organizations.",
      "We have to [stop] treating them as armed terrorist organizations",
    ],
    [
      "altered flip",
      "We have to start treating them as armed terrorist organizations, not simply drug dealing organizations.",
      "We have to start treating them as [unarmed] terrorist organizations",
    ],
    [
      "altered flip",
      "We want to open the archives to every reader in the city.",
      "We [refuse] to open the archives to every reader in the city.",
    ],
    [
      "altered flip",
      "We will open the archives to every reader in the city.",
      "We [refuse to] open the archives to every reader in the city.",
    ],
    [
      "altered",
      "We send the ships to Mexico before the winter begins.",
      "We send the ships to [Canada] before the winter begins.",
    ],
    [
      "altered flip",
      "We will enter the valley with troops before the winter begins.",
      "We will enter the valley [without] troops before the winter begins.",
    ],
    [
      "altered flip",
      "He is not going to sign the treaty in the autumn, whatever they say.",
      "He is [hardly] not going to sign the treaty in the autumn, whatever they say.",
    ],
    [
      "altered",
      "Families below eighty thousand dollars a year will pay nothing at all.",
      "Families below [ninety] thousand dollars a year will pay nothing at all.",
    ],
    [
      "altered flip",
      "The council must raise the price of water in the old town.",
      "The council must [lower] the price of water in the old town.",
    ],
    [
      "altered flip",
      "We will spend less on roads and bridges than on schools.",
      "We will spend [more] on roads and bridges than on schools.",
    ],
    [
      "altered flip",
      "We will spend less on roads and bridges than on schools.",
      "We will [not] spend less on roads and bridges than on schools.",
    ],
    [
      "altered",
      "We will sign it on Tuesday in the old town hall of the city.",
      "We will sign it on [Thursday] in the old town hall of the city.",
    ],
    [
      "altered",
      "All of the workers in the old town will lose their pensions.",
      "[Some] of the workers in the old town will lose their pensions.",
    ],
    [
      "altered",
      "We will sign the treaty in the old town hall of the city.",
      "We [may] sign the treaty in the old town hall of the city.",
    ],
    [
      "altered flip",
      "We will not sign the treaty in the old town hall of the city.",
      "We [will] sign the treaty in the old town hall of the city.",
    ],
    [
      "altered",
      "Mexico will pay for the repair of the old harbor wall.",
      "[Canada] will pay for the repair of the old harbor wall.",
    ],
    [
      "altered",
      "Eighty families will pay for the repair of the old harbor wall.",
      "[Ninety] families will pay for the repair of the old harbor wall.",
    ],
    [
      "altered flip",
      "We agreed to open the archives to every reader in the city.",
      "[They refused] to open the archives to every reader in the city.",
    ],
    [
      "altered",
      "We want to open the archives to every reader in Venice.",
      "We want to open the archives to every reader [in Rome]",
    ],
    [
      "altered",
      "We want to open the archives to every reader in Venice.",
      "We want to open the archives to every reader in [Rome]",
    ],
  ])("%s: %s | %s", (verdict, said, quotation) => {
    expect(verdictOn(said, quotation)).toBe(verdict);
    expect(checkAgainst(said, quotation).match.severity).toMatch(/^(?:critical|major)$/);
  });
});

describe("a name or a description for a pronoun, and what only explains, is form", () => {
  it.each([
    [
      "He said he would close the harbor before the winter begins.",
      "[The president] said he would close the harbor before the winter begins.",
    ],
    [
      "We repaired the roof of the old library last summer.",
      "We [Ferrant] repaired the roof of the old library last summer.",
    ],
    [
      "We repaired the roof of the old library last summer.",
      "We repaired the roof [at the institute] of the old library last summer.",
    ],
    [
      "Trump said he would close the harbor before the winter begins.",
      "[The US president] said he would close the harbor before the winter begins.",
    ],
    [
      "The EU will not pay for the harbor before the winter begins.",
      "The [European Union] will not pay for the harbor before the winter begins.",
    ],
    [
      "We will sign it tomorrow in the old town hall of the city.",
      "We will sign it [on Thursday] in the old town hall of the city.",
    ],
    [
      "I will sign the treaty in the old town hall of the city.",
      "[He] will sign the treaty in the old town hall of the city.",
    ],
    [
      "I will sign the treaty in the old town hall of the city.",
      "[He would] sign the treaty in the old town hall of the city.",
    ],
    [
      "We told them that the harbor would stay open for the winter.",
      "We told [the lack of funding committee] that the harbor would stay open for the winter.",
    ],
    [
      "They must pay eighty thousand dollars a year to the old town.",
      "They must pay [80 thousand dollars] a year to the old town.",
    ],
    [
      "We told Trump that the harbor would stay open for the winter.",
      "We told [Donald Trump] that the harbor would stay open for the winter.",
    ],
    [
      "The program helped thousands of families to stay in the old town.",
      "The [housing] program helped thousands of families to stay in the old town.",
    ],
    [
      "It helped thousands of families to stay in the old town last winter.",
      "[The housing program] helped thousands of families to stay in the old town last winter.",
    ],
    [
      "They agreed to open the archives to every reader in the city.",
      "[The ministers agreed] to open the archives to every reader in the city.",
    ],
    [
      "We want to open the archives to every reader in the city.",
      "to open the archives to every reader [in Rome]",
    ],
  ])("%s | %s", (said, quotation) => {
    expect(verdictOn(said, quotation)).toBe("exact_ignoring_form");
  });
});

it("a number or name put in brackets for another, and a reversal, are critical", () => {
  const said = "We must sell eighty of the ships to Norway before the winter begins.";
  for (const quotation of [
    "We must sell [ninety] of the ships to Norway before the winter begins.",
    "We must sell eighty of the ships to [Sweden] before the winter begins.",
    "We must [buy] eighty of the ships to Norway before the winter begins.",
  ]) {
    expect(checkAgainst(said, quotation)).toMatchObject({
      verdict: "altered",
      match: { severity: "critical" },
    });
  }
});

it("what an insertion stands for is shown beside it", () => {
  const { match } = checkAgainst(
    "We must sell the ships before winter.",
    "We must [buy] the ships before winter.",
  );
  expect(match.differences).toMatchObject([{ effect: "reversal", sourceFrom: 2, sourceTo: 3 }]);
  expect(match.steps.map(({ kind }) => kind)).toEqual(["kept", "replaced", "kept"]);
});

it("an insertion in the statement is judged against the words that the quotation has there", () => {
  const said = "We have to treat them as [armed] organizations, and not simply as dealers.";
  expect(verdictOn(said, "We have to treat them as armed organizations")).toBe("exact_ignoring_form");
  expect(verdictOn(said, "We have to treat them as unarmed organizations")).toBe("altered flip");
});
