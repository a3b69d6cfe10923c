import { REPORTING_VERBS } from "../lexicon/lexicon.ts";
import type { Attribution, TokenRange } from "./attributions.ts";
import type { Reading } from "./reading.ts";
import { endOfDateline } from "./datelines.ts";
import { beforeTime, withoutClaim } from "./speakers.ts";
import type { RuledAttribution } from "./ruled-attributions.ts";

/** Longest title, marks included, in tokens. */
const TITLE_WORDS = 10;

/** From this share of common words on, two contents are one. */
const SAME_CONTENT = 0.5;

/** What the tagger finds in the words that the rules give to somebody counts from this confidence on. */
const SURE_WITHIN = 0.3;

/**
 * Joins what labels show with what the rules and the learnt tagger found. Where both found one attribution the rules' spans
 * stand, as they are read off the grammar of the sentence, but for contents that end before the verb. What only one found
 * is kept, unless it does not fit what the rules read.
 */
export function mergeAttributions(
  reading: Reading,
  labelled: readonly Attribution[],
  ruled: readonly RuledAttribution[],
  tagged: readonly Attribution[],
): Attribution[] {
  const merged: Attribution[] = [...labelled];
  // A signed quotation or a turn of a transcript is one statement, whatever it reports in its turn.
  const said = marked(
    reading,
    labelled.map(({ content }) => content),
  );
  const isInside = ({ cue, content }: Attribution): boolean => {
    const first = cue[0] ?? content[0];
    return first !== undefined && said[first.start] === 1;
  };
  const used = new Set<Attribution>();
  const takenUp = new Set<Attribution>();
  const cleaned = tagged.map((other) => withSpeakersAlone(reading, other));
  const ofTagger = indexOf(reading, cleaned);
  for (const rule of ruled) {
    if (isInside(rule)) continue;
    const twin = ofTagger.near(rule).find((other) => !used.has(other) && isSame(rule, other));
    if (twin) used.add(twin);
    else if (!standsAlone(reading, rule)) continue;
    const both = twin ? joined(reading, rule, twin) : rule;
    merged.push(both);
    if (rule.rule === "taken-up") takenUp.add(both);
  }
  const fits = besides(reading, merged, takenUp);
  for (const other of cleaned) {
    if (used.has(other) || isInside(other) || other.content.some(({ start }) => said[start] === 1)) continue;
    const isStatement =
      !isTitle(reading, other) &&
      !looksAhead(reading, other) &&
      (other.source.length > 0 || isSaying(reading, other));
    if (isStatement && fits(other)) merged.push(other);
  }
  return untilNamed(
    reading,
    merged.sort((a, b) => firstOf(a) - firstOf(b)),
  );
}

/** The tagger takes "LEEDS" of "LEEDS — A man told" for a speaker, and "a charge Israel" of "a charge Israel denied". */
function withSpeakersAlone(reading: Reading, attribution: Attribution): Attribution {
  const { units, unitOf } = reading;
  const source = attribution.source.flatMap(({ start, end }) => {
    const from = Math.max(start, endOfDateline(reading, units[unitOf[start]!]!));
    if (from >= end) return [];
    const describes = attribution.cue.some((cue) => cue.start >= end);
    return [describes ? withoutClaim(reading.tokens, { start: from, end }) : { start: from, end }];
  });
  return { ...attribution, source };
}

/**
 * Tells whether what the tagger alone found can stand beside what is found already.
 *
 * @param takenUp what takes up the words of another: "Ray said he lied, a charge Lee denied"
 */
