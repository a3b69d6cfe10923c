import { describe, expect, it } from "vitest";
import { saidIn } from "./said.ts";

describe("the medium of a statement", () => {
  it.each([
    ["unspecified", "Ann Lee said prices would rise."],
    ["spoken", '"Prices will rise," Ann Lee told reporters.'],
    ["spoken", '"Prices will rise!" Ann Lee shouted.'],
    ["press_conference", "Ann Lee said at a news conference that prices would rise."],
    ["press_conference", "Ann Lee told reporters at a briefing that prices would rise."],
    ["press_conference", '"Prices will rise," Ann Lee told a press conference.'],
    ["interview", "Ann Lee said in an interview that prices would rise."],
    ["interview", '"Prices will rise," Ann Lee told CNN.'],
    ["interview", '"Prices will rise," Ann Lee told the Daily Herald.'],
    ["interview", '"Prices will rise," Ann Lee said on Fox News.'],
    ["interview", '"Prices will rise," Ann Lee told AFP.'],
    ["interview", '"Prices will rise," Ann Lee told the Springfield Journal-Herald.'],
    ["interview", '"Prices will rise," Ann Lee told InsideMarkets.'],
    ["unspecified", "In response to the report, Ann Lee said that prices would rise."],
    ["spoken", "Ann Lee told MPs that prices would rise."],
    ["spoken", '"Prices will rise," Ann Lee told investors.'],
    ["testimony", '"I was at home," the witness told the jury.'],
    ["spoken", 'The judge told jurors: "Prices will rise."'],
    ["spoken", '"Prices rose," the prosecutor, Ann Lee, told the court.'],
    ["unspecified", '"Prices will rise," Ann Lee told police.'],
    ["unspecified", '"Prices will rise," Ann Lee told the FBI.'],
    ["unspecified", '"Prices will rise," Ann Lee told Congress.'],
    ["unspecified", "In a message to InsideMarkets, Ann Lee said that prices would rise."],
    ["interview", '"Prices will rise," Ann Lee told the Charlotte Observer.'],
    ["unspecified", '"Prices will rise," Ann Lee told Post Office staff.'],
    ["written_statement", "Ann Lee said in a statement that prices would rise."],
    ["written_statement", "In a statement, Ann Lee said that prices would rise."],
    ["written_statement", "Ann Lee said in an email that prices would rise."],
    ["written_statement", 'Ann Lee issued a statement Friday. "Prices will rise," she said.'],
    ["social_media_post", '"Prices will rise," Ann Lee tweeted.'],
    ["social_media_post", '"Prices will rise," Ann Lee wrote on Twitter.'],
    ["social_media_post", '"Prices will rise," Ann Lee wrote on X.'],
    ["social_media_post", '"Prices will rise," Ann Lee said in a Facebook post.'],
    ["social_media_post", "On social media, Ann Lee said that prices would rise."],
    ["speech", "Ann Lee said in a speech that prices would rise."],
    ["speech", '"Prices will rise," Ann Lee said at a rally in Ohio.'],
    ["speech", '"Prices will rise," Ann Lee told a crowd in Ohio.'],
    ["testimony", "Ann Lee testified that prices would rise."],
    ["document", "The lawsuit says prices rose."],
    ["document", "In court documents, Ann Lee said that prices rose."],
    ["report", "The study found that prices rose."],
    ["report", "A Tribune report said prices would rise."],
  ])("is %s in: %s", (medium, text) => {
    expect(saidIn(text).map(({ statement }) => statement.medium)).toContain(medium);
  });
});

describe("whom a statement is told to", () => {
  it.each([
    ["reporters", '"Prices will rise," Ann Lee told reporters in Boston.'],
    ["the Daily Herald", '"Prices will rise," Ann Lee told the Daily Herald.'],
    ["Newsweek", "Ann Lee said in a statement to Newsweek that prices would rise."],
    ["the Globe", "In an email to the Globe, Ann Lee said that prices would rise."],
    ["the Globe", "In an interview with the Globe on Monday, Ann Lee said that prices would rise."],
    ["shareholders", "In a letter to shareholders, Ann Lee said that prices would rise."],
    [null, "In response to the Globe, Ann Lee said that prices would rise."],
    [null, "In an interview with her lawyer, Ann Lee said that prices would rise."],
    [null, "On a trip to Boston, Ann Lee said that prices would rise."],
    [null, "Ann Lee said prices would rise."],
  ])("is %s in: %s", (audience, text) => {
    expect(saidIn(text)[0]!.statement.audience).toBe(audience);
  });
});

describe("a statement inside another's", () => {
  it("is told to whom it says, and how", () => {
    const [, inner] = saidIn("The minister told CNN that prices rose, Reuters reported.");
    expect(inner!.statement).toMatchObject({ audience: "CNN", medium: "interview" });
  });
});

describe("where a statement is made", () => {
  it.each([
    ["Boston", '"Prices will rise," Ann Lee told reporters in Boston.'],
    ["London", '"Prices will rise," Ann Lee said in London on Friday.'],
    [null, "Ann Lee said prices in London would rise."],
  ])("is %s in: %s", (place, text) => {
    expect(saidIn(text)[0]!.statement.place).toBe(place);
  });
});
