/**
 * Learns word statistics from a folder of news texts (PolNeAR train): the word counts by which quote checks weigh
 * words, and the successor counts from which the benches compose statements. Only counts are written, no text.
 *
 * Use: npx tsx bench/quote-checks/learn-news-words.ts <folder of .txt files>
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gramSkew } from "./skew.ts";

const folder = process.argv[2];
if (!folder) {
  console.error("Name the folder of news texts: npx tsx bench/quote-checks/learn-news-words.ts <folder>");
  process.exit(1);
}
const sentences: string[][] = [[]];
const WORD = /[\p{L}]+(?:['’][\p{L}]+)*|[.!?]/gu;
const lowerCounts = new Map<string, number>();
const counts = new Map<string, number>();
const pairs = new Map<string, Map<string, number>>();
const triples = new Map<string, Map<string, number>>();
let total = 0;

const bump = (map: Map<string, Map<string, number>>, from: string, to: string): void => {
  const successors = map.get(from) ?? new Map<string, number>();
  map.set(from, successors.set(to, (successors.get(to) ?? 0) + 1));
};
for (const file of readdirSync(folder).filter((name) => name.endsWith(".txt"))) {
  let [before, previous] = [".", "."];
  for (const [printed] of readFileSync(join(folder, file), "utf8").matchAll(WORD)) {
    const end = /[.!?]/.test(printed);
    const word = end ? "." : printed.toLowerCase().replaceAll("’", "'");
    if (end) sentences.push([]);
    else {
      sentences.at(-1)!.push(word);
      total += 1;
      counts.set(word, (counts.get(word) ?? 0) + 1);
      if (printed === printed.toLowerCase()) lowerCounts.set(word, (lowerCounts.get(word) ?? 0) + 1);
    }
    if (!(word === "." && previous === ".")) {
      bump(pairs, previous, word);
      if (previous !== ".") bump(triples, `${before} ${previous}`, word);
    }
    [before, previous] = [previous, word];
  }
}

const common = [...lowerCounts].filter(([, count]) => count >= 5).toSorted((a, b) => b[1] - a[1]);
writeFileSync(
  new URL("../../src/modules/quote-checks/lexicon/word-frequencies.json", import.meta.url),
  JSON.stringify({ total, counts: Object.fromEntries(common) }) + "\n",
);

// Words seen three times or more, by number: rarer ones are where a text could be told by its words.
const words = [
  ".",
  ...[...counts]
    .filter(([, count]) => count >= 3)
    .toSorted((a, b) => b[1] - a[1])
    .map(([word]) => word),
];
const number = new Map(words.map((word, at) => [word, at]));
const table = (map: Map<string, Map<string, number>>, least: number): Record<string, number[]> => {
  const rows: Record<string, number[]> = {};
  for (const [from, successors] of map) {
    const key = from.split(" ").map((word) => number.get(word));
    if (key.includes(undefined)) continue;
    const row = [...successors]
      .filter(([word, count]) => count >= least && number.has(word))
      .toSorted((a, b) => b[1] - a[1])
      .flatMap(([word, count]) => [number.get(word)!, count]);
    if (row.length > 0) rows[key.join(" ")] = row;
  }
  return rows;
};
writeFileSync(
  new URL("news-words.json", import.meta.url),
  JSON.stringify({
    skew: gramSkew(sentences),
    words,
    counts: words.map((word) => counts.get(word) ?? 0),
    pairs: table(pairs, 2),
    triples: table(triples, 4),
  }) + "\n",
);
console.log(`${total} words, ${common.length} common ones, ${words.length} in the model`);
