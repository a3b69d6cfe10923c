import { expect, it } from "vitest";
import { extractStatements } from "../../src/extraction/extract-statements.ts";
import type { ExtractedStatement, ExtractionOptions, Span } from "../../src/extraction/statement.ts";

/** One extracted statement in words, so that a table of cases reads like the sentences it is about. */
export interface Said {
  who: string | null;
  type: string | null;
  as: string | null;
  cue: string;
  /** Without quotation marks, a leading "that" and closing punctuation, which readers count differently. */
  what: string;
  statement: ExtractedStatement;
}

/** What the engine finds in a text, in words. */
export function saidIn(text: string, options: ExtractionOptions = {}): Said[] {
  const extraction = extractStatements(text, options);
  const letters = [...text];
  const printed = ({ start, end }: Span): string => letters.slice(start, end).join("");
  return extraction.statements.map((statement) => {
    const speaker = statement.speaker === null ? null : extraction.speakers[statement.speaker]!;
    return {
      who: speaker?.name ?? null,
      type: speaker?.type ?? null,
      as: statement.attributedAs,
      cue: statement.cue.map(printed).join(" "),
      what: statement.content.map((span) => bare(printed(span))).join(" … "),
      statement,
    };
  });
}

/** Drops what readers count differently at the edges of a content. */
function bare(words: string): string {
  return words
    .replace(/\s+/g, " ")
    .replace(/^[\s"“‘'«]+|[\s"”’'»,.!?;:]+$/gu, "")
    .replace(/^that\s+/, "");
}

/** Each case says who is found to have said what; other statements of the text have cases of their own. */
export function finds(
  cases: readonly [construction: string, text: string, who: string | null, ...what: string[]][],
): void {
  it.each(cases)("%s", (_, text, who, ...what) => {
    const found = saidIn(text).map((said) => [said.who, said.what]);
    expect(found).toContainEqual([who, what.map(bare).join(" … ")]);
  });
}
