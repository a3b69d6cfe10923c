import { writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { FeatureTable, type LinearModel } from "../../src/extraction/model/linear-model.ts";

/**
 * Turns trained weights into signed bytes. Rows whose weights all round to zero are left out.
 */
export function quantise(
  labels: readonly string[],
  table: FeatureTable,
  weights: Float32Array | Float64Array,
): LinearModel {
  const classes = labels.length;
  // Nothing is clipped: the few largest weights carry the most.
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = (largest || 1) / 127;
  const hashes = table.hashes();
  const order: number[] = [];
  const rounded = (row: number, c: number) =>
    Math.max(-127, Math.min(127, Math.round((weights[row * classes + c] as number) / scale)));
  for (let row = 0; row < hashes.length; row++)
    for (let c = 0; c < classes; c++)
      if (rounded(row, c) !== 0) {
        order.push(row);
        break;
      }
  order.sort((a, b) => (hashes[a] as number) - (hashes[b] as number));
  const small = new FeatureTable(order.length);
  const bytes = new Int8Array(order.length * classes);
  order.forEach((row, at) => {
    small.add(hashes[row] as number);
    for (let c = 0; c < classes; c++) bytes[at * classes + c] = rounded(row, c);
  });
  return { labels, table: small, weights: bytes, scale };
}

/** Writes a model in the form that `readLinearModel` reads; returns the size of the file in bytes. */
export function writeLinearModel(file: string | URL, model: LinearModel): number {
  const { labels, scale, table, weights } = model;
  const classes = labels.length;
  const hashes = table.hashes();
  const out: number[] = [...Buffer.from(JSON.stringify({ labels, scale, rows: hashes.length }) + "\n")];
  let last = -0x80000000;
  for (const hash of hashes) {
    let difference = hash - last;
    last = hash;
    while (difference > 127) {
      out.push((difference % 128) + 128);
      difference = Math.floor(difference / 128);
    }
    out.push(difference);
  }
  for (let c = 0; c < classes; c++)
    for (let row = 0; row < hashes.length; row++) out.push((weights[row * classes + c] as number) & 255);
  const compressed = brotliCompressSync(Uint8Array.from(out), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9 },
  });
  writeFileSync(file, compressed);
  return compressed.length;
}
