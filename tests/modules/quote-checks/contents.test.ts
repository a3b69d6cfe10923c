import { describe, expect, it } from "vitest";
import { verdictOn } from "../../support/quotations.ts";

describe("what somebody did not know, was not told or does not mind is so all the same", () => {
  it.each([
    "They did not tell us that",
    "Nobody told us",
    "Nobody told the council that",
    "We know that they never told the council that",
    "We were never told that",
    "Why didn't they tell us that",
    "The ministry never informed us that",
    "I did not know that",
    "I had no idea that",
    "I did not realize that",
    "They were not aware that",
    "He did not mention that",
    "It does not matter that",
    "Nobody cares that",
    "I am not proud that",
    "We have never hidden that",
    "I was not there when",
    "I have not slept since",
    "I don't remember when",
    "It's not that I mind, it's that",
  ])("%s", (before) => {
    expect(verdictOn(`${before} the old bridge was unsafe.`, "the old bridge was unsafe")).toBe("exact");
  });

  it.each([
    "I did not say that",
    "I have never told the council that",
    "We've never told anybody that",
    "We knew nothing. We never informed the council that",
    "Do not tell the council that",
    "He will not tell us that",
    "A child should not be told that",
    "It never crossed my mind that",
    "I do not believe that",
    "I don't know that",
    "There is no sign that",
    "I am not sure that",
    "It is not possible that",
  ])("but what was not said or thought may not be: %s", (before) => {
    expect(verdictOn(`${before} the old bridge was unsafe.`, "the old bridge was unsafe")).toBe(
      "truncated flip",
    );
  });
});

describe("what was only asked is not quoted as stated", () => {
  it.each(["Is it true that", "Are you telling me that", "Does the mayor believe that"])("%s", (before) => {
    expect(verdictOn(`${before} the old bridge is unsafe?`, "the old bridge is unsafe")).toBe("truncated");
  });

  it.each(["Did you know that", "Is the mayor aware that", "May I say that"])(
    "but what is known, or said by asking, is stated: %s",
    (before) => {
      expect(verdictOn(`${before} the old bridge is unsafe?`, "the old bridge is unsafe")).toBe("exact");
    },
  );
});