function besides(
  reading: Reading,
  found: readonly Attribution[],
  takenUp: ReadonlySet<Attribution>,
): (other: Attribution) => boolean {
  const cues = marked(
    reading,
    found.map(({ cue }) => cue),
  );
  const sources = marked(
    reading,
    found.map(({ source }) => source),
  );
  const contents = marked(
    reading,
    found.map(({ content }) => content),
  );
  const { near } = indexOf(reading, found);
  return (other) => {
    const { cue, content, confidence } = other;
    const across = content.some(({ start, end }) => cues.subarray(start, end).includes(1));
    // "a report citing officials who said": whoever is cited is named, not said.
    const namesSpeaker = content.every(({ start, end }) => !sources.subarray(start, end).includes(0));
    const within = cue.some(({ start }) => contents[start] === 1);
    const again = near(other).some(
      (known) => !takenUp.has(known) && overlap(known.content, content) >= SAME_CONTENT,
    );
    return !across && !namesSpeaker && !again && !(within && confidence < SURE_WITHIN);
  };
}

/** 1 for each token that lies in one of the ranges. */
function marked({ tokens }: Reading, lists: readonly (readonly TokenRange[])[]): Uint8Array {
  const marks = new Uint8Array(tokens.length);
  for (const ranges of lists) for (const range of ranges) marks.fill(1, range.start, range.end);
  return marks;
}

/** `pledged to end what it called "a threat"`: what is called so is still part of the pledge, which ended at "what". */
function untilNamed({ tokens }: Reading, attributions: Attribution[]): Attribution[] {
  const inner = new Map(
    attributions.flatMap((attribution) => {
      const { source, cue, content } = attribution;
      const before = tokens[(source[0]?.start ?? 0) - 1];
      return before?.lower === "what" && source[0]!.end <= (cue[0]?.start ?? 0)
        ? [[source[0]!.start, content] as const]
        : [];
    }),
  );
  return attributions.map((attribution) => {
    const last = attribution.content[attribution.content.length - 1]!;
    const named = inner.get(last.end)?.at(-1);
    if (!named || named.end <= last.end) return attribution;
    return {
      ...attribution,
      content: [...attribution.content.slice(0, -1), { start: last.start, end: named.end }],
    };
  });
}

function joined(reading: Reading, rule: RuledAttribution, twin: Attribution): Attribution {
  // Whoever is named speaks: of "sources who said" the rules read "sources", the tagger "who".
  // "could neither confirm nor deny": who is named in the middle of the cue is nobody.
  const inCue = twin.source.some((a) => rule.cue.some((b) => a.start >= b.start && a.end <= b.end));
  // Of "the paper quoted Ann Lee as saying" the tagger reads the paper.
  const elsewhere = isRelative(reading, twin) || inCue || rule.rule === "quoted";
  const named = twin.source.length > 0 && !(elsewhere && rule.source.length > 0);
  return {
    cue: rule.cue,
    source: (named ? twin.source : rule.source).map(({ start, end }) => ({
      start,
      end: beforeTime(reading.tokens, end, start),
    })),
    content: joinedContent(rule, twin),
    // What the tagger takes for a quotation of nobody's, it is not sure of because it saw no cue.
    confidence: twin.cue.length > 0 ? twin.confidence : Math.max(rule.confidence, twin.confidence),
  };
}

/** Whether the rules are to be trusted alone: with verbs of saying they are, with beliefs and findings they are not. */
function standsAlone({ tokens }: Reading, { rule, cue }: RuledAttribution): boolean {
  if (rule !== "clause-right" && rule !== "noun-right" && rule !== "participle") return true;
  const head = cue[0] && tokens[cue[0].end - 1];
  const verb =
    head && (REPORTING_VERBS.get(head.lemma) ?? REPORTING_VERBS.get(tokens[cue[0]!.end - 2]?.lemma ?? ""));
  if (verb?.belief) return false;
  return rule !== "participle" || tokens[cue[0]!.start - 1]?.text === ",";
}

/** The rules' content, where the tagger does not see better what belongs to it. */
function joinedContent(rule: RuledAttribution, twin: Attribution): TokenRange[] {
  // Which sentences before the verb are still quoted, and what follows them, the tagger tells better.
  if (rule.rule === "quote-left") return twin.content;
  if (overlap(rule.content, twin.content) > 0) return rule.content;
  // `It may be late, Lee said. "We can wait."`: the rules read the sentence, the tagger the quotation that follows.
  const both = rule.rule === "parenthetical" ? [...rule.content, ...twin.content] : twin.content;
  return both.toSorted((a, b) => a.start - b.start);
}

