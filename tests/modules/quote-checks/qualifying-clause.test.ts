import { describe, expect, it } from "vitest";
import { checkAgainst, verdictOn } from "../../support/quotations.ts";

describe("what qualified the words is cut off", () => {
  it.each([
    [
      "truncated",
      "We will cut the pensions of teachers who lied about their age.",
      "We will cut the pensions of teachers",
    ],
    [
      "truncated",
      "We will not raise taxes on any family that earns less than eighty thousand dollars a year.",
      "We will not raise taxes on any family",
    ],
    ["truncated", "We will repair the houses which the storm broke in March.", "We will repair the houses"],
    ["truncated", "We will not sign the treaty in its present form.", "We will not sign the treaty"],
    [
      "truncated",
      "We will not, under any circumstances, sign the treaty in its present form.",
      "We will not, under any circumstances, sign the treaty",
    ],
    ["truncated", "I used to think that the old harbor wall was safe.", "the old harbor wall was safe"],
    [
      "truncated",
      "The idea that we sold the wells of the valley is absurd.",
      "we sold the wells of the valley",
    ],
    [
      "truncated",
      "There is a risk that the old dam will break in the next storm.",
      "the old dam will break in the next storm",
    ],
    [
      "truncated",
      "It would be a mistake to close the old harbor to the tankers.",
      "close the old harbor to the tankers",
    ],
    [
      "truncated",
      "We sold the wells of the valley to a bank? That is a lie.",
      "We sold the wells of the valley to a bank",
    ],
    [
      "truncated",
      "Should the vote fail on Monday, we will tear down the opera house.",
      "we will tear down the opera house",
    ],
    [
      "truncated",
      "Had I known about the wells, I would have resigned that same evening.",
      "I would have resigned that same evening",
    ],
    [
      "truncated",
      "Only the richest families in the valley will pay the new levy.",
      "the richest families in the valley will pay the new levy",
    ],
    [
      "truncated flip",
      "Nothing in the treaty forces us to give up the northern harbor.",
      "the treaty forces us to give up the northern harbor",
    ],
    [
      "truncated flip",
      "The court found that none of the pilots saw the tower that night.",
      "the pilots saw the tower that night",
    ],
    [
      "truncated flip",
      "We chose to mend the old harbor wall rather than build a new opera house.",
      "build a new opera house",
    ],
    ["truncated flip", "We will raise the taxes of nobody in this valley.", "We will raise the taxes"],
    ["truncated", "The dam is old, and when the rain comes, the town will drown.", "the town will drown"],
    ["truncated", "We will punish those who sold the water of the valley.", "We will punish those"],
    [
      "truncated",
      "I will sack every minister whose family owns shares in the mine.",
      "I will sack every minister",
    ],
    ["truncated", "We closed the schools where the roof had fallen in.", "We closed the schools"],
    [
      "truncated",
      "We have paid our taxes in every country in which we have sold a phone.",
      "We have paid our taxes in every country",
    ],
    [
      "truncated",
      "I will hand back my medal on the day that they find a cent missing.",
      "I will hand back my medal",
    ],
    ["truncated", "I will hand back my medal the moment they ask for it.", "I will hand back my medal"],
    [
      "truncated",
      "We have signed a treaty with the rebels, with the exception of the prisoners.",
      "We have signed a treaty with the rebels",
    ],
    ["truncated flip", "I do not believe that he paid for the dam and he left the town.", "he left the town"],
    [
      "truncated",
      "We will tear down the opera house, my opponents say.",
      "We will tear down the opera house",
    ],
    [
      "truncated",
      "We will tear down the opera house, say my opponents in the council.",
      "We will tear down the opera house",
    ],
    [
      "truncated",
      "We will tear down the opera house, according to my opponents.",
      "We will tear down the opera house",
    ],
    [
      "truncated",
      "We will tear down the opera house, according to the only paper that anybody in this old town still reads.",
      "We will tear down the opera house",
    ],
    [
      "truncated",
      "We will tear down the opera house, they claim, and build flats.",
      "We will tear down the opera house",
    ],
    ["truncated", "We will tear down the opera house, I am told.", "We will tear down the opera house"],
    [
      "truncated",
      "My opponents say we will tear down the opera house next year.",
      "we will tear down the opera house next year",
    ],
    [
      "truncated",
      "Some of my neighbors have said that we will tear down the opera house.",
      "we will tear down the opera house",
    ],
    ["truncated flip", "It is false that we poisoned the northern wells.", "we poisoned the northern wells"],
    ["truncated flip", "It is untrue that we poisoned the northern wells.", "we poisoned the northern wells"],
    [
      "truncated flip",
      "It is not true that we poisoned the northern wells.",
      "we poisoned the northern wells",
    ],
    [
      "truncated flip",
      "It is simply a lie that we poisoned the northern wells.",
      "we poisoned the northern wells",
    ],
    ["truncated flip", "It's a myth that we poisoned the northern wells.", "we poisoned the northern wells"],
    [
      "altered flip",
      "It is false that we poisoned the northern wells.",
      "It is true that we poisoned the northern wells",
    ],
    [
      "altered flip",
      "It is false that we poisoned the northern wells.",
      "It is a fact that we poisoned the northern wells",
    ],
    ["truncated", "We will repair the wall if the money comes in time.", "We will repair the wall"],
    ["truncated", "Teachers lied to the board that hired them in March.", "Teachers lied to the board"],
    ["truncated", "We are a country that keeps its word.", "We are a country"],
    ["truncated", "The bridge is safe for trains, as far as we can tell.", "The bridge is safe for trains"],
    ["truncated", "The bridge will be open by June, I think.", "The bridge will be open by June"],
    [
      "truncated",
      "The curfew will be lifted as soon as the talks resume in Bergvik.",
      "The curfew will be lifted",
    ],
    [
      "truncated flip",
      "This ministry is not in the business of rescuing gamblers.",
      "in the business of rescuing gamblers",
    ],
    [
      "truncated",
      "Although our wells were tested in May, the water is not yet clean.",
      "the water is not yet clean",
    ],
  ])("%s: %s | %s", (verdict, said, quotation) => {
    expect(verdictOn(said, quotation)).toBe(verdict);
    if (verdict.startsWith("truncated")) expect(checkAgainst(said, quotation).match.lost).not.toBeNull();
  });
});

