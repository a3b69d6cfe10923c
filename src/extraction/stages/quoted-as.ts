import type { Found } from "./asides.ts";
import { endsWithQuotation } from "./asides.ts";
import type { TokenRange } from "./attributions.ts";
import { contentRightOf } from "./contents.ts";
import type { Cue } from "./cues.ts";
import type { Reading } from "./reading.ts";
import { speakerLeftOf } from "./speakers.ts";

const QUOTING = new Set(["quote", "cite"]);
/** Tokens that may name who is quoted, or who quotes him. */
const REACH = 30;

/** The verb of quoting that gives a cue its speaker: "quoted" for "saying" of "quoted the general as saying"; -1 for none. */
export function quotingVerb({ tokens, quotationOf }: Reading, cue: Cue, floor: number): number {
  if (cue.shape !== "participle" || tokens[cue.start - 1]?.lower !== "as") return -1;
  for (let i = cue.start - 2; i >= Math.max(floor, cue.start - REACH) && quotationOf[i] === -1; i--)
    if (tokens[i]!.pos === "VERB" && QUOTING.has(tokens[i]!.lemma)) return i;
  return -1;
}

/** "The paper quoted Ann Lee as saying", "Ann Lee was quoted by the paper as saying": what Ann Lee said, not the paper. */
export function quotedAs(reading: Reading, cue: Cue, floor: number, limit: number): Found | null {
  const verb = quotingVerb(reading, cue, floor);
  if (verb < 0) return null;
  const group = startOfGroup(reading, verb, floor);
  const subject = speakerLeftOf(reading, group, floor);
  const source = isPassive(reading, group, verb) ? subject : trimmed(reading, verb + 1, cue.start - 1);
  if (!source) return null;
  const right = contentRightOf(reading, cue, limit);
  if (right) return { cue: { ...cue, end: right.cueEnd }, source, content: [right], rule: "quoted" };
  // `"It is over," the paper quoted Ann Lee as saying.`
  const quote = endsWithQuotation(reading, subject?.start ?? group, floor);
  return quote > 0 ? { cue, source, content: [{ start: floor, end: quote }], rule: "quoted" } : null;
}

/** Who quotes a speaker in "quoted him as" or "he was quoted by ... as", without an article; null where nobody does. */
export function quoterOf(reading: Reading, source: TokenRange): TokenRange | null {
  const { tokens, units, unitOf } = reading;
  const unit = units[unitOf[source.start]!]!;
  const isQuoting = (at: number): boolean => QUOTING.has(tokens[at]?.lemma ?? "");
  const isAs = (at: number): boolean => tokens[at]?.lower === "as";
  const after = tokens[source.end]?.text === "," ? source.end + 1 : source.end;
  let quoter: TokenRange | null = null;
  if (isQuoting(source.start - 1) && isAs(after))
    quoter = speakerLeftOf(reading, startOfGroup(reading, source.start - 1, unit.start), unit.start);
  let verb = after;
  while (tokens[verb]?.pos === "AUX" || tokens[verb]?.pos === "ADV") verb++;
  if (verb > after && isQuoting(verb) && tokens[verb + 1]?.lower === "by")
    for (let i = verb + 2; i < Math.min(unit.end, verb + REACH) && !quoter; i++)
      if (isAs(i)) quoter = trimmed(reading, verb + 2, i);
  return quoter && tokens[quoter.start]!.pos === "DET" && quoter.end > quoter.start + 1
    ? { start: quoter.start + 1, end: quoter.end }
    : quoter;
}

/** Where the auxiliaries and adverbs of a verb begin. */
function startOfGroup({ tokens }: Reading, verb: number, floor: number): number {
  let start = verb;
  while (start > floor && /^(?:AUX|ADV)$/.test(tokens[start - 1]!.pos)) start--;
  return start;
}

const isPassive = ({ tokens }: Reading, group: number, verb: number): boolean =>
  tokens.slice(group, verb).some(({ lemma }) => lemma === "be");

/** Without a comma at the end. */
function trimmed({ tokens }: Reading, start: number, end: number): TokenRange | null {
  const last = tokens[end - 1]?.text === "," ? end - 1 : end;
  return start < last ? { start, end: last } : null;
}
