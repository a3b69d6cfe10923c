import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROLES = ["source", "cue", "content"] as const;
export type Role = (typeof ROLES)[number];
/** Spans of one role: code points, end exclusive; a span of several pieces is discontinuous. */
export type Spans = readonly (readonly [start: number, end: number])[];
export type GoldAttribution = Record<Role, Spans>;

export interface Article {
  id: string;
  publisher: string;
  publishedOn: string | undefined;
  text: string;
  /** Of the first annotator by name. */
  attributions: GoldAttribution[];
}

/** The corpus is not where it was looked for; the message says what is missing. */
export class MissingCorpus extends Error {
  override readonly name = "MissingCorpus";
}

/** Reads one split of PolNeAR (brat standoff). Throws with what is missing where the folder is not there. */
export function readCorpus(corpus: string, split: string): Article[] {
  const folder = join(corpus, split);
  if (!existsSync(join(folder, "attributions")))
    throw new MissingCorpus(
      `No corpus at ${folder}: --corpus must name the folder of PolNeAR v1.0.0 with ${split}/text and ${split}/attributions.`,
    );
  const articles = new Map<string, Article>();
  for (const file of readdirSync(join(folder, "attributions")).sort()) {
    const id = file.replace(/_[0-9a-f]{4}\.ann$/, "");
    if (articles.has(id) || !file.endsWith(".ann")) continue;
    articles.set(id, {
      id,
      publisher: id.slice(0, id.indexOf("_")),
      publishedOn: /\d{4}-\d\d-\d\d/.exec(id)?.[0],
      text: readFileSync(join(folder, "text", `${id}.txt`), "utf8"),
      attributions: readAttributions(readFileSync(join(folder, "attributions", file), "utf8")),
    });
  }
  return [...articles.values()];
}

function readAttributions(standoff: string): GoldAttribution[] {
  const spans = new Map<string, [number, number][]>();
  const attributions: GoldAttribution[] = [];
  for (const line of standoff.split("\n")) {
    const [key, body = ""] = line.split("\t");
    if (key?.startsWith("T")) {
      const pieces = body.slice(body.indexOf(" ") + 1).split(";");
      spans.set(
        key,
        pieces.map((piece) => piece.trim().split(/\s+/).map(Number) as [number, number]),
      );
    } else if (key?.startsWith("E")) {
      const roles: Record<Role, [number, number][]> = { source: [], cue: [], content: [] };
      for (const part of body.trim().split(/\s+/)) {
        const [name = "", target = ""] = part.split(":");
        const role = ROLES.find((known) => name.toLowerCase().startsWith(known));
        if (role) roles[role].push(...(spans.get(target) ?? []));
      }
      if (roles.content.length > 0) attributions.push(roles);
    }
  }
  return attributions;
}
