import { describe, expect, it } from "vitest";
import { saidIn } from "./said.ts";

describe("the stance of a speaker", () => {
  it.each([
    ["asserts", "The minister said that taxes would fall."],
    ["asserts", "The minister promised to cut taxes."],
    ["asserts", "The minister rejected the offer, saying that it came too late."],
    ["asserts", "The minister agreed that taxes were high."],
    ["asserts", "The minister pleaded not guilty."],
    ["asserts", "No 10 said that taxes would fall."],
    ["asserts", 'The minister said that "no one" paid taxes.'],
    ["has_not_confirmed", "The palace has not confirmed the visit."],
    ["has_not_confirmed", "The palace has not yet confirmed reports that the visit was cancelled."],
    ["has_not_confirmed", "The palace did not confirm the visit."],
    ["has_not_confirmed", "The palace would neither confirm nor deny the visit."],
    ["has_not_confirmed", "The palace declined to confirm the visit."],
    ["has_not_confirmed", "The palace refused to confirm the visit."],
    ["has_not_confirmed", "Neither side has confirmed the deal."],
    ["has_not_confirmed", "No one has confirmed the visit."],
    ["has_not_confirmed", "None of the officials would confirm the visit."],
    ["has_not_confirmed", "Neither the palace nor the bank confirmed the visit."],
    ["has_not_confirmed", "No witness said that the man was armed."],
    ["has_not_confirmed", "The visit has not been confirmed by the ministry."],
    ["has_not_confirmed", "The palace stopped short of confirming the visit."],
    ["has_not_confirmed", "The palace failed to confirm the visit."],
    ["has_not_confirmed", "The palace cannot confirm the visit."],
    ["has_not_confirmed", "The palace could neither confirm nor deny the visit."],
    ["has_not_confirmed", "The palace was unable to confirm the visit."],
    ["has_not_confirmed", "The palace was not immediately able to confirm the visit."],
    ["has_not_confirmed", "The palace has yet to confirm the visit."],
    ["has_not_confirmed", "The palace had yet to say whether the visit was cancelled."],
    ["has_not_confirmed", "The Herald could not independently verify the account."],
    ["has_not_confirmed", "The palace said it could not confirm the visit."],
    ["has_not_confirmed", "The palace said that it was unable to confirm the visit."],
    ["has_not_confirmed", "The palace said it could neither confirm nor deny the visit."],
    ["has_not_confirmed", "The palace said it had yet to confirm the visit."],
    ["has_not_confirmed", '"We have not been able to confirm that," the palace said.'],
    ["has_not_confirmed", '"I cannot say whether he will come," Ann Lee told reporters.'],
    ["has_not_confirmed", "The palace refused to rule out a visit."],
    ["has_not_confirmed", "The palace did not rule out a visit."],
    ["has_not_confirmed", "The palace did not say whether the visit was cancelled."],
    ["has_not_confirmed", "The palace would not say when the visit would take place."],
    ["has_not_confirmed", "The palace declined to say how many guests were invited."],
    ["has_not_confirmed", "The palace did not specify who was invited."],
    ["declines_to_comment", "The palace declined to comment on the visit."],
    ["declines_to_comment", "The palace has not commented."],
    ["declines_to_comment", "The palace did not immediately comment."],
    ["declines_to_comment", "The palace would not comment."],
    ["declines_to_comment", "The palace could not comment on the visit."],
    ["declines_to_comment", "The palace had no comment."],
    ["declines_to_comment", "The palace had no immediate comment on the visit."],
    ["declines_to_comment", "The palace was unavailable for comment."],
    ["declines_to_comment", "The palace was not immediately available for comment."],
    ["declines_to_comment", "The palace has yet to comment on the visit."],
    ["declines_to_comment", "The palace was unable to comment on the visit."],
    ["declines_to_comment", "The palace is yet to respond to a request for comment."],
    ["declines_to_comment", "The palace failed to respond to a request for comment."],
    ["declines_to_comment", "The palace refused to comment on the visit."],
    ["declines_to_comment", "The palace did not respond to a request for an interview."],
    ["declines_to_comment", "The palace did not immediately respond to a call for comment."],
    ["declines_to_comment", "The palace has not responded to requests for comment."],
    ["declines_to_comment", "The palace did not return calls seeking comment."],
    ["declines_to_comment", "The palace could not be reached for comment."],
    ["declines_to_comment", '"We do not comment on visits," the palace said.'],
    ["declines_to_comment", '"I can\'t discuss that," the minister said.'],
    ["declines_to_comment", '"I told you I won\'t discuss it," the minister said.'],
    ["declines_to_comment", '"We should not comment on a pending case," the minister said.'],
    ["declines_to_comment", "The minister said she was not going to speculate."],
    ["denies", "The minister denied that taxes would rise."],
    ["denies", "The minister denied reports that taxes would rise."],
    ["denies", "The minister has denied the allegations."],
    ["denies", "The report was denied by the minister."],
    ["denies", "Reports of a rise were rejected by the minister."],
    ["denies", "The minister denied the claim but declined to comment on the tape."],
    ["denies", "The minister dismissed claims that taxes would rise."],
    ["denies", "The minister rejected reports that taxes would rise."],
    ["denies", "The minister disputed that taxes would rise."],
    ["denies", "The minister left the hall, rejecting reports that taxes would rise."],
    ["denies", '"This report is false," the minister said.'],
    ["denies", '"Absolutely false," the minister said.'],
    ["denies", '"That never happened," the minister said.'],
    ["denies", '"We categorically deny that taxes would rise," the minister said.'],
    ["denies", "The minister called the story a complete fabrication."],
    ["confirms", '"I can confirm that taxes would rise," the minister said.'],
    ["confirms", '"We confirm the report," the minister said.'],
    ["asserts", '"We confirm bookings by email," the clerk said.'],
    ["denies", '"I categorically deny the report," the minister said.'],
    ["denies", '"We deny any wrongdoing," the minister said.'],
    ["asserts", '"We deny nobody entry," the bouncer said.'],
    ["asserts", '"I deny myself nothing," the minister said.'],
    ["denies", "Ann Lee said the vote was stolen, a claim that the minister dismissed."],
    ["denies", "Ann Lee said the vote was stolen, an allegation that the minister rejected."],
    ["confirms", "The minister confirmed that taxes would rise."],
    ["confirms", "The minister confirmed the report."],
    ["confirms", "The visit was confirmed by two officials on Monday."],
    ["confirms", "The minister confirmed the report and declined to comment further."],
    ["confirms", "The minister confirmed the report but refused to say when it was written."],
    ["confirms", "The minister acknowledged that taxes would rise."],
    ["confirms", "The minister admitted that taxes had risen."],
    ["confirms", "The minister conceded that taxes had risen."],
    ["questions", "The minister questioned whether taxes would rise."],
    ["questions", "The minister asked whether taxes would rise."],
    ["questions", "The minister wondered whether taxes would rise."],
    ["questions", '"Will taxes rise?" the minister asked.'],
    ["questions", 'The minister said: "Why should taxes rise?"'],
    ["accuses", "The minister accused the bank of lying."],
    ["accuses", "The minister alleged that the bank had lied."],
    ["predicts", "The minister warned that taxes would rise."],
    ["predicts", "The minister predicted that taxes would rise."],
    ["predicts", "Critics warn the plan could fail."],
    ["demands", "The minister urged the bank to cut rates."],
    ["demands", "The minister called for lower rates."],
    ["demands", "The minister demanded that the bank cut rates."],
    ["demands", "The minister asked the bank to cut rates."],
    ["demands", "The minister told the bank to cut rates."],
    ["demands", "The minister called on the bank to cut rates."],
  ])("%s in: %s", (stance, text) => {
    expect(saidIn(text).map(({ statement }) => statement.stance)).toContain(stance);
  });
});

