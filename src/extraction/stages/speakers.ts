import { REPORTING_VERBS, wordClass } from "../lexicon/lexicon.ts";
import type { TokenRange } from "./attributions.ts";
import {
  endOfFullNounPhrase,
  endOfNounPhrase,
  endOfTime,
  isFinite,
  isNominal,
  isSubjectPronoun,
  isWeekday,
  startOfNounPhrase,
} from "./phrases.ts";
import type { Reading } from "./reading.ts";
import type { Token } from "./tokens.ts";

const APPOSITION_REACH = 40;
const LONGEST_ASIDE = 8;
const LONGEST_NAME = 5;
/** "on Wednesday morning", "earlier this year". */
const LONGEST_TIME = 4;

/** The words that name the speaker to the left of a verb: its subject, with an apposition between commas. */
export function speakerLeftOf(
  { tokens, quotationOf }: Reading,
  verb: number,
  floor: number,
): TokenRange | null {
  let end = beforeTime(tokens, verb, floor);
  let relative = false;
  const last = tokens[end - 1];
  if (!last || end <= floor || quotationOf[end - 1] !== -1) return null;
  if (
    last.lower === "who" ||
    last.lower === "which" ||
    (last.lower === "that" && isNominal(tokens[end - 2]))
  ) {
    end--;
    relative = true;
    if (tokens[end - 1]?.text === ",") end--;
  }
  if (last.text === ")") {
    // "Rep. Ann Lee (D-Ohio) said".
    for (let open = end - 2; open > Math.max(floor, end - 8); open--)
      if (tokens[open]!.text === "(") {
        const start = startOfNounPhrase(tokens, open, floor);
        return start < open ? { start, end } : null;
      }
  }
  if (!relative && last.text === ",") {
    const named = appositive({ tokens, quotationOf }, end - 1, floor);
    if (named) return named;
    end = startOfAside(tokens, end - 1, floor);
    if (end <= floor) return null;
  }
  const start = startOfNounPhrase(tokens, end, floor);
  return start < end && start >= floor ? withoutClaim(tokens, { start, end }) : null;
}

const CLAIMS = wordClass("can be true or false");
/** "a charge", "the allegations". */
export const isClaim = ({ tag, lower, lemma }: Token): boolean =>
  tag.startsWith("NN") && (CLAIMS.has(lower) || CLAIMS.has(lemma));

/** A speaker without the noun that his own clause describes: "Israel" of "a charge Israel denied". */
export function withoutClaim(tokens: Reading["tokens"], { start, end }: TokenRange): TokenRange {
  for (let i = start; i + 1 < end; i++) {
    // "a report Tuesday" is a report.
    if (isClaim(tokens[i]!)) {
      const opens =
        /^(?:PROPN|DET|PRON)$/.test(tokens[i + 1]!.pos) && endOfTime(tokens, i + 1, end) === i + 1;
      return { start: opens ? i + 1 : start, end };
    }
    if (tokens[i]!.pos !== "DET" && tokens[i]!.pos !== "ADJ") break;
  }
  return { start, end };
}

/** Where the words before `end` end without the day that stands between them and it: "the mayor on Wednesday said". */
export function beforeTime(tokens: Reading["tokens"], end: number, floor: number): number {
  for (let start = Math.max(floor + 1, end - LONGEST_TIME); start < end; start++) {
    // "CBS This Morning" is a programme.
    const isName = !isWeekday(tokens[start]!) && /^\p{Lu}/u.test(tokens[start]!.text);
    if (!isName && endOfTime(tokens, start, end) === end) return start;
  }
  return end;
}

/** The comma that opens ", in particular," and ", on Monday,", whose other comma stands at `comma`; 0 for none. */
function startOfAside(tokens: Reading["tokens"], comma: number, floor: number): number {
  for (let i = comma - 1; i > Math.max(floor, comma - LONGEST_ASIDE); i--)
    if (tokens[i]!.text === ",") return tokens[i + 1]!.pos === "ADP" ? i : 0;
  return 0;
}