describe("what is cut off leaves the words as true as they were", () => {
  it.each([
    [
      "We will cut the pensions of teachers, who have had enough for years.",
      "We will cut the pensions of teachers",
    ],
    [
      "We will repair the old harbor wall, which the storm broke in March.",
      "We will repair the old harbor wall",
    ],
    ["We will cut the pensions of teachers who lied about their age.", "the pensions of teachers"],
    ["We have never sold the water of the valley to anyone.", "We have never sold the water of the valley"],
    ["We saw nothing in the treaty about the northern harbor.", "the treaty about the northern harbor"],
    ["We only want peace in the valley of the four wells.", "want peace in the valley of the four wells"],
    [
      "They have yet to explain why the ferry left without lights that night.",
      "the ferry left without lights that night",
    ],
    ["It is my belief that the old dam will break this year.", "the old dam will break this year"],
    ["The fact that the old dam will break is known to all.", "the old dam will break"],
    ["I did not lie and I told them the truth about the dam.", "I did not lie and I told them the truth"],
    ["There is no doubt about the water of the valley.", "There is no doubt"],
    ["We know that the harbor wall will break in the next storm.", "We know"],
    ["The report shows that the harbor wall will break in the next storm.", "The report shows"],
    ["We have to ask who sold the water of the valley.", "We have to ask"],
    ["I am glad that the harbor wall has been repaired at last.", "I am glad"],
    ["I have told the ministers that the harbor wall has been repaired.", "I have told the ministers"],
    ["We will tear down the opera house, I say, and build flats.", "We will tear down the opera house"],
    ["We will tear down the opera house, I tell you, and build flats.", "We will tear down the opera house"],
    ["We will tear down the opera house, as I said in March.", "We will tear down the opera house"],
    [
      "We will tear down the opera house, and people say that they like it.",
      "We will tear down the opera house",
    ],
    ["I have always said that we will tear down the opera house.", "we will tear down the opera house"],
    ["Let me say that we will tear down the opera house.", "we will tear down the opera house"],
    ["I do not deny that we poisoned the northern wells.", "we poisoned the northern wells"],
    ["It is true that we poisoned the northern wells.", "we poisoned the northern wells"],
    ["It is a lie, and you know it. We poisoned nobody in the north.", "We poisoned nobody in the north"],
    ["The man who sold the water of the valley is in prison now.", "The man"],
    [
      "The fishing grounds stay closed to trawlers. That is what the law says.",
      "The fishing grounds stay closed to trawlers",
    ],
    ["We think of the people who live in the old town.", "of the people"],
    ["We sold the ships we could not repair in time.", "We sold the ships"],
    ["I hope for rain, the old bridge is unsafe in summer.", "the old bridge is unsafe in summer"],
    ["We will not sell the harbor at all, to anybody.", "We will not sell the harbor"],
    ["We are a country that keeps its word.", "a country"],
    [
      "We cannot close the ferry line while nine hundred pupils depend on it.",
      "nine hundred pupils depend on it",
    ],
    [
      "Our vaccine protects most adults, although we have hardly any data on children.",
      "we have hardly any data on children",
    ],
    [
      "I was at home all evening; I saw nobody until the police came to my door.",
      "I was at home all evening",
    ],
    [
      "They wanted a living room for the whole neighbourhood that anybody can use.",
      "a living room for the whole neighbourhood",
    ],
  ])("%s | %s", (said, quotation) => {
    expect(verdictOn(said, quotation)).toMatch(/^exact/);
  });
});

describe("what was denied, bounded or laid to others is not quoted as stated", () => {
  it.each([
    [
      "I don't see how we can win this war with borrowed guns.",
      "we can win this war with borrowed guns",
      true,
    ],
    ["Nobody I know will pay for that bridge.", "will pay for that bridge", true],
    ["No man whom I know can pay for that bridge.", "can pay for that bridge", true],
    [
      "Not since the war have we seen such a flood in the valley.",
      "have we seen such a flood in the valley",
      true,
    ],
    ["There is no proof he lied and he stole the harvest money.", "he stole the harvest money", true],
    ["Nobody can show he lied and he stole the harvest money.", "he stole the harvest money", true],
    ["I can't promise we will stay and we will pay the farmers.", "we will pay the farmers", true],
    [
      "Nobody explained to us why we should trust a company that lied twice.",
      "we should trust a company that lied twice",
      true,
    ],
    ["No one who saw the tapes could believe the officers.", "could believe the officers", true],
    [
      "Many young couples are leaving the islands, and only the old remain in the villages.",
      "the old remain in the villages",
      false,
    ],
    [
      "Fewer than 200 of the 900 workers at the smelter will stay.",
      "200 of the 900 workers at the smelter will stay",
      false,
    ],
    [
      "The ambassador told me personally that the visas would be ready by Easter.",
      "the visas would be ready by Easter",
      false,
    ],
    ["When the snow melts, and not a day earlier, the border will reopen.", "the border will reopen", false],
  ])("%s | %s", (said, quotation, flips) => {
    expect(verdictOn(said, quotation)).toBe(flips ? "truncated flip" : "truncated");
  });
});
