import { REPORTING_VERBS } from "../../lexicon/lexicon.ts";
import type { ExtractedPosition, ExtractionOptions, Medium, PrintedDate, Stance } from "../../statement.ts";
import type { Attribution, TokenRange } from "../attributions.ts";
import type { ResolvedSpeaker, ResolvedSpeakers } from "../coreference.ts";
import type { NameMention } from "../names.ts";
import type { Reading } from "../reading.ts";
import { audienceOf } from "./audience.ts";
import { mediumOf, phraseMedium } from "./medium.ts";
import { positionAt } from "./position.ts";
import { settingsOf, type Attributed, type Setting } from "./setting.ts";
import { stanceOf } from "./stance.ts";
import { tellsOfSpeaking, whenSaid } from "./when.ts";
import { whereSaid } from "./where.ts";

/** One attribution with everything that the article tells about the saying. Ranges count tokens. */
export interface Circumstance extends Attributed {
  speaker: number | null;
  speakerEntry: ResolvedSpeaker | null;
  stance: Stance;
  medium: Medium;
  audienceRange: TokenRange | null;
  audience: NameMention | null;
  place: NameMention | null;
  saidOn: PrintedDate | null;
  position: ExtractedPosition | null;
  publisher: string | undefined;
  /** The sentence or sentences that hold the attribution. */
  sentence: TokenRange;
}

/** Reads when, where, how, to whom and in what office each attribution was made. */
export function readCircumstances(
  reading: Reading,
  attributions: readonly Attribution[],
  resolved: ResolvedSpeakers,
  options: ExtractionOptions,
): Circumstance[] {
  const nameAt = new Map(resolved.names.map((name) => [name.start, name]));
  const attributed = attributions.map(({ cue, source, content }) => ({
    cue,
    source: source[0] ?? null,
    content,
  }));
  const settings = settingsOf(reading, attributed);
  const positions = positionsOf(reading, resolved, nameAt);
  const told: Circumstance[] = [];
  attributed.forEach((item, k) => {
    const speaker = resolved.ofSource[k] ?? null;
    const setting = settings[k]!;
    const audienceRange = audienceOf(reading, item, setting);
    const audience = audienceRange
      ? (nameAt.get(audienceRange.start) ?? nameAt.get(audienceRange.start + 1) ?? null)
      : null;
    const speakerEntry = speaker === null ? null : resolved.speakers[speaker]!;
    told.push({
      ...item,
      speaker,
      speakerEntry,
      stance: stanceOf(reading, item),
      medium: mediumOf(
        reading,
        item,
        setting,
        audienceRange && { range: audienceRange, name: audience },
        speakerEntry,
      ),
      audienceRange,
      audience,
      place: whereSaid(reading, setting, nameAt),
      saidOn: whenSaid(reading, setting, options.publishedOn),
      position: speaker === null ? null : (positions.get(speaker) ?? null),
      publisher: options.publisher,
      sentence: sentenceOf(reading, item),
    });
  });
  const going: Circumstance[] = [];
  told.forEach((circumstance, k) =>
    going.push(goOn(reading, circumstance, going[k - 1] ?? null, settings, k, options)),
  );
  return going;
}

/** A speaker who goes on in the same paragraph goes on in the same statement, interview or speech, on the same day. */
function goOn(
  reading: Reading,
  circumstance: Circumstance,
  before: Circumstance | null,
  settings: readonly Setting[],
  k: number,
  options: ExtractionOptions,
): Circumstance {
  if (circumstance.saidOn && circumstance.medium !== "unspecified") return circumstance;
  const { tokens, units, unitOf } = reading;
  const at = settings[k]!.cueAt;
  const { paragraph } = tokens[at] ?? { paragraph: -1 };
  let { saidOn, medium } = circumstance;
  if (before && before.speaker !== null && before.speaker === circumstance.speaker) {
    const away = paragraph - (tokens[before.sentence.start]?.paragraph ?? -1);
    if (away === 0) saidOn ??= before.saidOn;
    if (medium === "unspecified" && away <= GOES_ON && isSpeech(reading, circumstance))
      medium = before.medium;
  }
  // "Ann Lee issued a statement Friday. ..." before the quotation: the sentence that opens it.
  const opening = units[unitOf[circumstance.sentence.start]! - 1];
  if (
    opening &&
    tokens[opening.start]!.paragraph === paragraph &&
    (!before || before.sentence.start <= opening.start) &&
    namesSpeaker(reading, opening, circumstance)
  ) {
    const indices = Array.from(
      { length: Math.min(opening.end - opening.start, 60) },
      (_, i) => opening.start + i,
    );
    const setting = { tokens: indices, cueAt: opening.start };
    if (medium === "unspecified") medium = phraseMedium(reading, setting) ?? medium;
    if (
      (!before || before.sentence.end <= opening.start) &&
      tellsOfSpeaking(tokens.slice(opening.start, opening.end))
    )
      saidOn ??= whenSaid(reading, setting, options.publishedOn);
  }
  return { ...circumstance, saidOn, medium };
}

/** Paragraphs over which a speaker goes on in the same interview or speech. */
const GOES_ON = 2;

/** Whether the cue is a verb of saying: a belief or a deed goes on in no interview. */
function isSpeech({ tokens }: Reading, { cue }: Circumstance): boolean {
  return cue.some((range) =>
    tokens.slice(range.start, range.end).some(({ lemma, text }) => {
      const verb = REPORTING_VERBS.get(lemma);
      return text === ":" || (verb !== undefined && verb.quotation && !verb.belief);
    }),
  );
}

function namesSpeaker(reading: Reading, unit: TokenRange, { speakerEntry }: Circumstance): boolean {
  const last = speakerEntry?.named?.last.split(" ").at(-1);
  if (last === undefined) return false;
  for (let i = unit.start; i < Math.min(unit.end, unit.start + 60); i++)
    if (reading.tokens[i]!.lower === last) return true;
  return false;
}

/** The first position that the article prints for each speaker. */
function positionsOf(
  reading: Reading,
  resolved: ResolvedSpeakers,
  nameAt: ReadonlyMap<number, NameMention>,
): Map<number, ExtractedPosition> {
  const positions = new Map<number, ExtractedPosition>();
  resolved.speakers.forEach(({ named, type }, speaker) => {
    if (type !== "person" || !named) return;
    for (const k of named.mentions) {
      const position = positionAt(reading, resolved.names[k]!, nameAt);
      if (!position) continue;
      positions.set(speaker, position);
      return;
    }
  });
  return positions;
}

function sentenceOf({ units, unitOf }: Reading, { cue, source, content }: Attributed): TokenRange {
  const ranges = [...cue, ...(source ? [source] : []), ...content];
  const core = cue[0] ?? source ?? content[0]!;
  const unit = units[unitOf[core.start]!]!;
  // A content of several sentences has them all as evidence, when they touch.
  let { start, end } = unit;
  for (const range of ranges) {
    start = Math.min(start, units[unitOf[range.start]!]!.start);
    end = Math.max(end, units[unitOf[range.end - 1]!]!.end);
  }
  return { start, end };
}
