/** How many reversals are flagged, and how many rewordings that are none; the head of reversals.txt says how they are written. */
import { readFileSync } from "node:fs";
import { isNegationFlip } from "../../src/modules/quote-checks/differences.ts";
import { askAbout, matchStatement } from "../../src/modules/quote-checks/match.ts";

export interface ReversalAccuracy {
  reversals: number;
  /** Lines with a reversal that was not flagged. */
  missed: string[];
  others: number;
  /** Lines without one that were flagged. */
  falselyFlagged: string[];
}

/** Judges every line of the file. */
export function measureReversals(): ReversalAccuracy {
  const lines = readFileSync(new URL("reversals.txt", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const [turned, same] = ["turned | ", "same | "].map((label) =>
    lines.filter((line) => line.startsWith(label)).map((line) => line.slice(label.length)),
  ) as [string[], string[]];
  return {
    reversals: turned.length,
    missed: turned.filter((line) => !isFlagged(line)),
    others: same.length,
    falselyFlagged: same.filter(isFlagged),
  };
}

function isFlagged(line: string): boolean {
  const [said, quoted] = line.split(" | ") as [string, string];
  const { differences, lost } = matchStatement(askAbout(quoted, null), {
    statementId: "1",
    kind: "direct",
    text: said,
    speakerId: null,
    speakerNames: [],
    current: true,
    inPeriod: true,
    visible: true,
  });
  return differences.some(isNegationFlip) || lost?.loss === "negation";
}