/** "Ann Lee, a spokeswoman for the mayor, said", "the mayor, Ann Lee, said": from the name or office to the comma before the verb. */
function appositive(
  { tokens, quotationOf }: Pick<Reading, "tokens" | "quotationOf">,
  comma: number,
  floor: number,
): TokenRange | null {
  for (let i = comma - 1; i > Math.max(floor, comma - APPOSITION_REACH); i--) {
    if (quotationOf[i] !== -1) return null;
    if (tokens[i]!.text !== ",") continue;
    const start = startOfNounPhrase(tokens, i, floor);
    if (start === i) return null;
    const named = tokens.slice(start, i).some((token) => token.pos === "PROPN");
    const first = tokens[i + 1]!;
    if (!named && isOffice(tokens, start, i) && isBareName(tokens, i + 1, comma))
      return { start, end: comma };
    const describes =
      first.pos === "DET" ||
      first.pos === "NUM" ||
      first.pos === "NOUN" ||
      first.pos === "PROPN" ||
      first.pos === "ADJ" ||
      first.pos === "PRON" ||
      first.pos === "ADV";
    if (!named || !describes || (isSubjectPronoun(first) && first.lower !== "who")) continue;
    return { start, end: comma };
  }
  return null;
}

/** "the foreign minister", which a name between commas may follow. */
const isOffice = (tokens: Reading["tokens"], start: number, end: number): boolean =>
  tokens[start]!.pos === "DET" && tokens[end - 1]!.pos === "NOUN";

const isBareName = (tokens: Reading["tokens"], start: number, end: number): boolean =>
  end - start <= LONGEST_NAME && tokens.slice(start, end).every(({ pos }) => pos === "PROPN");

/** The words that name the speaker to the right of a verb: `said Ann Lee, a spokeswoman for the mayor`. */
export function speakerRightOf(
  { tokens, quotationOf }: Reading,
  from: number,
  limit: number,
): TokenRange | null {
  if (from >= limit || quotationOf[from] !== -1) return null;
  const first = tokens[from]!;
  let end =
    first.pos === "PRON" ? endOfNounPhrase(tokens, from, limit) : endOfFullNounPhrase(tokens, from, limit);
  if (end === from || (end < limit && isFinite(tokens, end) && REPORTING_VERBS.has(tokens[end]!.lemma)))
    return null;
  if (endOfTime(tokens, from, end) === end) return null;
  // An apposition: a comma, a noun phrase, and the end or another comma after it.
  if (tokens[end]?.text === "," && end + 1 < limit && first.pos !== "PRON") {
    const opener = tokens[end + 1]!;
    if (opener.lower === "who") return { start: from, end: endOfRelative(tokens, end + 1, limit) };
    if (
      (opener.pos === "DET" || isNominal(opener) || opener.pos === "ADJ") &&
      endOfTime(tokens, end + 1, limit) === end + 1
    ) {
      const apposition = endOfFullNounPhrase(tokens, end + 1, limit);
      const after = tokens[apposition];
      if (
        apposition > end + 1 &&
        (apposition >= limit || after === undefined || /^[,.;]$/.test(after.text) || after.pos === "ADP")
      )
        end = apposition;
    }
  }
  return { start: from, end };
}

function endOfRelative(tokens: Reading["tokens"], start: number, limit: number): number {
  for (let i = start; i < Math.min(limit, start + APPOSITION_REACH); i++)
    if (/^[,.;]$/.test(tokens[i]!.text)) return i;
  return Math.min(limit, start + APPOSITION_REACH);
}

/** The subject of the clause that begins at `floor`: the noun phrase before its first finite verb. */
export function subjectOf(reading: Reading, floor: number, limit: number): TokenRange | null {
  const { tokens, quotationOf } = reading;
  for (let i = floor; i < limit; i++) {
    if (quotationOf[i] !== -1 || !isFinite(tokens, i)) continue;
    let verb = i;
    while (verb > floor && tokens[verb - 1]!.pos === "ADV") verb--;
    const subject = speakerLeftOf(reading, verb, floor);
    if (subject) return subject;
  }
  return null;
}
