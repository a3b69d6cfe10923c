import { ANY } from "../../src/extraction/model/choices.ts";
import { FeatureTable, type LinearModel } from "../../src/extraction/model/linear-model.ts";
import { arcKey } from "../../src/extraction/stages/parsing.ts";
import type { ParsedSentence } from "./train-parser.ts";
import type { TaggedSentence } from "./train-tagger.ts";

/** A word needs this many sightings before tags that it never had are ruled out. */
const ENOUGH = 12;
/** What happens less often than once in so many cases is left out of account. */
const RARE = 500;

/** The tags that each frequent word has been seen with; for other words, those that rare words are seen with. */
export function tagChoices(sentences: readonly TaggedSentence[], tags: readonly string[]): LinearModel {
  const counts = new Map<number, Float64Array>();
  for (const { codes, gold } of sentences)
    for (let i = 0; i < codes.count; i++) count(counts, codes.form[i]!, gold[i]!, tags.length);
  const rare = new Float64Array(tags.length);
  for (const [form, row] of counts) {
    if (row.reduce((a, b) => a + b, 0) >= ENOUGH) continue;
    row.forEach((n, tag) => (rare[tag] = rare[tag]! + n));
    counts.delete(form);
  }
  counts.set(ANY, rare);
  return toModel(counts, tags);
}

/** The relations that arcs of each look have been seen with; for looks that are rare, all. */
export function relationChoices(
  sentences: readonly ParsedSentence[],
  relations: readonly string[],
): LinearModel {
  const counts = new Map<number, Float64Array>();
  for (const { codes, gold } of sentences)
    for (let i = 0; i < codes.count; i++)
      count(counts, arcKey(codes, gold.head, i), gold.relation[i]!, relations.length);
  for (const [key, row] of counts) if (row.reduce((a, b) => a + b, 0) < 3 * ENOUGH) counts.delete(key);
  counts.set(ANY, new Float64Array(relations.length).fill(1));
  return toModel(counts, relations);
}

function count(counts: Map<number, Float64Array>, key: number, label: number, labels: number): void {
  const row = counts.get(key) ?? new Float64Array(labels);
  counts.set(key, row);
  row[label] = row[label]! + 1;
}

/** Labels count that make up more than one in a few hundred. */
function toModel(counts: Map<number, Float64Array>, labels: readonly string[]): LinearModel {
  const keys = [...counts.keys()].sort((a, b) => a - b);
  const table = new FeatureTable(keys.length);
  const weights = new Int8Array(keys.length * labels.length);
  keys.forEach((key, row) => {
    table.add(key);
    const seen = counts.get(key)!;
    const all = seen.reduce((a, b) => a + b, 0);
    seen.forEach((n, label) => (weights[row * labels.length + label] = n > all / RARE ? 1 : 0));
  });
  return { labels, table, weights, scale: 1 };
}
