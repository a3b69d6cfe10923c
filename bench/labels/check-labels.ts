// Checks the hand labels of the dev split, and those of unseen articles of the train split, against the corpus: every
// row must point at a source or cue span of an attribution that the scorer counts, carry a label of the vocabulary, and
// stand once only. Prints counts per class.
//
//   npx tsx bench/labels/check-labels.ts --corpus ../shared/corpora/polnear
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { MEDIA, STANCES } from "../../src/extraction/statement.ts";

type Role = "source" | "cue";

interface LabelFile {
  name: string;
  split: "dev" | "train";
  role: Role;
  /** Labels of the fourth column. */
  labels: readonly string[];
  /** What the fifth column holds: the name of the one who is meant, or how the row was drawn. */
  fifth: "name" | "drawn";
  /** How many rows the issue asks for at least; rows whose fifth column is "-" do not count. */
  required: number;
}

const FILES: LabelFile[] = [
  {
    name: "sources.tsv",
    split: "dev",
    role: "source",
    labels: ["pronoun", "nominal"],
    fifth: "name",
    required: 300,
  },
  {
    name: "unseen-sources.tsv",
    split: "train",
    role: "source",
    labels: ["pronoun", "nominal"],
    fifth: "name",
    required: 150,
  },
  { name: "stance.tsv", split: "dev", role: "cue", labels: STANCES, fifth: "drawn", required: 200 },
  { name: "medium.tsv", split: "dev", role: "cue", labels: MEDIA, fifth: "drawn", required: 200 },
  {
    name: "anonymity.tsv",
    split: "dev",
    role: "source",
    labels: ["anonymous", "not_anonymous"],
    fifth: "drawn",
    required: 200,
  },
];

interface GoldArticle {
  text: string;
  /** "start-end" of each role's span; a span of several pieces goes from its first piece to its last. */
  spans: Record<Role, Set<string>>;
}

/** The outer offsets (code points) of a brat span such as "Source 10 14;20 25". */
function outerOffsets(pieces: string): string {
  const numbers = pieces.split(/[ ;]+/).map(Number);
  return `${Math.min(...numbers)}-${Math.max(...numbers)}`;
}

/** The spans of the first annotator by name, in the attributions that have a content, as the scorer reads them. */
function readGold(folder: string): Map<string, GoldArticle> {
  const articles = new Map<string, GoldArticle>();
  for (const file of readdirSync(join(folder, "attributions")).sort()) {
    const stem = file.replace(/_[0-9a-f]{4}\.ann$/, "");
    if (articles.has(stem) || !file.endsWith(".ann")) continue;
    const offsets = new Map<string, string>();
    const spans: GoldArticle["spans"] = { source: new Set(), cue: new Set() };
    for (const line of readFileSync(join(folder, "attributions", file), "utf8").split("\n")) {
      const [key = "", body = ""] = line.split("\t");
      if (key.startsWith("T")) offsets.set(key, outerOffsets(body.slice(body.indexOf(" ") + 1)));
      if (!key.startsWith("E") || !/\bContent\d*:/i.test(body)) continue;
      for (const [, role, target] of body.matchAll(/\b(Source|Cue)\d*:(T\d+)/gi)) {
        const span = offsets.get(target ?? "");
        if (role && span) spans[role.toLowerCase() as Role].add(span);
      }
    }
    articles.set(stem, { text: readFileSync(join(folder, "text", `${stem}.txt`), "utf8"), spans });
  }
  return articles;
}

/** What is wrong with one row of a label file; empty when nothing is. */
function faultsOfRow(file: LabelFile, cells: string[], gold: Map<string, GoldArticle>): string[] {
  const [stem = "", start, end, label = "", fifth = ""] = cells;
  const article = gold.get(stem);
  if (!article) return [`no article ${stem}`];
  const faults: string[] = [];
  if (!article.spans[file.role].has(`${start}-${end}`))
    faults.push(`${start}-${end} is no gold ${file.role}`);
  if (!file.labels.includes(label)) faults.push(`unknown label ${label}`);
  if (file.fifth === "drawn" ? !["random", "added"].includes(fifth) : !fifth)
    faults.push(`wrong fifth column "${fifth}"`);
  if (file.fifth === "name" && fifth !== "-" && !article.text.includes(fifth))
    faults.push(`the article never prints "${fifth}"`);
  return faults;
}

/** Checks one file, prints its counts per class, and returns its faults. */
function checkFile(file: LabelFile, gold: Map<string, GoldArticle>): string[] {
  const path = join(import.meta.dirname, file.name);
  if (!existsSync(path)) return [`${file.name} is missing`];
  const rows = readFileSync(path, "utf8").trimEnd().split("\n").slice(1);
  const faults: string[] = [];
  const seen = new Set<string>();
  const counts = new Map<string, number>();
  let counting = 0;
  for (const [index, row] of rows.entries()) {
    const cells = row.split("\t");
    const key = cells.slice(0, 3).join(" ");
    const found = faultsOfRow(file, cells, gold);
    if (seen.has(key)) found.push("labelled twice");
    seen.add(key);
    faults.push(...found.map((fault) => `${file.name}:${index + 2} ${fault}`));
    const unnamed = cells[4] === "-";
    const label = unnamed ? `${cells[3]}, nobody named` : (cells[3] ?? "");
    counts.set(label, (counts.get(label) ?? 0) + 1);
    if (!unnamed) counting++;
  }
  if (counting < file.required)
    faults.push(`${file.name} has ${counting} rows that count, ${file.required} are asked for`);
  const articles = new Set(rows.map((row) => row.split("\t")[0])).size;
  console.log(`${file.name}: ${rows.length} rows (${counting} count) in ${articles} articles`);
  for (const [label, count] of [...counts].sort((a, b) => b[1] - a[1]))
    console.log(`  ${label.padEnd(24)} ${count}`);
  return faults;
}

const { values } = parseArgs({ options: { corpus: { type: "string" } } });
if (!values.corpus || !existsSync(join(values.corpus, "dev", "attributions"))) {
  console.error(
    "usage: check-labels.ts --corpus FOLDER (PolNeAR: the folder that holds {dev,train}/attributions and {dev,train}/text)",
  );
  process.exit(2);
}
const gold = { dev: readGold(join(values.corpus, "dev")), train: readGold(join(values.corpus, "train")) };
const faults = FILES.flatMap((file) => checkFile(file, gold[file.split]));
for (const fault of faults) console.error(fault);
process.exit(faults.length ? 1 : 0);
