/** Did they really say it? Finds the statements that may hold the words, judges them, and shows the evidence. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Database, DatabaseSession } from "../../database/client.ts";
import type { Extraction, ExtractionOptions } from "../../extraction/statement.ts";
import type { StatementService } from "../statements/service.ts";
import type { UtteranceService } from "../utterances/service.ts";
import {
  type Asker,
  type CandidateRow,
  findByGrams,
  findByLongLists,
  findByWords,
  findCloser,
  type Reader,
} from "./candidates.ts";
import { quotationsOf } from "./draft.ts";
import { gappedGramsOf, searchGrams } from "./grams.ts";
import { askAbout, type Candidate, type Match, matchStatement, type Question } from "./match.ts";
import { presentJudgement, shownStatementIds, type Statement } from "./present.ts";
import type { DraftCheck, QuoteCheck, QuoteQuestion } from "./schemas.ts";
import { type Judgement, judge } from "./verdict.ts";
import { fewWordsMost, tellingWords, wordQuery } from "./word-query.ts";
import { createWordShares, type WordShares } from "./word-shares.ts";

/** 3-grams of a quotation that are searched for; of a long one, one from each stretch. */
const searchedGramsMost = 24;
/** Of so short a quotation a few changed words leave little that not hundreds of statements have: those are looked at closer. */
const shortMost = 10;
const runnersUpMost = 100;
/** Common 3-grams that are read further. */
const longListsMost = 4;
/** How far they are read, and the statements that are aligned for it, where some rarer one was read whole, and where there is none. */
const longLists = { listMost: 3_000, most: 6 };
const longestLists = { listMost: 10_000, most: 16 };
/** For words that Postgres has not met in its sample. */
const leastWordShare = 1e-6;
/** Quotations searched for at the same time, of those that one request brings. */
const atOnce = 2;
const draftQuotationsMost = 200;
interface QuoteCheckSurroundings {
  readonly database: Database;
  readonly clock: () => Date;
  readonly statements: Pick<StatementService, "getManyJson">;
  readonly utterances: Pick<UtteranceService, "findRenderings">;
  readonly extract: (text: string, options: ExtractionOptions) => Extraction | Promise<Extraction>;
}

export function createQuoteCheckService({
  database,
  clock,
  statements,
  utterances,
  extract,
}: QuoteCheckSurroundings) {
  const wordShares = createWordShares({ database, clock });

  async function check(asked: QuoteQuestion, reader: Reader): Promise<QuoteCheck> {
    const question = askAbout(asked.text, asked.speaker ?? null);
    const judgement = await findAndJudge({ database, wordShares }, question, asked, reader);
    const ids = shownStatementIds(judgement);
    const [jsons, renderings] = await Promise.all([
      statements.getManyJson(ids),
      utterances.findRenderings(ids, reader),
    ]);
    const shown = jsons.map((json) => JSON.parse(json) as Statement);
    return presentJudgement(question, judgement, {
      statements: new Map(shown.map((statement) => [statement.id, statement])),
      renderings,
      publishedOnly: reader.publishedOnly,
    });
  }

  return {
    check,

    /** Checks several, the answers in the order of the questions. */
    checkAll: (questions: readonly QuoteQuestion[], reader: Reader): Promise<QuoteCheck[]> =>
      eachOf(questions, (question) => check(question, reader)),

    /** Finds the quotations of a draft and checks each against what is held. */
    async checkDraft(text: string, publishedOn: string | undefined, reader: Reader): Promise<DraftCheck> {
      const extraction = await extract(text, publishedOn === undefined ? {} : { publishedOn });
      const { checkable, unchecked } = quotationsOf(text, extraction);
      const quotations = checkable.slice(0, draftQuotationsMost);
      const data = await eachOf(quotations, async ({ start, end, exact, speaker }) => ({
        start,
        end,
        check: await check({ text: exact, ...(speaker !== null && { speaker }) }, reader),
      }));
      return { data, unchecked, complete: quotations.length === checkable.length };
    },
  };
}

export type QuoteCheckService = ReturnType<typeof createQuoteCheckService>;

interface Period {
  readonly said_from?: string | undefined;
  readonly said_to?: string | undefined;
}

