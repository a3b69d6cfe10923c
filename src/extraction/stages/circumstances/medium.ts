import { MEDIA_PHRASES, REPORT_NOUNS } from "../../lexicon/lexicon.ts";
import type { Medium } from "../../statement.ts";
import type { ResolvedSpeaker } from "../coreference.ts";
import type { NameMention } from "../names.ts";
import type { Reading } from "../reading.ts";
import type { Attributed, Setting } from "./setting.ts";

/** Verbs that tell the medium by themselves. */
const VERB_MEDIUM: Readonly<Record<string, Medium>> = {
  tweet: "social_media_post",
  retweet: "social_media_post",
  post: "social_media_post",
  testify: "testimony",
  shout: "spoken",
  yell: "spoken",
  chant: "spoken",
};
const LEADING = new Set([
  "in",
  "at",
  "on",
  "during",
  "via",
  "through",
  "by",
  "from",
  "under",
  "issued",
  "released",
  "with",
  "after",
  "of",
]);
const LISTENERS =
  /^(?:reporters?|journalists?|colleagues|lawmakers|the press|the media|passengers|neighbors)$/;
const CROWDS = /\b(?:crowd|supporters|audience|rally|rallygoers|attendees|congregation|delegates|voters)\b/;

/** How something was said, as far as the words around the cue tell; "unspecified" where they do not. */
export function mediumOf(
  reading: Reading,
  { source, cue }: Attributed,
  setting: Setting,
  audience: string | null,
  audienceName: NameMention | null,
  speaker: ResolvedSpeaker | null,
): Medium {
  const { tokens } = reading;
  const phrase = phraseMedium(reading, setting);
  if (phrase) return phrase;
  for (const range of cue)
    for (let i = range.start; i < range.end; i++) {
      const medium = VERB_MEDIUM[tokens[i]!.lemma];
      if (medium) return medium;
    }
  if (source) {
    const last = tokens[source.end - 1]!;
    const noun = REPORT_NOUNS.get(last.lemma);
    if (noun && speaker?.type !== "person") return noun as Medium;
  }
  if (audience !== null) {
    if (LISTENERS.test(audience.toLowerCase())) return "spoken";
    if (CROWDS.test(audience.toLowerCase())) return "speech";
    if (audienceName?.type === "organization" || /^[A-Z]{2,5}$/.test(audience)) return "interview";
  }
  return "unspecified";
}

/** "in a statement", "at a news conference in Ohio", "on Twitter": a preposition, a few words, the phrase. */
export function phraseMedium({ tokens }: Reading, setting: Setting): Medium | null {
  const indices = setting.tokens;
  const order = [...indices.keys()].sort(
    (a, b) => Number(indices[a]! < setting.cueAt) - Number(indices[b]! < setting.cueAt) || a - b,
  );
  for (const k of order) {
    if (!LEADING.has(tokens[indices[k]!]!.lower)) continue;
    const words: string[] = [];
    for (let j = k + 1; j < Math.min(indices.length, k + 8); j++) {
      const token = tokens[indices[j]!]!;
      if (
        indices[j] !== indices[j - 1]! + 1 ||
        /^[,;:.]$/.test(token.text) ||
        (token.pos === "VERB" && j > k + 1)
      )
        break;
      if (token.pos === "ADP" && words.length > 0) break;
      words.push(token.lower);
    }
    const text = ` ${words.join(" ")} `;
    for (const [phrase, medium] of MEDIA_PHRASES)
      if (text.includes(` ${phrase} `) || text.includes(` ${phrase}s `)) return medium as Medium;
    if (tokens[indices[k]!]!.lower === "on" && words[0] === "x" && words.length === 1)
      return "social_media_post";
  }
  return null;
}
