/** Which rewordings turn what was said into its opposite, and which only look like it. */
import { describe, expect, it } from "vitest";
import { checkAgainst } from "../../support/quotations.ts";
import { isNegationFlip } from "../../../src/modules/quote-checks/differences.ts";
import { askAbout, matchStatement } from "../../../src/modules/quote-checks/match.ts";

const isFlipped = (said: string, quoted: string): boolean => {
  const candidate = {
    statementId: "1",
    kind: "direct" as const,
    text: said,
    speakerId: null,
    speakerNames: [],
    current: true,
    inPeriod: true,
    visible: true,
  };
  const { differences, lost } = matchStatement(askAbout(quoted, null), candidate);
  return differences.some(isNegationFlip) || lost?.loss === "negation";
};

const turned: Record<string, [said: string, quoted: string][]> = {
  "a denial that is lost or put in": [
    ["We will sell the ferry and will not close it.", "We will sell the ferry or close it."],
    ["The police, not the army, fired on us.", "The police, and the army, fired on us."],
    ["Neither the mayor nor the council knew of it.", "The mayor and the council knew of it."],
    ["We did not sell it, nor did we rent it out.", "We sold it, and we did rent it out."],
    ["The factory will not reopen before the spring.", "The factory will reopen before the spring."],
    ["Nobody at the ministry read the warning.", "Everybody at the ministry read the warning."],
    ["Nothing in the file points to arson.", "Everything in the file points to arson."],
    ["We have never asked the farmers for money.", "We have always asked the farmers for money."],
    ["We can rebuild without the loan from Berlin.", "We can rebuild with the loan from Berlin."],
    ["They hardly spoke to the inspectors that day.", "They often spoke to the inspectors that day."],
    ["Neither of the pilots saw the tower.", "Both of the pilots saw the tower."],
    ["The crew neither slept nor ate on Monday.", "The crew slept and ate on Monday."],
    ["There were zero complaints from the tenants.", "There were many complaints from the tenants."],
    ["There is no doubt that the seal was broken.", "There is doubt that the seal was broken."],
    ["It is not only a scandal for the bank.", "It is only a scandal for the bank."],
    [
      "The plan is not unreasonable for a town of this size.",
      "The plan is unreasonable for a town of this size.",
    ],
  ],
  "an opposite that only some sense of a word has": [
    ["Parliament repealed the law on wells in June.", "Parliament adopted the law on wells in June."],
    ["The court upheld the fine for the ferry line.", "The court quashed the fine for the ferry line."],
    ["That offer is an insult to the nurses here.", "That offer is a compliment to the nurses here."],
    ["Most of the crew drowned near the lighthouse.", "Most of the crew survived near the lighthouse."],
    ["The harbor wall was found intact in the morning.", "The harbor wall was found damaged in the morning."],
    ["The committee was biased from the first day.", "The committee was impartial from the first day."],
  ],
  "what is denied and what is stated, swapped": [
    ["It is not impossible to pay the pensions.", "It is impossible not to pay the pensions."],
    [
      "The harbor will not be closed because the ships are safe.",
      "The harbor will be closed because the ships are not safe.",
    ],
    ["They gave no money to the town and took some.", "They gave money to the town and took none."],
    [
      "They aren't pirates; they're farmers with nothing left to lose.",
      "They're pirates; they aren't farmers with nothing left to lose.",
    ],
    [
      "She is no thief, and she isn't a coward, she is a poet.",
      "She is no thief, and she is a coward, she isn't a poet.",
    ],
  ],
  "a verb or a noun that denies": [
    ["The mayor has yet to explain the leak to us.", "The mayor has explained the leak to us."],
    ["The talks were anything but friendly last night.", "The talks were nothing but friendly last night."],
    ["The talks were anything but friendly last night.", "The talks were friendly last night."],
    ["They mended the ferry rather than buy a new one.", "They mended the ferry and bought a new one."],
    ["The driver refused to take the breath test.", "The driver took the breath test."],
    ["The driver took the breath test.", "The driver declined to take the breath test."],
    ["The bank failed to warn its customers in time.", "The bank warned its customers in time."],
    ["The clinic lacks the beds for another winter.", "The clinic has the beds for another winter."],
    ["We saw a lack of evidence in the northern wing.", "We saw evidence in the northern wing."],
    ["I deny that we paid the informer.", "I admit that we paid the informer."],
    ["The minister stopped short of calling it a war.", "The minister went as far as calling it a war."],
    ["Few of the villagers trust the new mayor.", "Many of the villagers trust the new mayor."],
    ["There is little hope of finding them alive.", "There is much hope of finding them alive."],
    ["The ministry was unable to name the supplier.", "The ministry was able to name the supplier."],
    ["The pump was too weak to drain the mine.", "The pump was strong enough to drain the mine."],
  ],
  "a word put for its opposite, in any form": [
    ["The dam held through the night.", "The dam burst through the night."],
    ["The port opened its gates to the strikers.", "The port closed its gates to the strikers."],
    ["Her party gained eleven seats in the south.", "Her party lost eleven seats in the south."],
    ["Wages are rising faster than rents.", "Wages are falling faster than rents."],
    ["The court upheld the sentence on Monday.", "The court overturned the sentence on Monday."],
    [
      "The bishop praised the strikers from the pulpit.",
      "The bishop condemned the strikers from the pulpit.",
    ],
    ["The army withdrew from the valley in May.", "The army advanced from the valley in May."],
    ["The senate approved the dam in one sitting.", "The senate vetoed the dam in one sitting."],
    [
      "The new rules make our roads safer for children.",
      "The new rules make our roads more dangerous for children.",
    ],
    ["They won the final by a single goal.", "They lost the final by a single goal."],
    ["The union accepts the offer of the owners.", "The union is rejecting the offer of the owners."],
    ["Most of the schools have clean water.", "Few of the schools have clean water."],
    ["At least forty houses were damaged.", "At most forty houses were damaged."],
    ["Fewer trains were late this year than last.", "More trains were late this year than last."],
    ["The vote came before the flood.", "The vote came after the flood."],
    ["We will vote for the merger tomorrow.", "We will vote against the merger tomorrow."],
    ["The company will hire two hundred workers.", "The company will fire two hundred workers."],
    ["The judge granted the request on Friday.", "The judge denied the request on Friday."],
    ["The ministry has banned the drug for children.", "The ministry has approved the drug for children."],
    ["The mayor signed the order in the morning.", "The mayor vetoed the order in the morning."],
    ["The storm spared the old town of Bergvik.", "The storm destroyed the old town of Bergvik."],
    ["The bank raised its rates for savers.", "The bank slashed its rates for savers."],
    ["The lawyers were present in the courtroom.", "The lawyers were absent in the courtroom."],
    ["The road to the airport remains open.", "The road to the airport remains blocked."],
    ["The army refused to attack the village.", "The army attacked the village."],
    ["A strong rise in exports saved the mill.", "A weak fall in exports saved the mill."],
  ],
  "an affix that turns": [
    ["The search of the house was lawful.", "The search of the house was unlawful."],
    ["The witness was honest about the money.", "The witness was dishonest about the money."],
    ["The evidence is relevant to the case.", "The evidence is irrelevant to the case."],
    ["The protest in the square was violent.", "The protest in the square was nonviolent."],
    ["The children were careful with the matches.", "The children were careless with the matches."],
    ["The landlord is patient with his tenants.", "The landlord is impatient with his tenants."],
    ["The board approves of the new director.", "The board disapproves of the new director."],
    ["The verdict was just and the judge was biased.", "The verdict was unjust and the judge was biased."],
  ],
  "words that changed their places with what they say": [
    ["We will close the harbor to the tankers.", "We will keep the harbor open to the tankers."],
    ["I did not say he lied to the committee.", "I said he did not lie to the committee."],
    ["We did not promise to stay in the alliance.", "We promised not to stay in the alliance."],
    ["It is not impossible to save the orchard.", "It is impossible not to save the orchard."],
    ["The owners gained while the workers lost.", "The owners lost while the workers gained."],
    ["Not every clinic will be closed by June.", "No clinic will be closed by June."],
  ],
  "a condition that holds where it did not": [
    [
      "I will vote for the dam unless the orchard is taken from us.",
      "I will vote for the dam if the orchard is taken from us.",
    ],
  ],
  "a denial that the word beside it kept from denying": [
    ["I am not only going to sign it, I will enforce it.", "I am not going to sign it, I will enforce it."],
    ["She did not just sing for us, she wrote the song.", "She did not sing for us, she wrote the song."],
  ],
};

