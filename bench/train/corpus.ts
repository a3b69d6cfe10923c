import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { unitOffsets } from "./offsets.ts";

/** A sentence of the machine-made ("silver") parses: offsets are UTF-16 units, heads count from 0, -1 is the root. */
export interface SilverSentence {
  start: number[];
  end: number[];
  lemma: string[];
  tag: string[];
  entity: string[];
  head: number[];
  relation: string[];
}

export type Spans = [number, number][];
/** One annotated attribution: UTF-16 offsets. */
export interface GoldAttribution {
  source: Spans;
  cue: Spans;
  content: Spans;
}

export interface Article {
  id: string;
  text: string;
  attributions: GoldAttribution[];
  silver: SilverSentence[];
}

/** Reads one split of the corpus (a folder with text/, attributions/ and parse/), articles in order of their names. */
export function readCorpus(folder: string): Article[] {
  if (!existsSync(join(folder, "text")))
    throw new Error(`no corpus at ${folder}: expected a folder text/ in it`);
  const annotations = new Map<string, string>();
  for (const file of readdirSync(join(folder, "attributions")).sort()) {
    const id = file.replace(/_[0-9a-f]{4}\.ann$/, "");
    if (file.endsWith(".ann") && !annotations.has(id)) annotations.set(id, file);
  }
  return [...annotations].map(([id, file]) => {
    const text = readFileSync(join(folder, "text", `${id}.txt`), "utf8");
    const parse = join(folder, "parse", `${id}.tsv`);
    return {
      id,
      text,
      attributions: readBrat(readFileSync(join(folder, "attributions", file), "utf8"), unitOffsets(text)),
      silver: existsSync(parse) ? readSilver(readFileSync(parse, "utf8")) : [],
    };
  });
}

function readBrat(standoff: string, unitOf: (codePoint: number) => number): GoldAttribution[] {
  const spans = new Map<string, Spans>();
  const attributions: GoldAttribution[] = [];
  for (const line of standoff.split("\n")) {
    const [key, body] = line.split("\t");
    if (!key || !body) continue;
    if (key.startsWith("T")) {
      const pieces = body.slice(body.indexOf(" ") + 1).split(";");
      spans.set(
        key,
        pieces.map(
          (piece) =>
            piece
              .trim()
              .split(/\s+/)
              .map((n) => unitOf(Number(n))) as [number, number],
        ),
      );
    } else if (key.startsWith("E")) {
      const found: GoldAttribution = { source: [], cue: [], content: [] };
      for (const part of body.trim().split(/\s+/)) {
        const [name = "", target = ""] = part.split(":");
        const role = (["source", "cue", "content"] as const).find((r) => name.toLowerCase().startsWith(r));
        if (role) found[role].push(...(spans.get(target) ?? []));
      }
      if (found.content.length) attributions.push(found);
    }
  }
  return attributions;
}

function readSilver(table: string): SilverSentence[] {
  const sentences: SilverSentence[] = [];
  for (const block of table.split("\n\n")) {
    const rows = block
      .split("\n")
      .map((line) => line.split("\t"))
      .filter((row) => row.length > 8);
    if (!rows.length) continue;
    const column = (k: number) => rows.map((row) => row[k] as string);
    sentences.push({
      start: column(1).map(Number),
      end: column(2).map(Number),
      lemma: column(4),
      tag: column(5),
      entity: column(6),
      head: column(7).map((head) => Number(head) - 1),
      relation: column(8),
    });
  }
  return sentences;
}
