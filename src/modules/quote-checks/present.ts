/** A judgement as the API shows it. */
import type { z } from "zod";
import type { spanSchema, statementSchema } from "../statements/schemas.ts";
import type { Rendered } from "../utterances/service.ts";
import { explain } from "./explain.ts";
import type { Match, Question } from "./match.ts";
import { wordsBetween } from "./read-words.ts";
import type { QuoteCheck, QuoteMatch } from "./schemas.ts";
import type { Judgement } from "./verdict.ts";

/** As the statements module builds it. */
export type Statement = z.output<typeof statementSchema>;
type Span = z.output<typeof spanSchema>;

/** What is shown with a judgement, by statement id. */
export interface Evidence {
  readonly statements: ReadonlyMap<string, Statement>;
  /** The utterance that the statement renders, with its other renderings. */
  readonly renderings: ReadonlyMap<string, Rendered>;
  /** The reader sees only what an editor has accepted or corrected. */
  readonly publishedOnly: boolean;
}

/** The ids of the statements that the presented judgement shows. */
export function shownStatementIds({ matches, nearest }: Judgement): string[] {
  return [...shownMatches(matches), ...nearest].map(({ candidate }) => candidate.statementId);
}

const matchesMost = 5;
const shownMatches = (matches: readonly Match[]): readonly Match[] => matches.slice(0, matchesMost);

/** Presents a judgement with the statements that it rests on. */
export function presentJudgement(question: Question, judgement: Judgement, evidence: Evidence): QuoteCheck {
  const { verdict, matches, pieces, nearest, negationFlip } = judgement;
  const present = (match: Match): QuoteMatch => presentMatch(question, match, evidence);
  return {
    text: question.text,
    speaker: question.speaker,
    verdict,
    explanation: explain(question, judgement, evidence.publishedOnly),
    negation_flip: negationFlip,
    severity: verdict === "stitched" ? "none" : (matches[0]?.severity ?? "none"),
    matches: shownMatches(matches).map(present),
    pieces: pieces.map(({ match, quoteFrom, quoteTo }) => ({
      quotation_words: wordsBetween(question.text, question.read, quoteFrom, quoteTo),
      statement_id: match.candidate.statementId,
      speaker: evidence.statements.get(match.candidate.statementId)?.speaker?.name ?? null,
    })),
    nearest: nearest.map(present),
  };
}

function presentMatch(question: Question, match: Match, { statements, renderings }: Evidence): QuoteMatch {
  const { candidate, words, rank, score, isSpeaker, severity, steps, differences, lost } = match;
  const statement = statements.get(candidate.statementId)!;
  const [first, last] = [steps[0], steps.at(-1)];
  const held = { words, insertedAfter: [] };
  const ours = (from: number, to: number): string => wordsBetween(candidate.text, held, from, to);
  const theirs = (from: number, to: number): string => wordsBetween(question.text, question.read, from, to);
  const rendered = renderings.get(candidate.statementId);
  return {
    statement,
    rank,
    score: Math.round(score * 1000) / 1000,
    is_speaker: isSpeaker,
    severity,
    spans:
      first && last && first.sourceFrom < last.sourceTo
        ? spansOf(
            statement.content?.spans ?? [],
            words[first.sourceFrom]!.start,
            words[last.sourceTo - 1]!.end,
          )
        : [],
    alignment: steps.map(({ kind, sourceFrom, sourceTo, quoteFrom, quoteTo }) => ({
      kind,
      statement_words: ours(sourceFrom, sourceTo),
      quotation_words: theirs(quoteFrom, quoteTo),
    })),
    differences: differences.map(
      ({ effect, severity: weight, sourceFrom, sourceTo, quoteFrom, quoteTo }) => ({
        effect,
        severity: weight,
        statement_words: ours(sourceFrom, sourceTo),
        quotation_words: theirs(quoteFrom, quoteTo),
      }),
    ),
    lost_clause: lost && { loss: lost.loss, text: ours(lost.from, lost.to) },
    utterance_id: rendered?.utteranceId ?? null,
    rendering_count: rendered?.count ?? 0,
    renderings: (rendered?.others ?? []).map(({ statementId, kind, documentId, content }) => ({
      statement_id: statementId,
      kind,
      document_id: documentId,
      content,
    })),
  };
}

const surroundings = 32;

/**
 * A stretch of a content's text as spans of the document.
 *
 * @param spans of the content, whose texts joined by a space are the content's text
 * @param from UTF-16 units of the content's text
 */
function spansOf(spans: readonly Span[], from: number, to: number): Span[] {
  const found: Span[] = [];
  let begins = 0;
  for (const { start, exact, prefix, suffix } of spans) {
    const [left, right] = [Math.max(from - begins, 0), Math.min(to - begins, exact.length)];
    if (left < right) {
      const words = exact.slice(left, right);
      const before = codePoints(exact.slice(0, left));
      const begin = start + before.length;
      found.push({
        start: begin,
        end: begin + codePoints(words).length,
        exact: words,
        prefix: [...codePoints(prefix), ...before].slice(-surroundings).join(""),
        suffix: [...codePoints(exact.slice(right)), ...codePoints(suffix)].slice(0, surroundings).join(""),
      });
    }
    begins += exact.length + 1;
  }
  return found;
}

const codePoints = (text: string): string[] => [...text];
