import type { NameMention } from "../names.ts";
import type { Reading } from "../reading.ts";
import type { Setting } from "./setting.ts";

const PLACING = new Set(["in", "at", "outside", "near", "from"]);

/** Where something was said: a place name after "in" or "at" among the words around the cue. */
export function whereSaid(
  reading: Reading,
  setting: Setting,
  nameAt: ReadonlyMap<number, NameMention>,
): NameMention | null {
  const { tokens } = reading;
  const inSetting = new Set(setting.tokens);
  for (const i of setting.tokens) {
    if (!PLACING.has(tokens[i]!.lower)) continue;
    const start = tokens[i + 1]?.lower === "the" ? i + 2 : i + 1;
    const name = nameAt.get(start);
    if (name && name.type === "place" && inSetting.has(start)) return name;
  }
  return null;
}
