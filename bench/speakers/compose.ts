/** Composes speakers whose names repeat as names do: few are common, most are rare (frequency falls with the rank). */
import { readFileSync } from "node:fs";
import { randomFrom } from "../quote-checks/compose.ts";
import lists from "./names.json" with { type: "json" };

export interface ComposedSpeaker {
  readonly type: "person" | "organization" | "anonymous";
  readonly name: string;
  readonly aliases: readonly string[];
  readonly title: string | null;
  /** How many statements it makes of all. */
  readonly statements: number;
}

const firstNames = new URL("../../src/extraction/lexicon/first-names.tsv", import.meta.url);
const topics =
  "Health Justice Trade Energy Defence Education Labour Finance Transport Culture Water Housing Science".split(
    " ",
  );
const kinds =
  "Ministry of|Department of|Institute of|Council for|Agency for|Union of|Centre for|Board of".split("|");

/** So many speakers, the same for the same seed; `statements` are spread over them by Zipf's law. */
export function composeSpeakers(speakers: number, statements: number, seed: number): ComposedSpeaker[] {
  const random = randomFrom(seed);
  const given = [...lists.first.split(" "), ...shuffled(rareFirstNames(), random)];
  const family = [...lists.last.split(" "), ...shuffled(rareLastNames(), random)];
  const oneOf = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  /** Density falls with about the 0.85th power of the rank. */
  const common = <Item>(items: readonly Item[]): Item => items[Math.floor(items.length * random() ** 3.5)]!;
  const harmonic = Math.log(speakers) + 0.58;
  const seen = new Set<string>();
  const composed: ComposedSpeaker[] = [];
  while (composed.length < speakers) {
    const chance = random();
    const type = chance < 0.75 ? "person" : chance < 0.9 ? "organization" : "anonymous";
    const [first, last] = [common(given), common(family)];
    const middle = random() < 0.25 ? ` ${random() < 0.5 ? `${common(given)[0]}.` : common(given)}` : "";
    const name =
      type === "person"
        ? `${first}${middle} ${last}${random() < 0.04 ? `-${common(family)}` : ""}`
        : type === "organization"
          ? `${common(family)} ${oneOf(kinds)} ${oneOf(topics)}`
          : `${oneOf(["two", "three", "several"])} ${oneOf(["officials", "people", "sources"])}`;
    if (type !== "anonymous" && seen.has(name)) continue;
    seen.add(name);
    composed.push({
      type,
      name,
      aliases: type === "person" && random() < 0.2 ? [`${oneOf(["Mr.", "Ms.", "Dr.", "Sen."])} ${last}`] : [],
      title: type === "person" && random() < 0.4 ? `${oneOf(topics)} secretary` : null,
      // The order of composing is that of prominence.
      statements: Math.round(statements / harmonic / (composed.length + 1)),
    });
  }
  return composed;
}

const rareFirstNames = (): string[] =>
  readFileSync(firstNames, "utf8")
    .split("\n")
    .filter((line) => /^\p{L}+\t/u.test(line))
    .map((line) => line[0]!.toUpperCase() + line.slice(1, line.indexOf("\t")));

function rareLastNames(): string[] {
  const [beginnings, middles, endings] = [lists.beginnings, lists.middles, lists.endings].map((list) =>
    list.split(" "),
  );
  return beginnings!.flatMap((beginning) =>
    middles!.flatMap((middle) => endings!.map((ending) => beginning + middle + ending)),
  );
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const order = items.map((item) => ({ item, at: random() }));
  return order.toSorted((a, b) => a.at - b.at).map(({ item }) => item);
}
