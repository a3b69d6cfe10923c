/** Questions to a loaded database: quotations of its statements, as they are and changed, and sentences never said. */
import type pg from "pg";
import { readWords } from "../../src/modules/quote-checks/read-words.ts";
import { composeWord, composeWords, sentence } from "./compose.ts";

export interface BenchQuestion {
  text: string;
  /** Id and text of the statement that the words are from; null where they were never said. */
  said: { id: string; text: string } | null;
}

export interface QuestionKind {
  name: string;
  questions: BenchQuestion[];
}

/** Every kind of question, each of as many questions, drawn at random from all statements. */
export async function composeQuestions(
  client: pg.Client,
  statements: number,
  questionsPerKind: number,
  neverSaid: number,
  random: () => number,
): Promise<QuestionKind[]> {
  const ids = Array.from({ length: questionsPerKind }, () => 1 + Math.floor(random() * statements));
  const { rows } = await client.query<{ id: string; text: string }>(
    "SELECT id::text, content_text AS text FROM statements WHERE id = ANY($1::bigint[]) ORDER BY id",
    [ids],
  );
  const long = rows.filter(({ text }) => text.split(" ").length >= 12);
  const eight = rows.filter(({ text }) => text.split(" ").length >= 8);
  const of = (from: typeof rows, make: (words: string[]) => string[]): BenchQuestion[] =>
    from.map((said) => ({ text: make(said.text.replace(/\.$/, "").split(" ")).join(" "), said }));
  return [
    {
      name: "8 to 12 words, as said",
      questions: of(eight, (words) => stretch(words, 8 + Math.floor(random() * 5), random)),
    },
    {
      name: "whole, one to three words changed",
      questions: of(eight, (words) => changed(words, 1 + Math.floor(random() * 3), random)),
    },
    {
      name: "12 words, two changed",
      questions: of(long, (words) => changed(stretch(words, 12, random), 2, random)),
    },
    {
      name: "3 to 5 words, as said",
      questions: of(eight, (words) => stretch(words, 3 + Math.floor(random() * 3), random)),
    },
    {
      name: "two pieces of 5 to 8 words",
      questions: eight.slice(1).map(({ text }, nth) => ({
        text: [eight[nth]!.text, text]
          .map((whole) =>
            stretch(whole.replace(/\.$/, "").split(" "), 5 + Math.floor(random() * 4), random).join(" "),
          )
          .join(" "),
        said: null,
      })),
    },
    {
      name: "made of the commonest 3-grams",
      questions: await commonestQuestions(client),
    },
    {
      name: "never said",
      questions: Array.from({ length: neverSaid }, () => ({ text: neverSaidSentence(random), said: null })),
    },
    {
      name: "8 to 12 words, one to three changed",
      questions: of(eight, (words) =>
        changed(stretch(words, 8 + Math.floor(random() * 5), random), 1 + Math.floor(random() * 3), random),
      ),
    },
  ];
}

const COMMONEST = 60;
/** Statements in whose words the commonest 3-grams are counted. */
const COUNTED_STATEMENTS = 100_000;

/** Six words each: two of the commonest 3-grams, whose posting lists are the longest. */
async function commonestQuestions(client: pg.Client): Promise<BenchQuestion[]> {
  const { rows } = await client.query<{ text: string }>(
    "SELECT content_text AS text FROM statements WHERE id <= $1",
    [COUNTED_STATEMENTS],
  );
  const counts = new Map<string, number>();
  for (const { text } of rows) {
    const keys = readWords(text).words.map(({ key }) => key);
    for (let at = 0; at + 3 <= keys.length; at += 1) {
      const gram = keys.slice(at, at + 3).join(" ");
      counts.set(gram, (counts.get(gram) ?? 0) + 1);
    }
  }
  const grams = [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, COMMONEST + 1)
    .map(([gram]) => gram);
  return grams.slice(1).map((gram, nth) => ({ text: `${grams[nth]} ${gram}`, said: null }));
}

function stretch(words: readonly string[], length: number, random: () => number): string[] {
  const from = Math.floor(random() * Math.max(1, words.length - length + 1));
  return words.slice(from, from + length);
}

/** Different places get other words, as often as news has them. */
function changed(words: readonly string[], places: number, random: () => number): string[] {
  const result = [...words];
  const at = new Set<number>();
  while (at.size < Math.min(places, words.length)) at.add(Math.floor(random() * words.length));
  for (const place of at) {
    let other = composeWord(random);
    while (other === result[place]!.toLowerCase()) other = composeWord(random);
    result[place] = other;
  }
  return result;
}

function neverSaidSentence(random: () => number): string {
  for (;;) {
    const words = composeWords(random);
    if (words.length >= 8 && words.length <= 20) return sentence(words);
  }
}
