import type { TokenRange } from "../attributions.ts";
import { endOfFullNounPhrase, endOfNounPhrase } from "../phrases.ts";
import type { Reading } from "../reading.ts";
import { namesOutlet } from "./outlets.ts";
import type { Attributed, Setting } from "./setting.ts";

/** What is sent or said to somebody. */
const HANDED = new Set([
  "statement",
  "email",
  "e-mail",
  "message",
  "letter",
  "note",
  "memo",
  "remark",
  "comment",
]);
const TELLING = new Set(["tell", "inform", "assure", "remind", "brief", "notify", "reassure"]);

/** To whom something was said: "told reporters", "in a statement to the paper"; null where nobody is named. */
export function audienceOf(reading: Reading, attributed: Attributed, setting: Setting): TokenRange | null {
  const { tokens, quotationOf } = reading;
  const inSetting = new Set(setting.tokens);
  for (const range of attributed.cue)
    for (let i = range.start; i < range.end; i++) {
      if (!TELLING.has(tokens[i]!.lemma)) continue;
      const start = i + 1;
      const limit = freeUntil(inSetting, start);
      const first = tokens[start];
      if (
        !first ||
        start >= limit ||
        quotationOf[start] !== -1 ||
        first.pos === "SCONJ" ||
        first.lower === "that"
      )
        continue;
      const end = endOfNounPhrase(tokens, start, limit);
      if (end > start) return trimmed(reading, { start, end });
    }
  for (const i of setting.tokens) {
    if (tokens[i]!.lower !== "to" || i < setting.cueAt || !inSetting.has(i + 1)) continue;
    const before = tokens[i - 1]!;
    if (before.pos === "VERB" && !attributed.cue.some((range) => i - 1 < range.end && i - 1 >= range.start))
      continue;
    const end = endOfFullNounPhrase(tokens, i + 1, freeUntil(inSetting, i + 1));
    if (end > i + 1 && tokens[i + 1]!.pos !== "VERB") return trimmed(reading, { start: i + 1, end });
  }
  return handedTo(reading, setting, inSetting);
}

/** "In an email to the Globe, she said", "in an interview with CNN": an interview with anybody else may be his own. */
function handedTo(reading: Reading, setting: Setting, inSetting: ReadonlySet<number>): TokenRange | null {
  const { tokens } = reading;
  for (const i of setting.tokens) {
    const { lower } = tokens[i]!;
    const held = lower === "with" && tokens[i - 1]?.lemma === "interview";
    if (!held && !(lower === "to" && HANDED.has(tokens[i - 1]?.lemma ?? ""))) continue;
    const range = { start: i + 1, end: endOfNounPhrase(tokens, i + 1, freeUntil(inSetting, i + 1)) };
    if (range.end > range.start && (!held || namesOutlet(reading, range))) return trimmed(reading, range);
  }
  return null;
}

function freeUntil(inSetting: ReadonlySet<number>, from: number): number {
  let end = from;
  while (inSetting.has(end)) end++;
  return end;
}

function trimmed({ tokens }: Reading, range: TokenRange): TokenRange | null {
  const first = tokens[range.start]!;
  if (first.pos === "PRON" && range.end - range.start === 1)
    return /^(?:me|us|him|her|them)$/.test(first.lower) ? range : null;
  return range;
}