describe.each(Object.entries(turned))("%s turns what was said", (_, pairs) => {
  it.each(pairs)("%s | %s", (said, quoted) => {
    expect(isFlipped(said, quoted)).toBe(true);
  });
});

const unturned: Record<string, [said: string, quoted: string][]> = {
  "another word for the same": [
    ["The council agreed to sell the ferry.", "The council decided to sell the ferry."],
    ["The driver refused to take the breath test.", "The driver declined to take the breath test."],
    ["The driver refused to take the breath test.", "The driver did not take the breath test."],
    ["No one at the ministry read the warning.", "Nobody at the ministry read the warning."],
    ["We have never asked the farmers for money.", "We have not asked the farmers for money."],
    ["Prices fell by a third in the spring.", "Prices dropped by a third in the spring."],
    ["The union rejected the offer of the owners.", "The union turned down the offer of the owners."],
    ["It is impossible to read the sign at night.", "It is imposible to read the sign at night."],
    ["We told no one about the leak.", "We did not tell anyone about the leak."],
    ["Not a single house was left standing.", "No house was left standing."],
  ],
  "what denies in other words": [
    ["The talks were anything but friendly last night.", "The talks were far from friendly last night."],
    [
      "They mended the ferry rather than buy a new one.",
      "They mended the ferry instead of buying a new one.",
    ],
    [
      "We would not sell the ferry and would not close the harbor.",
      "We would not sell the ferry or close the harbor.",
    ],
    ["We had no food, no water and no way out.", "We had no food, water or way out."],
    ["No, we will meet the strikers on Monday.", "no we will meet the strikers on monday"],
    ["No, the strikers went home on Monday.", "no the strikers went home on monday"],
  ],
  "another form": [
    ["The ferry does not sail on Sundays.", "The ferry doesn't sail on Sundays."],
    ["They will not be sailing on Sundays.", "They won't sail on Sundays."],
    ["The farmers are holding their ground.", "The farmers held their ground."],
  ],
  "a word that only looks like a denial or an opposite": [
    ["No, we will meet the strikers on Monday.", "We will meet the strikers on Monday."],
    ["Well, we will meet the strikers on Monday.", "No, we will meet the strikers on Monday."],
    ["It is not only a scandal but a crime.", "It is a scandal and a crime."],
    ["There is no doubt that the seal was broken.", "It is clear that the seal was broken."],
    ["We will go ahead no matter what it costs.", "We will go ahead whatever it costs."],
    ["Nothing but courage saved the crew that night.", "Only courage saved the crew that night."],
    ["The advice of the nurses was valuable.", "The advice of the nurses was invaluable."],
    ["We have no choice but to close the school.", "We have to close the school."],
    ["The talks made little progress this week.", "The talks made hardly any progress this week."],
    ["A few of the villagers trust the mayor.", "Some of the villagers trust the mayor."],
    ["The little chapel will stay where it is.", "The small chapel will stay where it is."],
    ["They told us to form a new committee.", "They told us to inform a new committee."],
    ["You read the letter, didn't you?", "You read the letter."],
    ["It's a fine ferry, isn't it? We built it.", "It's a fine ferry, right? We built it."],
  ],
  "two changes that cancel": [
    ["The jury found him not guilty of the arson.", "The jury found him innocent of the arson."],
    ["The plan is not unreasonable for this town.", "The plan is reasonable for this town."],
    ["We will not close the harbor to tankers.", "We will keep the harbor open to tankers."],
    ["They did not give the widow any money.", "They gave the widow no money."],
    ["The boys never stopped running after us.", "The boys always kept running after us."],
    ["The road is less safe than the river.", "The road is more dangerous than the river."],
    ["The pump was too weak to drain the mine.", "The pump was not strong enough to drain the mine."],
    ["I do not believe that he opened the safe.", "I believe that he did not open the safe."],
    ["It is not true that we fired first.", "It is untrue that we fired first."],
    ["He did not fail to warn the captain.", "He warned the captain."],
  ],
  "what is left out on its own": [
    ["We fought, we did not sleep for a week, and we won.", "We fought, and we won."],
    ["It was never, it was never meant for them.", "It was never meant for them."],
  ],
  "what both texts hold in another order": [
    ["Rich and poor alike drink from this well.", "Poor and rich alike drink from this well."],
    ["Day and night, open or closed, the bar is loud.", "Day and night, closed or open, the bar is loud."],
    ["The bridge is not yet open to trucks.", "The bridge is not open yet to trucks."],
    ["We will never again trust the company.", "Never again will we trust the company."],
  ],
  "another thing, no opposite": [
    ["We build good houses and cheap cars.", "We build nice houses and bad cars."],
    ["The northern harbor will be dredged in June.", "The southern harbor will be dredged in June."],
    ["My daughter keeps the books of the mill.", "My son keeps the books of the mill."],
    ["The rural clinics have no doctor at night.", "The urban clinics have no doctor at night."],
    ["The old bridge will be closed for a year.", "The new bridge will be closed for a year."],
    ["The king opened the games in the rain.", "The queen opened the games in the rain."],
    ["Three of the wells were tested in May.", "Third of the wells were tested in May."],
  ],
};

