/** Which words of a statement are the speaker's own: in a paraphrase that quotes some words only these, in another none. */
import { findQuotedStretches } from "../../extraction/stages/quotations.ts";
import type { Kind } from "../../extraction/statement.ts";
import type { Step } from "./align.ts";
import type { QuoteWord } from "./read-words.ts";

/** What of a statement tells whose its words are. */
interface Reported {
  readonly kind: Kind;
  readonly text: string;
}

/** Whether all words that a quotation keeps are the speaker's own. */
export function isSpeakersOwn(
  { kind, text }: Reported,
  words: readonly QuoteWord[],
  steps: readonly Step[],
): boolean {
  if (kind === "direct") return true;
  if (kind === "indirect") return false;
  const quoted = findQuotedStretches(text);
  // A piece that was extracted without its marks is itself what stood between them.
  if (quoted.length === 0) return true;
  return steps
    .filter(({ kind: fate }) => fate === "kept")
    .every((step) =>
      words
        .slice(step.sourceFrom, step.sourceTo)
        .every(({ start, end }) => quoted.some((stretch) => stretch.start <= start && end <= stretch.end)),
    );
}

/** The words that are the reporter's: what a paraphrase says besides those that it quotes. */
export function reportersWords(text: string, words: readonly QuoteWord[]): QuoteWord[] {
  const quoted = findQuotedStretches(text);
  return words.filter(
    ({ start, end }) => !quoted.some((stretch) => stretch.start <= start && end <= stretch.end),
  );
}
