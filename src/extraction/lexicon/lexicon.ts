import { readFileSync } from "node:fs";

/** Reads a word list beside this file: one entry a line, fields separated by tabs, "#" starts a comment line. */
function rows(file: string): string[][] {
  return readFileSync(new URL(file, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"))
    .map((line) => line.split("\t"));
}

const words = (file: string): ReadonlySet<string> => new Set(rows(file).map(([word]) => word!));
const table = (file: string): ReadonlyMap<string, string> =>
  new Map(rows(file).map(([word, value]) => [word!, value ?? ""] as const));

/** What a reporting verb takes and what it says about how the speaker stands to the content. */
export interface ReportingVerb {
  quotation: boolean;
  clause: boolean;
  question: boolean;
  recipient: boolean;
  noun: boolean;
  infinitive: boolean;
  /** It tells a belief, a wish or a finding rather than words. */
  belief: boolean;
  /** Prepositions that lead in the content: "of" in "accused them of". */
  prepositions: ReadonlySet<string>;
  stance: string;
}

function reportingVerb(frames: string, stance: string): ReportingVerb {
  const list = frames.split(" ");
  return {
    quotation: list.includes("q"),
    clause: list.includes("c"),
    question: list.includes("w"),
    recipient: list.includes("r"),
    noun: list.includes("n"),
    infinitive: list.includes("t"),
    belief: list.includes("b"),
    prepositions: new Set(list.filter((frame) => frame.startsWith("p:")).map((frame) => frame.slice(2))),
    stance,
  };
}

/** Verb lemma to what it takes. */
export const REPORTING_VERBS: ReadonlyMap<string, ReportingVerb> = new Map(
  rows("reporting-verbs.tsv").map(([lemma, frames, stance]) => [lemma!, reportingVerb(frames!, stance!)]),
);
/** Role nouns and abbreviated titles, with the sex the word tells: "m", "f" or "-". */
export const ROLES = table("roles.tsv");
/** Forms of address, with the sex they tell. */
export const HONORIFICS = table("honorifics.tsv");
/** First names, with the sex they usually tell. */
export const FIRST_NAMES = table("first-names.tsv");
export const LAST_NAMES = words("last-names.txt");
export const DEMONYMS = words("demonyms.txt");
/** Last words of place names: "City", "County". */
export const PLACE_WORDS = words("place-words.txt");
export const PLACES = words("places.txt");
/** Names of places that are no cities, and what they are: "state" or "country". */
export const PLACE_KINDS = table("place-kinds.tsv");
/** Abbreviations of states as newspapers print them, and the last word of the state. */
export const STATE_ABBREVIATIONS = table("state-abbreviations.tsv");
export const ORGANIZATION_WORDS = words("organization-words.txt");
/** Names that are known to be organisations' whatever words they are made of. */
export const ORGANIZATIONS = words("organizations.txt");
/** Nouns that stand for an organisation named before. */
export const ORGANIZATION_NOUNS = words("organization-nouns.txt");
/** Role or kind of organisation to those that may stand for it, itself among them. */
export const ROLE_KIN: ReadonlyMap<string, ReadonlySet<string>> = (() => {
  const kinOf = new Map<string, Set<string>>();
  for (const [line] of rows("role-kin.txt")) {
    const [wider, narrower = ""] = line!.split(" > ");
    for (const role of wider!.split(" ")) {
      const kin = kinOf.get(role) ?? new Set();
      for (const word of `${wider} ${narrower}`.trim().split(" ")) kin.add(word);
      kinOf.set(role, kin);
    }
  }
  return kinOf;
})();
export const GROUP_NOUNS = words("groups.txt");
/** Nouns for something written or published, and the medium of what is said in it. */
export const REPORT_NOUNS = table("reports.tsv");
export const NEWS_OUTLETS = words("news-outlets.txt");
/** Nouns for those who are told something, and the medium that this tells. */
export const LISTENERS = table("listeners.tsv");
/** Phrases that tell the medium, longest first. */
export const MEDIA_PHRASES: readonly (readonly [phrase: string, medium: string])[] = rows("media-phrases.tsv")
  .map(([phrase, medium]) => [phrase!, medium!] as const)
  .sort((a, b) => b[0].length - a[0].length);

/** What the lemmas of a cue say about the stance; a phrase of several words is joined with spaces. */
export const STANCES_OF_CUES = table("stances.tsv");

const anonymous = rows("anonymous-sources.tsv");
/** Head nouns that alone withhold a name. */
export const ANONYMOUS_NOUNS: ReadonlySet<string> = new Set(
  anonymous.filter(([type]) => type === "noun").map(([, word]) => word!),
);
/** Phrases that withhold the name of the person they describe. */
export const ANONYMITY_PHRASES: readonly string[] = anonymous
  .filter(([type]) => type === "phrase")
  .map(([, phrase]) => phrase!);

/** Phrases by which a text says that it was changed, by their class; the longest first. */
export const CORRECTION_PHRASES: ReadonlyMap<string, readonly string[]> = (() => {
  const phrases = new Map<string, string[]>();
  for (const [name, phrase] of rows("corrections.tsv")) {
    phrases.set(
      name!,
      [...(phrases.get(name!) ?? []), phrase!].sort((a, b) => b.length - a.length),
    );
  }
  return phrases;
})();

const classes = new Map(rows("word-classes.tsv").map(([name, list]) => [name!, new Set(list!.split(" "))]));

/** The words of a small class, by the name that word-classes.tsv gives it. */
export function wordClass(name: string): ReadonlySet<string> {
  const found = classes.get(name);
  if (!found) throw new Error(`no word class "${name}" in word-classes.tsv`);
  return found;
}
