import { expect, it } from "vitest";
import { canMeanSpeaker } from "../../../src/modules/quote-checks/speaker-names.ts";

it.each([
  ["Lee", "Ann Lee"],
  ["Sen. Ann Lee", "Ann Lee"],
  ["A. Lee", "Ann Lee"],
  ["Bill Harper", "William Harper"],
  ["Quinones", "Mateo Quiñones"],
  ["Ann Marie Lee", "Ann Lee"],
  ["Halverson", "Ingrid Halvorson"],
  ["White House", "the White House"],
  ["Ann Lee's", "Ann Lee"],
])("%s can mean %s", (asked, name) => {
  expect(canMeanSpeaker(asked, [name])).toBe(true);
});

it.each([
  ["Ann Lee", "Bo Lee"],
  ["Lee", "Leigh"],
  ["Ann", "Ann Lee"],
  ["Ministry of Health", "Ministry of Transport"],
  ["", "Ann Lee"],
  ["!!", "Ann Lee"],
])("%s cannot mean %s", (asked, name) => {
  expect(canMeanSpeaker(asked, [name])).toBe(false);
});