describe("what only sounds like leaving something open", () => {
  it.each([
    ["of which somebody else is unsure", "Ann Lee said the police could not confirm the visit."],
    ["of which nobody is named", "Ann Lee said it could not be confirmed."],
    ["that could not be done", "Ann Lee said she could not attend the summit."],
    ["that can be confirmed", '"We are able to confirm the visit," the palace said.'],
    ["that nobody says", '"I will not say no to a visit," Ann Lee said.'],
  ])("is asserted: something %s", (_, text) => {
    expect(saidIn(text).map(({ statement }) => statement.stance)).toEqual(["asserts"]);
  });

  it("is no statement where it tells of a deed", () => {
    expect(saidIn("The minister could not persuade the bank to cut rates.")).toEqual([]);
    expect(saidIn("The minister was unable to lift the box.")).toEqual([]);
    expect(saidIn("The minister was available for comment.")).toEqual([]);
    expect(saidIn("The minister had no bread.")).toEqual([]);
    expect(saidIn("The paper had no comment section.")).toEqual([]);
    expect(saidIn("The bus stopped short of turning.")).toEqual([]);
  });
});

describe("a silence that is asked of others", () => {
  it.each([
    'The judge told jurors: "You must not discuss this with anybody."',
    '"Do not discuss this with anyone," the judge said.',
    '"Please don\'t talk about it," the judge said.',
    "The judge said jurors should not comment on the case.",
    '"No one will talk about the war," the judge said.',
  ])("is none of the speaker's: %s", (text) => {
    expect(saidIn(text).map(({ statement }) => statement.stance)).toEqual(["asserts"]);
  });
});

describe("what is merely asserted", () => {
  it.each([
    ["that somebody refused something", "The officer said he refused to follow her commands."],
    ["a hope that is false", '"That gives them false hope," the minister said.'],
    ["that something is no lie", '"That is not a lie," the minister said.'],
    ["who lies how often", "The minister said this senator tells so many lies."],
    ["what is not known to be false", "Whether the report is false is unclear, the minister said."],
  ])("is %s: %s", (_, text) => {
    expect(saidIn(text).map(({ statement }) => statement.stance)).toEqual(["asserts"]);
  });
});
