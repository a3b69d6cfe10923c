/** One quotation held against one statement, for tests of verdicts. */
import { askAbout, matchStatement, type Match } from "../../src/modules/quote-checks/match.ts";
import { judge, type Judgement } from "../../src/modules/quote-checks/verdict.ts";

/** The judgement on a quotation where one direct statement is held, and that statement's match. */
export function checkAgainst(said: string, quotation: string): Judgement & { match: Match } {
  const question = askAbout(quotation, null);
  const match = matchStatement(question, {
    statementId: "1",
    kind: "direct",
    text: said,
    speakerId: "1",
    speakerNames: ["Ann Lee"],
    current: true,
    inPeriod: true,
    visible: true,
  });
  return { ...judge(question, [match]), match };
}

/** The verdict in words: "altered flip" where it warns of a negation flip. */
export function verdictOn(said: string, quotation: string): string {
  const { verdict, negationFlip } = checkAgainst(said, quotation);
  return negationFlip ? `${verdict} flip` : verdict;
}
