import { describe, expect, it } from "vitest";
import { verdictOn } from "../../support/quotations.ts";

describe("a denial before the words that does not deny them is no negation cut off", () => {
  it.each([
    ["I have no doubt that we poisoned the northern wells.", "we poisoned the northern wells"],
    ["There is no question that we poisoned the northern wells.", "we poisoned the northern wells"],
    ["It is no secret that we poisoned the northern wells.", "we poisoned the northern wells"],
    ["We never doubted that help would come to the valley.", "help would come to the valley"],
    ["It is a shame that we poisoned the northern wells.", "we poisoned the northern wells"],
    ["I have never seen a flood like this in my life.", "I have never seen a flood like this"],
    [
      "I have not seen a flood like this in thirty years, and I live on the river.",
      "I have not seen a flood like this",
    ],
    ["Do not forget that we poisoned the northern wells.", "we poisoned the northern wells"],
    [
      "I am not saying that the mayor stole the money, I am saying that the money is gone from the safe.",
      "the money is gone from the safe",
    ],
    [
      "A woman who cannot feed her children will not worry about your statistics.",
      "will not worry about your statistics",
    ],
    ["When the siren sounded, we ran to the cellar of the church.", "we ran to the cellar of the church"],
    ["We ran to the cellar on the day that the siren sounded.", "We ran to the cellar"],
    [
      "I have no regrets about the vote and I would cast it again tomorrow.",
      "I would cast it again tomorrow",
    ],
    [
      "According to our opponents, the fleet is for sale, which is a remarkable rumor in a year of peace.",
      "a remarkable rumor in a year of peace",
    ],
    [
      "The only people who claim they had no idea are the ones who signed the papers.",
      "the ones who signed the papers",
    ],
    ["We ran to the cellar of the church when the siren sounded.", "We ran to the cellar of the church"],
  ])("%s | %s", (said, quotation) => {
    expect(verdictOn(said, quotation)).toBe("exact");
  });
});

describe("a phrase that is cut off restricts no denial that affirms", () => {
  it.each([
    ["We will not stop publishing the truth about this war.", "We will not stop publishing the truth"],
    ["We will not hesitate to use force against the gangs in the port.", "We will not hesitate to use force"],
    ["I will never cease to fight for the people of the valley.", "I will never cease to fight"],
    ["We did not fail to warn the families in the valley.", "We did not fail to warn the families"],
  ])("%s | %s", (said, quotation) => {
    expect(verdictOn(said, quotation)).toBe("exact");
  });

  it.each([
    ["We will not stop the trains in the tunnel at night.", "We will not stop the trains"],
    ["I have never talked to the reporters about the letter.", "I have never talked to the reporters"],
    ["We failed to notify the families in time.", "We failed to notify the families"],
  ])("but one that denies it does: %s | %s", (said, quotation) => {
    expect(verdictOn(said, quotation)).toBe("truncated");
  });
});