interface Holding {
  readonly database: DatabaseSession;
  readonly wordShares: () => Promise<WordShares>;
}

/**
 * Judges by the statements that share the quotation's 3-grams; where these do not settle it, also by those that share
 * only common ones, stretches with a gap, or only words.
 */
export async function findAndJudge(
  { database, wordShares }: Holding,
  question: Question,
  period: Period,
  reader: Reader,
): Promise<Judgement> {
  const { words } = question.read;
  const asker: Asker = { ...reader, speaker: question.speaker };
  const telling = tellingWords(words);
  const grams = searchGrams(words, searchedGramsMost);
  const { rows, runnersUp, holdings, cut, exhaustive, lexemes } = await findByGrams(
    database,
    grams,
    telling,
    words.length <= shortMost ? runnersUpMost : 0,
    asker,
  );
  const matches = new Map<string, Match>();
  const matchOf = (row: CandidateRow): Match => {
    const match = matches.get(row.id) ?? matchStatement(question, candidateOf(row, period));
    matches.set(row.id, match);
    return match;
  };
  const judgeWith = (found: readonly CandidateRow[]): Judgement => {
    for (const row of found) matchOf(row);
    return judge(question, [...matches.values()], holdings);
  };
  const searchFurther = async (): Promise<CandidateRow[]> => {
    const { statements, shareOf } = await wordShares();
    const known = telling.flatMap((word, nth) => {
      const lexeme = lexemes[nth];
      return lexeme ? [{ word, lexeme, share: shareOf(lexeme) }] : [];
    });
    const query = wordQuery(
      new Map(known.map(({ word, share }) => [word, statements * share])),
      words.length,
    );
    const nats = known.map(({ lexeme, share }) => ({
      lexeme,
      nats: -Math.log(Math.max(share, leastWordShare)),
    }));
    const gapped = gappedGramsOf(words);
    const common = exhaustive && gapped.length === 0 ? [] : cut.slice(0, longListsMost);
    const found = await Promise.all([
      findByLongLists(database, common, gapped, exhaustive ? longLists : longestLists, asker),
      query === null
        ? []
        : findByWords(
            database,
            query,
            words.length <= fewWordsMost ? words.map(({ key }) => key) : null,
            asker,
          ),
      findCloser(database, runnersUp, nats, asker),
    ]);
    return found.flat();
  };
  // Where the words are not those of the statement that shares most with them, they are hardly another's: Postgres goes
  // on searching while the others are judged.
  const isFar = rows[0] === undefined || matchOf(rows[0]).rank === "far";
  const further = isFar ? searchFurther() : null;
  if (further) {
    // What goes wrong is told below, if it is not settled before.
    further.catch(() => undefined);
    await nextTurn();
  }
  const first = judgeWith(rows);
  if (isSettled(first, exhaustive)) return first;
  return judgeWith(await (further ?? searchFurther()));
}

function isSettled({ verdict, matches: [best] }: Judgement, exhaustive: boolean): boolean {
  // What is altered because nothing else comes near is looked for in every way first.
  if (best?.isAlteredIfUnrivalled) return false;
  if (verdict === "misattributed" || verdict === "altered") return exhaustive;
  return verdict !== "not_found" && verdict !== "paraphrase_only";
}

/** How much of a date, YYYY-MM-DD, is known. */
const knownLength = { year: 4, month: 7, day: 10 } as const;

function candidateOf(row: CandidateRow, { said_from, said_to }: Period): Candidate {
  const { id, kind, text, speakerId, speakerNames, current, visible, saidOn, publishedOn } = row;
  const day = saidOn ?? publishedOn;
  // What was said in some month was said within a period that has a day of that month.
  const known = saidOn === null ? knownLength.day : knownLength[row.saidPrecision ?? "day"];
  return {
    statementId: id,
    kind,
    text,
    speakerId,
    speakerNames,
    current,
    visible,
    inPeriod:
      (said_from === undefined || (day !== null && said_from.slice(0, known) <= day)) &&
      (said_to === undefined || (day !== null && day <= said_to)),
  };
}

async function eachOf<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += atOnce) {
    results.push(...(await Promise.all(items.slice(at, at + atOnce).map(work))));
  }
  return results;
}
