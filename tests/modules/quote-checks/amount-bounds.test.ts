import { describe, expect, it } from "vitest";
import { verdictOn } from "../../support/quotations.ts";

describe("what bounds an amount is not cut off unseen", () => {
  it.each([
    ["The war has cost us a quarter of a million people.", "a million people"],
    ["A quarter of a million people fled the valley.", "a million people fled the valley"],
    ["We have spent two thirds of 40 million crowns.", "40 million crowns"],
    ["Nearly 300 workers were sent home without pay.", "300 workers were sent home without pay"],
    ["Almost a thousand workers were sent home.", "a thousand workers were sent home"],
    ["We lost less than 5 ships in the storm.", "5 ships in the storm"],
    ["The repairs will cost us about forty million crowns.", "forty million crowns"],
    ["At least 40 houses burned that night.", "40 houses burned that night"],
    ["No more than 40 ships were lost in the storm.", "40 ships were lost in the storm"],
    [
      "One in five children in this city goes to bed hungry.",
      "five children in this city goes to bed hungry",
    ],
    ["Two out of three boats never came back.", "three boats never came back"],
    ["Ten to twenty people were still under the snow.", "twenty people were still under the snow"],
    ["Two or three ministers knew about the letter.", "three ministers knew about the letter"],
    ["The dam will hold for three to five years.", "The dam will hold for three"],
    ["We will hire five hundred nurses at most.", "We will hire five hundred nurses"],
    ["Half of the villages were burned.", "the villages were burned"],
    ["More than two thirds of our schools are closed.", "our schools are closed"],
    ["Some of the officers were drunk that night.", "the officers were drunk that night"],
    ["One of the ministers lied to the court.", "the ministers lied to the court"],
    ["We nearly lost the war in that first winter.", "lost the war in that first winter"],
  ])("%s | %s", (said, quotation) => {
    expect(verdictOn(said, quotation)).toBe("truncated");
  });

  it("nor is what denies it", () => {
    const said = "I do not believe that more than 40 ships were lost.";
    expect(verdictOn(said, "40 ships were lost")).toBe("truncated flip");
  });

  it.each([
    ["They burned half of the villages in the valley.", "the villages in the valley"],
    ["All of the villages in the valley were burned.", "the villages in the valley were burned"],
    ["Dozens of people were sent home without pay.", "people were sent home without pay"],
    ["He was one of the ministers who lied to the court.", "the ministers who lied to the court"],
    ["The mayor of the city has resigned over the letter.", "the city has resigned over the letter"],
    ["Prices rose from 5 to 10 crowns in a year.", "10 crowns in a year"],
    ["In 2019 we lost 40 ships to the storms.", "we lost 40 ships to the storms"],
    ["Rents rose from 5 percent to 10 percent of wages.", "10 percent of wages"],
    ["That is the most in 40 years of the old mill.", "40 years of the old mill"],
    ["We want peace in the valley, at least for our children.", "We want peace in the valley"],
  ])("but what only stands beside one may be: %s | %s", (said, quotation) => {
    expect(verdictOn(said, quotation)).toBe("exact");
  });
});