const isRelative = ({ tokens }: Reading, { source }: Attribution): boolean =>
  source.length === 1 &&
  source[0]!.end - source[0]!.start === 1 &&
  /^(?:who|which|that)$/.test(tokens[source[0]!.start]!.lower);

/** "citing sources who": a relative pronoun after the cue belongs to what follows it. */
const looksAhead = (reading: Reading, attribution: Attribution): boolean =>
  isRelative(reading, attribution) && attribution.cue.every(({ end }) => end <= attribution.source[0]!.start);

/** Whether the content is no more than the title of something: `the museum shows "The Night Watch"`. */
function isTitle({ tokens, quotationOf }: Reading, { cue, content }: Attribution): boolean {
  const [only] = content;
  if (content.length !== 1 || !only || only.end - only.start > TITLE_WORDS || quotationOf[only.start] === -1)
    return false;
  const speaks = cue.some((range) =>
    tokens.slice(range.start, range.end).some(({ lemma }) => REPORTING_VERBS.get(lemma)?.quotation),
  );
  const words = tokens.slice(only.start, only.end).filter(({ pos }) => pos !== "PUNCT");
  const capital = words.filter(({ text, pos }) => /^\p{Lu}/u.test(text) || pos === "DET" || pos === "ADP");
  return !speaks && capital.length === words.length && words.length > 1;
}

/**
 * Whether an attribution to nobody is speech: its cue is a verb of saying or no verb at all, or its content is quoted. What is
 * left is a deed ("was signed").
 */
function isSaying({ tokens, quotationOf }: Reading, { cue, content }: Attribution): boolean {
  const quoted = content.some((range) =>
    quotationOf.subarray(range.start, range.end).some((index) => index !== -1),
  );
  const verbs = cue
    .flatMap((range) => tokens.slice(range.start, range.end))
    .filter(({ pos }) => pos === "VERB");
  return quoted || verbs.length === 0 || verbs.some(({ lemma }) => REPORTING_VERBS.has(lemma));
}

const firstOf = ({ cue, source, content }: Attribution): number =>
  Math.min(...[...cue, ...source, ...content].map(({ start }) => start));

/** One attribution when they share a cue word, or where one has no cue, most of the content. */
function isSame(a: Attribution, b: Attribution): boolean {
  if (a.cue.length > 0 && b.cue.length > 0)
    return a.cue.some((x) => b.cue.some((y) => x.start < y.end && y.start < x.end));
  return overlap(a.content, b.content) >= SAME_CONTENT;
}

/** Common tokens by all tokens of both. */
function overlap(a: readonly TokenRange[], b: readonly TokenRange[]): number {
  const size = (ranges: readonly TokenRange[]): number =>
    ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  let common = 0;
  for (const x of a)
    for (const y of b) common += Math.max(0, Math.min(x.end, y.end) - Math.max(x.start, y.start));
  return common / (size(a) + size(b) - common);
}

/** Attributions by the sentences that their cues and contents begin in. */
function indexOf({ unitOf }: Reading, attributions: readonly Attribution[]) {
  const units = new Map<number, Attribution[]>();
  const unitsOf = ({ cue, content }: Attribution): Set<number> =>
    new Set([...cue, ...content].map(({ start }) => unitOf[start]!));
  for (const attribution of attributions)
    for (const unit of unitsOf(attribution)) {
      const list = units.get(unit);
      if (list) list.push(attribution);
      else units.set(unit, [attribution]);
    }
  return {
    near: (attribution: Attribution): Attribution[] =>
      [...unitsOf(attribution)].flatMap((unit) => units.get(unit) ?? []),
  };
}
