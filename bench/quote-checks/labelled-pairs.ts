/** Reads labelled quotations; the head of labelled-pairs.txt says how they are written. */
import { readFileSync } from "node:fs";
import type { Kind } from "../../src/extraction/statement.ts";
import { VERDICTS, type Verdict } from "../../src/modules/quote-checks/verdict.ts";

export interface HeldStatement {
  id: string;
  speaker: string;
  kind: Kind;
  text: string;
}

export interface LabelledQuotation {
  line: number;
  verdict: Verdict;
  negationFlip: boolean;
  speaker: string | null;
  text: string;
}

/** The quotations that the checks were built on, and those written afterwards; the head of each file says how. */
export const PAIRS_FILES = [
  "labelled-pairs.txt",
  "unseen-pairs.txt",
  "fresh-pairs.txt",
  "writers-pairs.txt",
  "news-pairs.txt",
  "testers-pairs.txt",
  "fourth-pairs.txt",
  "fifth-pairs.txt",
  "sixth-pairs.txt",
  "seventh-pairs.txt",
  "eighth-pairs.txt",
  "ninth-pairs.txt",
  "tenth-pairs.txt",
] as const;
export type PairsFile = (typeof PAIRS_FILES)[number];

/** @throws Error that names the first line that is not written as the file's head says */
export function readLabelledPairs(file: PairsFile): {
  statements: HeldStatement[];
  quotations: LabelledQuotation[];
} {
  const statements: HeldStatement[] = [];
  const quotations: LabelledQuotation[] = [];
  const lines = readFileSync(new URL(file, import.meta.url), "utf8").split("\n");
  for (const [index, line] of lines.entries()) {
    if (line === "" || line.startsWith("#")) continue;
    const [first, second, ...rest] = line.split(" | ");
    const text = rest.join(" | ");
    if (!first || !second || !text) throw new Error(`line ${index + 1} of ${file} has no three parts`);
    if (first.startsWith("= ")) {
      const kind = second as Kind;
      statements.push({ id: String(statements.length + 1), speaker: first.slice(2), kind, text });
      continue;
    }
    const [verdict, flip] = first.split(" ");
    if (!VERDICTS.includes(verdict as Verdict))
      throw new Error(`line ${index + 1} of ${file}: no verdict "${verdict}"`);
    quotations.push({
      line: index + 1,
      verdict: verdict as Verdict,
      negationFlip: flip === "flip",
      speaker: second === "-" ? null : second,
      text,
    });
  }
  return { statements, quotations };
}
