import { inflection, regularLemma, type LemmaExceptions } from "../../src/extraction/stages/lemmas.ts";
import type { Article } from "./corpus.ts";

/** Collects the inflected forms (seen twice or more) whose base form the regular rules get wrong. */
export function collectLemmaExceptions(articles: readonly Article[]): LemmaExceptions {
  const counts = new Map<string, Map<string, number>>();
  for (const { text, silver } of articles)
    for (const sentence of silver)
      sentence.tag.forEach((tag, i) => {
        const kind = inflection(tag);
        if (!kind) return;
        const lower = text.slice(sentence.start[i], sentence.end[i]).toLowerCase().replaceAll("’", "'");
        if (!/^[a-z'-]+$/.test(lower)) return;
        const key = `${kind} ${lower} ${regularLemma(lower, tag)}`;
        const lemmas = counts.get(key) ?? new Map<string, number>();
        counts.set(key, lemmas);
        const lemma = (sentence.lemma[i] as string).toLowerCase();
        lemmas.set(lemma, (lemmas.get(lemma) ?? 0) + 1);
      });
  const found: LemmaExceptions = { V: {}, N: {}, J: {} };
  for (const [key, lemmas] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [kind = "V", lower = "", regular] = key.split(" ");
    const [lemma, count] = [...lemmas].sort((a, b) => b[1] - a[1])[0] as [string, number];
    if (lemma !== regular && count >= 2) found[kind as keyof LemmaExceptions][lower] = lemma;
  }
  return found;
}
