/** The answer to "did they really say it?", from all the statements that come near the words asked about. */
import { isNegationFlip, keepsWords } from "./differences.ts";
import { type Match, type Question, RANKS } from "./match.ts";
import { areRenderings, isUnrivalled } from "./rivals.ts";
import { type Holdings, noHoldings, type SinglesOut, singlingOut } from "./singling-out.ts";
import { wordsIn, wordsKept } from "./score.ts";
import { canBeOne } from "./speaker-names.ts";
import { findPieces, type Piece } from "./stitching.ts";

export const VERDICTS = [
  "exact",
  "exact_ignoring_form",
  "altered",
  "truncated",
  "stitched",
  "misattributed",
  "paraphrase_only",
  "ambiguous",
  "not_found",
] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Judgement {
  verdict: Verdict;
  /** The statements on which the verdict rests, the best first. */
  matches: Match[];
  /** Of a stitched quotation, its pieces in order. */
  pieces: Piece[];
  /** Statements that come near, without being what was asked for. */
  nearest: Match[];
  /** A "not" was lost or put in, or a word replaced by its opposite. */
  negationFlip: boolean;
}

const MOST_MATCHES = 10;
/** Statements that are less like the quotation than the best by more than this are not shown beside it. */
const FARTHEST_MATCH = 0.25;
const MOST_NEAREST = 3;
const LEAST_NEAREST_SCORE = 0.4;
/** A paraphrase under another name is laid to the wrong person only where hardly a word differs. */
const LEAST_MISATTRIBUTED_PARAPHRASE = 0.85;

/**
 * Judges a quotation against the statements that may hold it.
 *
 * @param question the words, and whom they are laid to, if anybody
 * @param matches statements that share words with it, in any order, each held against the quotation
 * @param holdings how many statements hold the 3-grams of the quotation, as far as known
 */
export function judge(
  question: Question,
  matches: readonly Match[],
  holdings: Holdings = noHoldings,
): Judgement {
  const { singlesOut, sayingsWith } = singlingOut(question.read.words, holdings);
  const judged = matches.map((match) => judgeAmong(match, matches, singlesOut)).toSorted(byLikeness);
  const all = judged.filter(({ candidate }) => candidate.visible);
  const usable = all.filter(({ rank, candidate }) => rank !== "far" && candidate.inPeriod);
  const own = usable.filter(({ isSpeaker }) => isSpeaker !== false);
  const others = usable.filter(({ isSpeaker }) => isSpeaker === false);
  const [best, foreign] = [own[0], others[0]];
  const conclude = (verdict: Verdict, chosen: Match[], pieces: Piece[] = []): Judgement => {
    const held = new Set(chosen);
    return {
      verdict,
      matches: chosen
        .filter(({ score }) => score >= chosen[0]!.score - FARTHEST_MATCH)
        .slice(0, MOST_MATCHES),
      pieces,
      nearest:
        verdict === "not_found"
          ? all
              .filter((match) => match.score >= LEAST_NEAREST_SCORE && !held.has(match))
              .slice(0, MOST_NEAREST)
          : [],
      negationFlip: pieces.length === 0 && chosen[0] !== undefined && losesNegation(chosen[0]),
    };
  };
  if (best && rankOf(best) >= RANKS.indexOf("truncated")) {
    const level = own.filter(
      (match) => rankOf(match) >= Math.min(rankOf(best), RANKS.indexOf("exact_ignoring_form")),
    );
    // Those whom the name surely means go before those whom it may mean.
    const sure = level.filter(({ isSpeaker }) => isSpeaker === true);
    const meant = sure.length > 0 ? sure : level;
    if (best.rank !== "truncated" && areSeveralPeople(meant)) return conclude("ambiguous", meant);
    const said = own.filter((match) => rankOf(match) >= RANKS.indexOf("truncated"));
    return conclude(verdictOf(meant[0]!), [...new Set([...meant, ...said])]);
  }
  if (foreign && isBetter(foreign, best)) return conclude("misattributed", others);
  const pieces = findPieces(question.read.words, judged, sayingsWith);
  if (pieces && wordsIn(pieces) > wordsKept((best ?? foreign)?.steps ?? []) + 1) {
    return conclude("stitched", [...new Set(pieces.map(({ match }) => match))], pieces);
  }
  if (best) return conclude(verdictOf(best), own);
  if (foreign && isMisattributable(foreign)) return conclude("misattributed", others);
  return conclude("not_found", []);
}

/** Measured on sentences never said, as the thresholds of match.ts (docs/benchmarks.md). */
const KEPT_WORDS_FOR_EACH_HOLDER = 4;

/**
 * Changed words that stand in many statements are nobody's in particular, unless no other statement comes near; but
 * where the speaker asked about has said nearly this, it is not by chance.
 */
function judgeAmong(match: Match, matches: readonly Match[], singlesOut: SinglesOut): Match {
  if (match.isAlteredIfUnrivalled)
    return { ...match, rank: isUnrivalled(match, matches) ? "altered" : "far" };
  if (match.rank !== "altered" || match.isSpeaker === true || isWhollyKept(match)) return match;
  const kept = match.steps.filter(({ kind }) => kind === "kept");
  const alike = (): number => matches.filter((other) => areRenderings(match, other)).length;
  if (singlesOut(kept, KEPT_WORDS_FOR_EACH_HOLDER, alike)) return match;
  return isUnrivalled(match, matches) ? { ...match, isAlteredIfUnrivalled: true } : { ...match, rank: "far" };
}

/** Word for word, but for contractions: by chance no more than words without any change. */
const isWhollyKept = ({ differences }: Match): boolean => differences.every(keepsWords);

function verdictOf({ rank }: Match): Verdict {
  return rank === "paraphrase" ? "paraphrase_only" : rank === "far" ? "not_found" : rank;
}

const rankOf = ({ rank }: Match): number => RANKS.indexOf(rank);

function byLikeness(a: Match, b: Match): number {
  return (
    rankOf(b) - rankOf(a) ||
    b.score - a.score ||
    Number(b.candidate.current) - Number(a.candidate.current) ||
    b.keptBits - a.keptBits ||
    compareIds(a.candidate.statementId, b.candidate.statementId)
  );
}

/** Ids are digits: the shorter is the smaller, and the earlier recorded. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}

/** Somebody else's words, word for word, outweigh words of the one asked about that are only like them. */
function isBetter(foreign: Match, own: Match | undefined): boolean {
  return (
    (rankOf(foreign) >= RANKS.indexOf("truncated") ||
      (foreign.rank === "altered" && isWhollyKept(foreign))) &&
    (!own || foreign.score - own.score > 0.1 || own.rank === "paraphrase")
  );
}

function isMisattributable({ rank, score }: Match): boolean {
  return rank === "altered" || (rank === "paraphrase" && score >= LEAST_MISATTRIBUTED_PARAPHRASE);
}

/** Whether these are the words of two speakers at least of whom no name of one can mean the other. */
function areSeveralPeople(matches: readonly Match[]): boolean {
  const known = matches.map(({ candidate }) => candidate).filter(({ speakerId }) => speakerId !== null);
  const speakers = [
    ...new Map(known.map((candidate) => [candidate.speakerId, candidate.speakerNames])).values(),
  ];
  return speakers.some((names, at) => speakers.slice(0, at).some((others) => !canBeOne(names, others)));
}

function losesNegation({ differences, lost, isLikeThroughout }: Match): boolean {
  if (isLikeThroughout) return differences.some(({ effect }) => effect === "reversal");
  return differences.some(isNegationFlip) || lost?.loss === "negation";
}
