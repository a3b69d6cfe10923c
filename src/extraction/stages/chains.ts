import { REPORT_NOUNS } from "../lexicon/lexicon.ts";
import type { ChainStep, Medium } from "../statement.ts";
import type { TokenRange } from "./attributions.ts";
import { namesOutlet } from "./circumstances/outlets.ts";
import type { ResolvedSpeakers } from "./coreference.ts";
import type { NameMention } from "./names.ts";
import { startOfNounPhrase } from "./phrases.ts";
import { quoterOf } from "./quoted-as.ts";
import { textOf, type Reading } from "./reading.ts";
import { speakerLeftOf, speakerRightOf } from "./speakers.ts";
import { isPersonNoun } from "./unnamed.ts";

const CITING = new Set(["cite", "quote"]);

/** What the chain of one statement is read from. Ranges are tokens; the last step is the article itself. */
export interface ChainInput {
  cue: readonly TokenRange[];
  source: TokenRange | null;
  /** Index of the speaker. */
  speaker: number | null;
  medium: Medium;
  audience: NameMention | null;
  publisher: string | undefined;
}

/** A step whose span still counts tokens. */
export type TokenChainStep = Omit<ChainStep, "span"> & { range: TokenRange | null };

/**
 * The way from the speaker to the reader. "A Tribune report citing officials who said" puts the report between; words
 * that were told to another publisher came through it; a statement that was handed out is a step of its own.
 */
export function chainOf(
  reading: Reading,
  { speakers, names }: ResolvedSpeakers,
  input: ChainInput,
): TokenChainStep[] {
  const { source, medium, audience, publisher } = input;
  const speaker = input.speaker === null ? undefined : speakers[input.speaker];
  const steps: TokenChainStep[] = [];
  if (speaker)
    steps.push({
      type: "speaker",
      name: speaker.name,
      anonymous: speaker.type === "anonymous",
      publisher: null,
      range: source,
    });
  const relay =
    source &&
    (quotedBy(reading, names, source) ?? citedIn(reading, names, source) ?? reporterOf(reading, input));
  if (relay) steps.push(relay);
  if (medium === "written_statement")
    steps.push({ type: "statement", name: "statement", anonymous: false, publisher: null, range: null });
  if (audience && namesOutlet(reading, audience)) {
    const name = textOf(reading, audience);
    if (name !== publisher)
      steps.push({ type: "publication", name, anonymous: false, publisher: name, range: audience });
  }
  steps.push({
    type: "document",
    name: "this article",
    anonymous: false,
    publisher: publisher ?? null,
    range: null,
  });
  return steps;
}

/** "the Globe reported on Sunday, citing two officials": whoever reported what those who are cited said. */
function reporterOf(reading: Reading, { cue, source, publisher }: ChainInput): TokenChainStep | null {
  const { tokens, units, unitOf } = reading;
  const [first] = cue;
  if (!first || !CITING.has(tokens[source!.start - 1]?.lemma ?? "")) return null;
  const unit = units[unitOf[first.start]!]!;
  const range = [
    speakerLeftOf(reading, first.start, unit.start),
    speakerRightOf(reading, first.end, unit.end),
  ].find((found) => found && namesOutlet(reading, found));
  if (!range) return null;
  const start = tokens[range.start]!.pos === "DET" ? range.start + 1 : range.start;
  const name = textOf(reading, { start, end: range.end });
  if (name === publisher) return null;
  return { type: "publication", name, anonymous: false, publisher: name, range: { start, end: range.end } };
}

/** "state television quoted the general as saying", "the general was quoted by state television as saying". */
function quotedBy(
  reading: Reading,
  names: readonly NameMention[],
  source: TokenRange,
): TokenChainStep | null {
  const range = quoterOf(reading, source);
  if (!range) return null;
  const named = names.filter(({ start, end }) => start >= range.start && end <= range.end);
  const last = reading.tokens[range.end - 1]!;
  // Somebody who quotes another publishes nothing: "he quoted Churchill as saying".
  if (last.pos === "PRON" || isPersonNoun(last) || named.some(({ type }) => type === "person")) return null;
  const publisher = named.find(({ type }) => type === "organization");
  const isReport = REPORT_NOUNS.has(last.lemma);
  return {
    type: isReport ? "report" : "publication",
    name: textOf(reading, range),
    anonymous: false,
    publisher: publisher ? textOf(reading, publisher) : null,
    range,
  };
}

/** "a New York Times report citing sources who said": the noun phrase before "citing". */
function citedIn(reading: Reading, names: readonly NameMention[], source: TokenRange): TokenChainStep | null {
  const { tokens, units, unitOf } = reading;
  const verb = tokens[source.start - 1];
  if (!verb || !CITING.has(verb.lemma)) return null;
  const floor = units[unitOf[source.start]!]!.start;
  const end = tokens[source.start - 2]?.text === "," ? source.start - 2 : source.start - 1;
  let start = startOfNounPhrase(tokens, end, floor);
  if (start >= end) return null;
  if (tokens[start]!.pos === "DET") start++;
  const range = { start, end };
  const head = tokens[end - 1]!;
  const publisher = names.find(
    (name) => name.start >= start && name.end <= end && name.type === "organization",
  );
  if (!publisher && !REPORT_NOUNS.has(head.lemma)) return null;
  return {
    type: REPORT_NOUNS.has(head.lemma) ? "report" : "publication",
    name: textOf(reading, range),
    anonymous: false,
    publisher: publisher ? textOf(reading, publisher) : null,
    range,
  };
}
