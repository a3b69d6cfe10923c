import type { Found } from "./asides.ts";
import type { Cue } from "./cues.ts";
import { holdsClause } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import { isClaim, speakerLeftOf } from "./speakers.ts";
import type { Token } from "./tokens.ts";

/** What stands before an apposition. */
const DASH = /^(?:,|;|—|–|―|--|-)$/;

/**
 * What a claim takes up that stands right before its speaker: "He lied" for "denied" of "He lied, a charge Israel denied", of
 * "He lied, an allegation that Israel denied".
 *
 * @param previous what was found before in the sentence: "Ray said he lied, a charge Israel denied"
 */
export function takenUp(
  reading: Reading,
  cue: Cue,
  previous: Found | undefined,
  floor: number,
): Found | null {
  const { tokens } = reading;
  const source = speakerLeftOf(reading, cue.start, floor);
  const end = source ? endOfTakenUp(tokens, source.start, floor) : -1;
  if (!source || !holdsClause(tokens, floor, end)) return null;
  const told = previous?.content.at(-1);
  const start = told && told.start < end && holdsClause(tokens, told.start, end) ? told.start : floor;
  return { cue, source, content: [{ start, end }], rule: "taken-up" };
}

function endOfTakenUp(tokens: readonly Token[], speaker: number, floor: number): number {
  const at = tokens[speaker - 1]?.lower === "that" ? speaker - 2 : speaker - 1;
  const noun = tokens[at];
  if (!noun || !isClaim(noun)) return -1;
  let start = at;
  while (start > floor && (tokens[start - 1]!.pos === "DET" || tokens[start - 1]!.pos === "ADJ")) start--;
  return start - 1 > floor && DASH.test(tokens[start - 1]!.text) ? start - 1 : -1;
}
