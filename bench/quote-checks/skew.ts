/** How unevenly word 3-grams are spread over a text: the reason why posting lists need a cap. */

export interface GramSkew {
  /** Occurrences of the commonest 3-gram in a million. */
  commonestPerMillion: number;
  /** Share of all occurrences that the 100 and the 1,000 commonest have. */
  shareOf100: number;
  shareOf1000: number;
  /** Different 3-grams by occurrences, in 600,000 words. */
  distinct: number;
}

const WORDS_COUNTED = 600_000;

/** Counts the 3-grams of the first 600,000 words of the sentences. */
export function gramSkew(sentences: Iterable<readonly string[]>): GramSkew {
  const counts = new Map<string, number>();
  let [total, words] = [0, 0];
  for (const sentence of sentences) {
    for (let i = 0; i + 3 <= sentence.length; i += 1) {
      const gram = sentence.slice(i, i + 3).join(" ");
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
      total += 1;
    }
    words += sentence.length;
    if (words >= WORDS_COUNTED) break;
  }
  const sorted = [...counts.values()].toSorted((a, b) => b - a);
  const share = (most: number): number =>
    sorted.slice(0, most).reduce((sum, count) => sum + count, 0) / total;
  const round = (value: number): number => Math.round(value * 10_000) / 10_000;
  return {
    commonestPerMillion: Math.round((sorted[0]! / total) * 1e6),
    shareOf100: round(share(100)),
    shareOf1000: round(share(1000)),
    distinct: round(sorted.length / total),
  };
}
