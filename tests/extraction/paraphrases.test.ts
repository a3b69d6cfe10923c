import { describe, expect, it } from "vitest";
import { finds, saidIn } from "./said.ts";

describe("a paraphrase is attributed", () => {
  finds([
    ['after "that"', "Ann Lee said that prices would rise.", "Ann Lee", "that prices would rise"],
    ['without "that"', "Ann Lee said prices would rise.", "Ann Lee", "prices would rise"],
    ["after a day", "Ann Lee said Friday that prices would rise.", "Ann Lee", "prices would rise"],
    [
      "after a statement",
      "Ann Lee said in a statement that prices would rise.",
      "Ann Lee",
      "prices would rise",
    ],
    [
      "after whoever was told",
      "Ann Lee told reporters that prices would rise.",
      "Ann Lee",
      "prices would rise",
    ],
    ["after a pronoun who was told", "Ann Lee told him prices would rise.", "Ann Lee", "prices would rise"],
    [
      "with some words quoted",
      'Ann Lee said prices would rise "very fast" this year.',
      "Ann Lee",
      'prices would rise "very fast" this year',
    ],
    ["around the speaker", "Prices, Ann Lee said, will rise soon.", "Ann Lee", "Prices", "will rise soon"],
    ["before the speaker", "Prices will rise soon, Ann Lee said.", "Ann Lee", "Prices will rise soon"],
    [
      "before an office and a name",
      "The bridge will close on Monday, the minister, Ann Lee, said.",
      "Ann Lee",
      "The bridge will close on Monday",
    ],
    [
      "before a speaker who told somebody",
      "The bridge will close, Ann Lee told reporters on Monday.",
      "Ann Lee",
      "The bridge will close",
    ],
    [
      "after an office and a name",
      "The minister, Ann Lee, told the court that prices would rise.",
      "Ann Lee",
      "prices would rise",
    ],
    [
      "as far as the dash behind the words quoted",
      'Ann Lee likened the plan to "a house of cards" — a comparison that she had made before.',
      "Ann Lee",
      'the plan to "a house of cards"',
    ],
    [
      "up to what is cited for it",
      "Ann Lee said prices would rise, citing a lack of grain.",
      "Ann Lee",
      "prices would rise",
    ],
    [
      "behind by, where the subject is a clause",
      "Reports that the queen was ill were denied by Ann Lee.",
      "Ann Lee",
      "Reports that the queen was ill",
    ],
    [
      "behind by, after whether",
      "Whether the mayor knew has not been confirmed by the council.",
      "council",
      "Whether the mayor knew",
    ],
    ["behind by", "The report was denied by Ann Lee, a lawyer.", "Ann Lee", "The report"],
    ["with its negation", "Ann Lee vowed never to leave.", "Ann Lee", "never to leave"],
    ["with a longer negation", "Ann Lee promised no longer to lie.", "Ann Lee", "no longer to lie"],
    ["before an inverted verb", "Prices will rise soon, said Ann Lee.", "Ann Lee", "Prices will rise soon"],
    [
      'before "according to"',
      "Prices will rise soon, according to Ann Lee.",
      "Ann Lee",
      "Prices will rise soon",
    ],
    [
      'after "according to"',
      "According to Ann Lee, prices will rise soon.",
      "Ann Lee",
      "prices will rise soon",
    ],
    [
      "to a participle",
      "Ann Lee left the hall, saying that prices would rise.",
      "Ann Lee",
      "prices would rise",
    ],
    [
      "to a second participle",
      "Ann Lee said wages fell, adding that prices would rise.",
      "Ann Lee",
      "prices would rise",
    ],
    [
      "before a second participle",
      "Ann Lee said wages fell, adding that prices would rise.",
      "Ann Lee",
      "wages fell",
    ],
    [
      "to a second verb",
      "Ann Lee said wages fell but stressed that prices would rise.",
      "Ann Lee",
      "prices would rise",
    ],
    [
      "before a second verb",
      "Ann Lee said wages fell but stressed that prices would rise.",
      "Ann Lee",
      "wages fell",
    ],
    [
      "to a second speaker",
      "Ann Lee said wages fell, and Bob Ray said prices would rise.",
      "Bob Ray",
      "prices would rise",
    ],
    [
      "before a second speaker",
      "Ann Lee said wages fell, and Bob Ray said prices would rise.",
      "Ann Lee",
      "wages fell",
    ],
    [
      "to a relative clause",
      "The paper cited aides who said prices would rise.",
      "aides",
      "prices would rise",
    ],
    [
      "across whoever is cited for it",
      "The Globe reported on Friday, citing people familiar with the matter, that prices would rise.",
      "The Globe",
      "prices would rise",
    ],
    ["to a report", "A Tribune report said prices would rise.", "Tribune", "prices would rise"],
    [
      'as far as a second "that"',
      'Ann Lee said the maps were "of no use" and that the survey sold by the city showed nothing.',
      "Ann Lee",
      'the maps were "of no use" and that the survey sold by the city showed nothing',
    ],
    [
      "as far as a second infinitive",
      "Ann Lee said she wanted to talk “openly with farmers” and build them “a bridge to the harbor.”",
      "Ann Lee",
      "she wanted to talk “openly with farmers” and build them “a bridge to the harbor",
    ],
    [
      "as far as what it names in another's words",
      'Ann Lee pledged to end what she called "a threat to all of us."',
      "Ann Lee",
      'to end what she called "a threat to all of us',
    ],
    [
      "before the day that follows its quotation",
      "Ann Lee blasted Bob Ray as a “petty crook” Wednesday on the radio.",
      "Ann Lee",
      "Bob Ray as a “petty crook",
    ],
    [
      "to a subject with an aside",
      "Ann Lee, in particular, said prices would rise.",
      "Ann Lee",
      "prices would rise",
    ],
    ["as a likeness", "Ann Lee compared prices to a train.", "Ann Lee", "prices to a train"],
    ["in the present", "Ann Lee says prices are rising.", "Ann Lee", "prices are rising"],
    ["in the perfect", "Ann Lee has said prices will rise.", "Ann Lee", "prices will rise"],
    ["with an adverb", "Ann Lee repeatedly said prices would rise.", "Ann Lee", "prices would rise"],
    ["as a question", "Ann Lee asked whether prices would rise.", "Ann Lee", "whether prices would rise"],
    ["as a demand", "Ann Lee urged the bank to cut rates.", "Ann Lee", "the bank to cut rates"],
    ["as a promise", "Ann Lee promised to cut rates.", "Ann Lee", "to cut rates"],
    ["as an accusation", "Ann Lee accused the bank of lying.", "Ann Lee", "the bank of lying"],
    ["as a call", "Ann Lee called for lower rates.", "Ann Lee", "lower rates"],
    ["as a warning", "Ann Lee warned that prices would rise.", "Ann Lee", "prices would rise"],
    ["as a denial", "Ann Lee denied that prices would rise.", "Ann Lee", "prices would rise"],
    [
      "as a denial of reports",
      "Ann Lee denied reports that prices would rise.",
      "Ann Lee",
      "reports that prices would rise",
    ],
    [
      'without the sentence\'s "But"',
      "But prices will rise soon, Ann Lee said.",
      "Ann Lee",
      "prices will rise soon",
    ],
    [
      "without the dateline",
      "LONDON — Prices will rise soon, Ann Lee said.",
      "Ann Lee",
      "Prices will rise soon",
    ],
    [
      'without an added "though"',
      "Ann Lee said wages fell, though she noted that prices rose.",
      "Ann Lee",
      "wages fell",
    ],
    ["to several speakers", "Ann Lee and Bob Ray said prices would rise.", "Bob Ray", "prices would rise"],
    ["to a group", "Critics say prices will rise.", "Critics", "prices will rise"],
    [
      "to an organisation",
      "The Acme Foundation said prices would rise.",
      "Acme Foundation",
      "prices would rise",
    ],
    [
      "in a live blog",
      "10:15 a.m.\n\nAnn Lee says prices will rise.\n\n___\n\n9:40 a.m.\n\nIt rained.",
      "Ann Lee",
      "prices will rise",
    ],
    [
      "under a byline",
      "By Bob Ray\n\nBOSTON (AP) — Ann Lee said Monday that prices would rise.",
      "Ann Lee",
      "prices would rise",
    ],
    [
      "after a title in quotation marks",
      'On "The Morning Show," Ann Lee said prices would rise.',
      "Ann Lee",
      "prices would rise",
    ],
    [
      "to withheld sources",
      "Two officials familiar with the talks said prices would rise.",
      "Two officials familiar with the talks",
      "prices would rise",
    ],
    [
      "to whoever said it inside another's statement",
      "Ann Lee said Bob Ray had told her that prices would rise.",
      "Bob Ray",
      "prices would rise",
    ],
    [
      "to whoever told it to somebody, up to who reported that",
      "The minister told the Globe that prices would rise, Reuters reported.",
      "minister",
      "prices would rise",
    ],
  ]);

  it("is not attributed to a number or a day behind by", () => {
    const speakers = [
      "The motion was rejected by 20 votes.",
      "The deal was confirmed by the end of the year.",
    ]
      .flatMap((text) => saidIn(text))
      .map(({ who }) => who);
    expect(new Set(speakers)).not.toContain("20 votes");
    expect(new Set(speakers)).not.toContain("end of the year");
  });

  it.each([
    "The request was denied by the court.",
    "Her application was denied by the council.",
    "The goal was denied by the goalkeeper.",
    "Judge Nora Field was confirmed by the Senate.",
  ])("is not made of what is granted or refused: %s", (text) => {
    expect(saidIn(text)).toEqual([]);
  });

  it("is not attributed to whoever is told", () => {
    const speakers = [
      "The bridge will close, the minister, Ann Lee, told MPs.",
      "The bridge is closed, told Ann Lee.",
    ].map((text) => saidIn(text).map(({ who }) => who));
    expect(speakers).toEqual([["Ann Lee"], []]);
  });
});
