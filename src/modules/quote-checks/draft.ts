/** The quotations of a draft: what its direct and mixed statements put in quotation marks, and whom they lay it to. */
import { codePointsOf } from "../../extraction/code-points.ts";
import { findQuotedStretches } from "../../extraction/stages/quotations.ts";
import type { Extraction, Span } from "../../extraction/statement.ts";
import { tellingStems } from "./likeness.ts";
import { readWords } from "./read-words.ts";

interface Quotation extends Span {
  exact: string;
  /** Null where the draft does not say, or names only "a source". */
  speaker: string | null;
}

/** Shorter ones, such as a single word in scare quotes, say too little to be looked for. */
const leastWords = 2;

/** The draft's quotations in text order; `unchecked` are too short to be looked for. Offsets are code points. */
export function quotationsOf(
  text: string,
  { statements, speakers }: Extraction,
): { checkable: Quotation[]; unchecked: (Span & { exact: string })[] } {
  const points = [...text];
  const quoted = quotedIn(text);
  const quotations = statements
    .flatMap(({ kind, content, speaker }) => {
      const named = speaker === null ? undefined : speakers[speaker];
      const name = named === undefined || named.type === "anonymous" ? null : named.name;
      const stretches =
        kind === "direct"
          ? [content]
          : kind === "mixed"
            ? content.flatMap((span) => within(span, quoted))
            : [];
      return stretches.filter((spans) => spans.length > 0).map((spans) => quotationOf(points, spans, name));
    })
    .toSorted((a, b) => a.start - b.start);
  return {
    checkable: quotations.filter(isTelling),
    unchecked: quotations
      .filter((quotation) => !isTelling(quotation))
      .map(({ start, end, exact }) => ({ start, end, exact })),
  };
}

/** An interrupted quotation is one: its parts are read on, as its speaker said them. */
function quotationOf(points: readonly string[], spans: readonly Span[], speaker: string | null): Quotation {
  return {
    start: spans[0]!.start,
    end: spans.at(-1)!.end,
    exact: spans.map(({ start, end }) => points.slice(start, end).join("")).join(" "),
    speaker,
  };
}

/** What stands between quotation marks, in code points. */
function quotedIn(text: string): Span[] {
  const codePoint = codePointsOf(text);
  return findQuotedStretches(text).map(({ inner: { start, end } }) => ({
    start: codePoint(start),
    end: codePoint(end),
  }));
}

/** The stretches of a paraphrase that stand in quotation marks, each a list of one span. */
function within({ start, end }: Span, quoted: readonly Span[]): Span[][] {
  return quoted
    .filter((stretch) => stretch.start < end && start < stretch.end)
    .map((stretch) => [{ start: Math.max(start, stretch.start), end: Math.min(end, stretch.end) }]);
}

function isTelling({ exact }: Quotation): boolean {
  const { words } = readWords(exact);
  return words.length >= leastWords && tellingStems(words).size > 0;
}