describe.each(Object.entries(unturned))("%s turns nothing", (_, pairs) => {
  it.each(pairs)("%s | %s", (said, quoted) => {
    expect(isFlipped(said, quoted)).toBe(false);
  });
});

describe("a denial that is cut off, hidden or joined to another word passes for nothing else", () => {
  it.each([
    ["I urge you: do not organise a strike at the harbor.", "Organize a strike at the harbor."],
    [
      "We said that not eighty people came to the harbor last night.",
      "80 people came to the harbor last night.",
    ],
    ["Not everyone's happy with the harbor deal today.", "Everyone is happy with the harbor deal today."],
    ["I will — never — sell this hospital to a company.", "I will ... sell this hospital to a company."],
    [
      "We will, under no circumstances, sell this hospital to a company.",
      "We will ... sell this hospital to a company.",
    ],
    ["The council, by no means, allows the dam to be sold.", "The council ... allows the dam to be sold."],
    ["The council, at no point in the year, lent them a penny.", "The council lent them a penny."],
    [
      "We will not, I repeat, not raise taxes on working families.",
      "We will ... raise taxes on working families.",
    ],
    [
      "We will not, I repeat, not raise taxes on working families.",
      "We will raise taxes on working families.",
    ],
    ["He did not say that they did not lie to the farmers here.", "He did not lie to the farmers here."],
    [
      "No farm in this valley will be sold, and not one farmer will lose her home because of the dam.",
      "Farms in this valley will be sold, and farmers will lose their homes because of the dam.",
    ],
    ["He is not able to see the harbor from the hill.", "He is notable to see the harbor from the hill."],
    ["The council was in action for all of the night.", "The council was inaction for all of the night."],
    [
      "No, more nurses are needed in the harbor quarter before winter.",
      "No more nurses are needed in the harbor quarter before winter.",
    ],
    [
      "No more nurses are needed in the harbor quarter before winter.",
      "No, more nurses are needed in the harbor quarter before winter.",
    ],
    ["It was a typical response by the harbor police.", "It was atypical response by the harbor police."],
  ])("%s | %s", (said, quoted) => {
    const { verdict, negationFlip } = checkAgainst(said, quoted);
    expect(verdict).toMatch(/^(altered|truncated)$/);
    expect(negationFlip).toBe(true);
  });
});

it("a denial said twice and quoted once denies as before, whichever of the two was left out", () => {
  const said = "We will not, I repeat, not raise taxes on working families.";
  for (const [quoted, verdict] of [
    ["We will not ... raise taxes on working families.", "exact_ignoring_form"],
    ["We will ... not raise taxes on working families.", "exact_ignoring_form"],
    ["We will not raise taxes on working families.", "altered"],
  ] as const) {
    const judged = checkAgainst(said, quoted);
    expect([judged.verdict, judged.negationFlip], quoted).toEqual([verdict, false]);
  }
});
