import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { quantise, writeLinearModel } from "../../../bench/train/model-file.ts";
import { seededRandom } from "../../../bench/train/perceptron.ts";
import { addScores, FeatureTable, readLinearModel } from "../../../src/extraction/model/linear-model.ts";
import { PackedModel } from "../../../src/extraction/model/packed-model.ts";

const folder = mkdtempSync(join(tmpdir(), "linear-model-"));
afterAll(() => rmSync(folder, { recursive: true }));

function randomModel(rows: number) {
  const random = seededRandom(rows);
  const table = new FeatureTable(4);
  while (table.size < rows) table.add((random() * 0xffffffff) | 0);
  return quantise(
    ["a", "b", "c"],
    table,
    Float32Array.from({ length: rows * 3 }, () => random() * 2 - 1),
  );
}

describe("a feature table", () => {
  it("finds what was added and nothing else, however far it grew", () => {
    const table = new FeatureTable(2);
    const hashes = Array.from({ length: 5000 }, (_, k) => Math.imul(k, 2654435761) | 0);
    hashes.forEach((hash, row) => expect(table.add(hash)).toBe(row));
    hashes.forEach((hash, row) => expect(table.find(hash)).toBe(row));
    expect(table.find(12345)).toBe(-1);
    expect(table.add(hashes[17]!)).toBe(17);
  });
});

describe("a model file", () => {
  it("gives back the model that was written", () => {
    const model = randomModel(3000);
    const file = join(folder, "model.bin");
    writeLinearModel(file, model);
    const read = readLinearModel(pathToFileURL(file));
    expect(read.labels).toEqual(model.labels);
    expect(read.scale).toBe(model.scale);
    expect(read.table.hashes()).toEqual(model.table.hashes());
    expect(read.weights).toEqual(model.weights);
  });
});

describe("a packed model", () => {
  it("scores as the plain one does", () => {
    const model = randomModel(500);
    const features = Int32Array.from([...model.table.hashes().slice(0, 40), 1, 2, 3]);
    const plain = new Int32Array(3);
    addScores(model, features, features.length, plain);
    const packed = new Int32Array(8);
    new PackedModel({ ...model, hashes: model.table.hashes() }).score(features, features.length, packed);
    expect(packed.slice(0, 3)).toEqual(plain);
  });

  it("refuses features that have one hash, instead of looking for places for ever", () => {
    const model = { labels: ["a"], hashes: Int32Array.of(5, 5), weights: Int8Array.of(1, 2), scale: 1 };
    expect(() => new PackedModel(model)).toThrow("cannot be told apart");
  });

  it("adds up the extremes of eight classes without one touching the next", () => {
    const table = new FeatureTable(2);
    const hashes = Int32Array.from({ length: 200 }, (_, k) => Math.imul(k, 2654435761));
    for (const hash of hashes) table.add(hash);
    const labels = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const weights = Int8Array.from({ length: 8 * table.size }, (_, k) => (k % 3 === 0 ? -128 : 127));
    const model = { labels, table, hashes: table.hashes(), weights, scale: 1 };
    const plain = new Int32Array(8);
    addScores(model, hashes, hashes.length, plain);
    const packed = new Int32Array(8);
    new PackedModel(model).score(hashes, hashes.length, packed);
    expect(packed).toEqual(plain);
  });
});
