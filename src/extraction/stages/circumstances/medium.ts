import { LISTENERS, MEDIA_PHRASES, NEWS_OUTLETS, REPORT_NOUNS, wordClass } from "../../lexicon/lexicon.ts";
import type { Medium } from "../../statement.ts";
import type { TokenRange } from "../attributions.ts";
import type { ResolvedSpeaker } from "../coreference.ts";
import { headOf } from "../descriptions.ts";
import type { NameMention } from "../names.ts";
import type { Reading } from "../reading.ts";
import { mayBeOutlet, namesOutlet } from "./outlets.ts";
import type { Attributed, Setting } from "./setting.ts";

/** Verbs that tell the medium by themselves. */
const VERB_MEDIUM: ReadonlyMap<string, Medium> = new Map([
  ["tweet", "social_media_post"],
  ["retweet", "social_media_post"],
  ["post", "social_media_post"],
  ["testify", "testimony"],
  ["shout", "spoken"],
  ["yell", "spoken"],
  ["chant", "spoken"],
  ["write", "document"],
  ["type", "document"],
]);
const LEADING = wordClass("leads to a medium");
/** The phrases that tell a medium as they stand among words, one and several. */
const PHRASES = MEDIA_PHRASES.map(([phrase, medium]) => ({
  one: ` ${phrase} `,
  several: ` ${phrase}s `,
  medium: medium as Medium,
}));
const WRITTEN: ReadonlySet<string> = new Set(["report", "document", "written_statement"]);
const SPEAKING = new Set(["speaking", "spoke", "addressing"]);
const PLEADERS = wordClass("speaks in court without testifying");
/** What news outlets do when the words are theirs. */
const REPORTING = wordClass("what news outlets do");

/** To whom something was said, as far as the text names them. */
export interface Audience {
  range: TokenRange;
  name: NameMention | null;
}

/** How something was said, as far as the words around the cue tell; "unspecified" where they do not. */
export function mediumOf(
  reading: Reading,
  attributed: Attributed,
  setting: Setting,
  audience: Audience | null,
  speaker: ResolvedSpeaker | null,
): Medium {
  const { tokens } = reading;
  const cueLemmas = attributed.cue.flatMap((range) =>
    tokens.slice(range.start, range.end).map(({ lemma }) => lemma.toLowerCase()),
  );
  if (cueLemmas.some((lemma) => VERB_MEDIUM.get(lemma) === "social_media_post")) return "social_media_post";
  const phrase = phraseMedium(reading, setting);
  if (phrase) return phrase;
  const listener = audience && toldTo(reading, audience);
  if (listener) return listener === "testimony" && pleads(speaker) ? "spoken" : listener;
  for (const lemma of cueLemmas) {
    const medium = VERB_MEDIUM.get(lemma);
    if (medium && !(medium === "document" && isOutlet(speaker))) return medium;
  }
  if (attributed.source) {
    const { lemma, lower, pos } = tokens[headOf(reading, attributed.source)]!;
    const noun = REPORT_NOUNS.get(lemma.toLowerCase()) ?? REPORT_NOUNS.get(lower);
    if (noun && (pos !== "PROPN" || speaker?.type !== "person")) return noun as Medium;
  }
  if (speaker?.type === "organization" && cueLemmas.includes("report")) return "report";
  if (isOutlet(speaker) && cueLemmas.some((lemma) => REPORTING.has(lemma))) return "report";
  return setting.tokens.some(
    (i) => SPEAKING.has(tokens[i]!.lower) && /^(?:to|at|before|in)$/.test(tokens[i + 1]?.lower ?? ""),
  )
    ? "speech"
    : "unspecified";
}

/** Judges and lawyers speak to jurors and courts without testifying. */
const pleads = (speaker: ResolvedSpeaker | null): boolean =>
  [...(speaker?.named?.roles ?? []), ...(speaker?.name.toLowerCase().split(" ") ?? [])].some((word) =>
    PLEADERS.has(word),
  );

function isOutlet(speaker: ResolvedSpeaker | null): boolean {
  return (
    speaker?.type === "organization" &&
    speaker.name
      .toLowerCase()
      .split(" ")
      .some((word) => NEWS_OUTLETS.has(word))
  );
}

/** "told reporters", "told a crowd in Ohio", "told the Post", "told me". */
function toldTo(reading: Reading, { range, name }: Audience): Medium | null {
  const { tokens } = reading;
  const head = tokens[headOf(reading, range)]!;
  const beyond = /^(?:of|from|at|on)$/.test(tokens[range.end]?.lower ?? "") ? range.end + 4 : range.end;
  if (namesOutlet(reading, { start: range.start, end: beyond })) return "interview";
  const words = ` ${tokens
    .slice(range.start, range.end)
    .map(({ lower }) => lower)
    .join(" ")} `;
  const occasion = PHRASES.find(({ one, medium }) => medium === "press_conference" && words.includes(one));
  if (occasion) return occasion.medium;
  for (let i = range.start; i < range.end; i++) {
    const medium = LISTENERS.get(tokens[i]!.lower);
    if (medium && (i === range.end - 1 || tokens[i] === head || medium === "interview"))
      return medium as Medium;
  }
  if (name?.type === "person") return "spoken";
  // "in a message to Netanyahu"
  const isHanded = tokens[range.start - 1]?.lower === "to" && tokens[range.start - 2]?.pos === "NOUN";
  return name && !isHanded && mayBeOutlet(reading, range, name) ? "interview" : null;
}

/** "in a statement", "at a news conference in Ohio", "on Twitter": a leading word, a few others, the phrase. */
export function phraseMedium({ tokens }: Reading, setting: Setting): Medium | null {
  const indices = setting.tokens;
  const leads = [...indices.keys()].filter((k) => LEADING.has(tokens[indices[k]!]!.lower));
  leads.sort((a, b) => Number(indices[a]! < setting.cueAt) - Number(indices[b]! < setting.cueAt) || a - b);
  for (const k of leads) {
    const leading = tokens[indices[k]!]!;
    const words: string[] = [];
    let outlet = false;
    for (let j = k + 1; j < Math.min(indices.length, k + 9); j++) {
      const token = tokens[indices[j]!]!;
      if (indices[j] !== indices[j - 1]! + 1 || /^[,;:.]$/.test(token.text)) break;
      if (token.pos === "VERB" && token.tag !== "VBN" && token.tag !== "VBG" && j > k + 1) break;
      if (token.pos === "ADP" && words.length > 0) break;
      const { lower } = token;
      words.push(lower.length > 1 && lower.endsWith(".") ? lower.slice(0, -1) : lower);
      if (NEWS_OUTLETS.has(token.lower) && /^\p{Lu}/u.test(token.text)) outlet = true;
    }
    const text = ` ${words.join(" ")} `;
    const told = PHRASES.find(({ one, several }) => text.includes(one) || text.includes(several));
    // "in response to the report", "after the letter": what is answered is not how it is said.
    const answered = /^(?:to|after)$/.test(leading.lower) && WRITTEN.has(told?.medium ?? "");
    if (told && !answered) return told.medium;
    if (leading.lower === "on" && words[0] === "x" && words.length === 1) return "social_media_post";
    // "on Fox News Sunday", "with NBC": whoever speaks on an outlet is interviewed there.
    if (outlet && (leading.lower === "on" || leading.lower === "with")) return "interview";
  }
  return null;
}
