/** The quotations of a draft: what its direct and mixed statements put in quotation marks, and whom they lay it to. */
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
  const quotations = statements
    .flatMap(({ kind, content, speaker }) => {
      const named = speaker === null ? undefined : speakers[speaker];
      const name = named === undefined || named.type === "anonymous" ? null : named.name;
      const stretches =
        kind === "direct"
          ? [content]
          : kind === "mixed"
            ? content.flatMap((span) => quotedIn(points, span))
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

/** The stretches of a paraphrase that stand in quotation marks, each a list of one span. */
function quotedIn(points: readonly string[], { start, end }: Span): Span[][] {
  const stretches: Span[][] = [];
  let open: number | null = null;
  for (let at = start; at < end; at += 1) {
    if (!/["“”]/u.test(points[at]!)) continue;
    if (open === null) open = at + 1;
    else {
      if (open < at) stretches.push([{ start: open, end: at }]);
      open = null;
    }
  }
  if (open !== null && open < end) stretches.push([{ start: open, end }]);
  return stretches;
}

function isTelling({ exact }: Quotation): boolean {
  const { words } = readWords(exact);
  return words.length >= leastWords && tellingStems(words).size > 0;
}
