import type { TokenRange } from "./attributions.ts";
import {
  describe,
  evidenceFor,
  hasAnotherOffice,
  headOf,
  isFit,
  mayIntroduce,
  type Description,
} from "./descriptions.ts";
import { housesOf, isHouse } from "./houses.ts";
import type { NameMention, Sex } from "./names.ts";
import { lastPlace } from "./places.ts";
import { endOfNounPhrase } from "./phrases.ts";
import type { Reading } from "./reading.ts";
import type { Named } from "./named.ts";
import type { Roster } from "./roster.ts";
import { placeDraw, WEIGHTS } from "./salience.ts";
import { sectionStarts } from "./sections.ts";
import { nameBefore, nameOfSource } from "./source-names.ts";
import type { Token } from "./tokens.ts";

/** Pronouns that mean one person, with the sex they tell. */
const PERSON_PRONOUNS: ReadonlyMap<string, Sex> = new Map([
  ["he", "m"],
  ["him", "m"],
  ["his", "m"],
  ["himself", "m"],
  ["she", "f"],
  ["her", "f"],
  ["hers", "f"],
  ["herself", "f"],
]);
const THING_PRONOUNS = new Set(["it", "its", "itself", "they", "them", "their", "themselves"]);

/** Tokens within which a possessive tells the sex of whom a noun means. */
const POSSESSIVE_REACH = 12;

/** How many mentions back a pronoun looks: enough for any article, and it keeps the cost linear. */
const MENTIONS_BACK = 40;

/** One who was given the very role or kind of name that is asked for is found farther back. */
const FITTING_BACK = 200;

/** Paragraphs within which a headline or first paragraph announces who is named later; elsewhere it is one. */
const ANNOUNCED_WITHIN = 20;
/** Paragraphs within which somebody new who speaks may be the one announced, whatever the text calls him. */
const INTRODUCED_WITHIN = 8;

/** A score below which nobody is meant: the last mention is too far away. */
const FARTHEST = -12;

/** For the token that a pronoun or description begins with, the index of the one meant in the roster. */
export interface Anaphora {
  pronouns: Map<number, number>;
  descriptions: Map<number, number>;
}

interface Mention {
  at: number;
  entity: number;
  /** Everything that counts for it whatever pronoun looks back. */
  draw: number;
  quoted: boolean;
}

/** What is asked of an antecedent. */
interface Wanted {
  type: Named["type"];
  sex: Sex;
  /** What speaks for one of the roster, in sentences of distance; null where it cannot be meant. */
  evidence?: (entity: number) => number | null;
}

/**
 * Resolves the pronouns of a text and the sources that describe somebody ("the president"), left to right.
 * Whatever is resolved is itself a mention that the next pronoun can lean on.
 *
 * @param sources token ranges of those who speak
 * @param speaking tokens at which the words for a speaker end
 */
export function resolveAnaphora(
  reading: Reading,
  names: readonly NameMention[],
  roster: Roster,
  sources: readonly (TokenRange | null)[],
  speaking: ReadonlySet<number>,
): Anaphora {
  const { tokens, quotationOf, unitOf } = reading;
  const meant: Anaphora = { pronouns: new Map(), descriptions: new Map() };
  const mentions: Mention[] = [];
  const sectionOf = sectionStarts(tokens);
  const houses = housesOf(roster);
  const described = describedAt(reading, names, roster, sources, sectionOf);
  let name = 0;
  for (let i = 0; i < tokens.length; i++) {
    while (name < names.length && names[name]!.end - 1 <= i) {
      const entity = roster.meant[name]!;
      if (entity >= 0) mention(names[name]!.end - 1, entity, false, speaking.has(names[name]!.end));
      name++;
    }
    const { lower, pos } = tokens[i]!;
    const source = described.get(i);
    if (!source && pos !== "PRON" && pos !== "DET") continue;
    const sex = PERSON_PRONOUNS.get(lower);
    const ofTwo = source ? null : oneOfTwo(i);
    if (ofTwo !== null) {
      meant.descriptions.set(i, ofTwo);
      mention(i + 1, ofTwo, true, true);
    } else if (source) {
      const entity = describedOne(source, i);
      if (entity !== null) {
        meant.descriptions.set(i, entity);
        mention(source.at, entity, true, true);
      }
    } else if (sex !== undefined || THING_PRONOUNS.has(lower)) {
      const entity = antecedent(i, { type: sex === undefined ? "organization" : "person", sex: sex ?? "-" });
      if (entity === null) continue;
      meant.pronouns.set(i, entity);
      mention(i, entity, true, speaking.has(i + 1));
    } else if (lower === "the" || lower === "that" || lower === "this") {
      const found = describe(reading, {
        start: i,
        end: endOfOwner(tokens, i, endOfNounPhrase(tokens, i, i + 8)),
      });
      const entity = found?.type === "person" && found.owner < 0 ? fitting(found, i, -1) : null;
      if (entity !== null) mention(i + 1, entity, true, false);
    }
  }
  return meant;

  function mention(at: number, entity: number, taken: boolean, isSpeaking: boolean): void {
    const quoted = quotationOf[at] !== -1;
    const draw =
      placeDraw(reading, at) +
      (isSpeaking ? WEIGHTS.speaking : 0) +
      (taken ? WEIGHTS.pronoun : 0) +
      WEIGHTS.frequency * Math.log2(1 + roster.named[entity]!.mentions.length);
    mentions.push({ at, entity, draw, quoted });
  }

  /** "the latter", "the former": of the last two whom the text names. */
  function oneOfTwo(at: number): number | null {
    const word = tokens[at + 1]?.lower;
    const stands = (word === "latter" || word === "former") && tokens[at]!.lower === "the";
    if (!stands || /^(?:NN|JJ|CD)/.test(tokens[at + 2]?.tag ?? "")) return null;
    const latter = mentions.at(-1);
    if (!latter || word === "latter") return latter?.entity ?? null;
    const { type } = roster.named[latter.entity]!;
    const former = mentions
      .slice(-MENTIONS_BACK)
      .findLast(({ entity }) => entity !== latter.entity && roster.named[entity]!.type === type);
    return former?.entity ?? null;
  }

  /** The mention before a token that draws it most, of those that the type, the sex and the evidence allow. */
  function antecedent(at: number, { type, sex, evidence }: Wanted): number | null {
    let best: number | null = null;
    let bestScore = -Infinity;
    const inQuotation = quotationOf[at] !== -1;
    const back = evidence ? FITTING_BACK : MENTIONS_BACK;
    const quotedHere = new Set<number>();
    for (let k = mentions.length - 1; k >= Math.max(0, mentions.length - back); k--) {
      const { at: before, entity, draw, quoted } = mentions[k]!;
      const entry = roster.named[entity]!;
      if (entry.type !== type && !evidence) continue;
      if (sex !== "-" && entry.sex !== "-" && entry.sex !== sex) continue;
      const told = evidence ? evidence(entity) : 0;
      if (told === null) continue;
      const sentences = unitOf[at]! - unitOf[before]!;
      const paragraph = tokens[before]!.paragraph;
      if (quoted && !inQuotation && sentences === 0 && tokens[before]!.pos === "PROPN")
        quotedHere.add(entity);
      const score =
        draw +
        told +
        WEIGHTS.sentence * sentences +
        WEIGHTS.paragraph * (tokens[at]!.paragraph - paragraph) +
        (sectionOf[paragraph] !== sectionOf[tokens[at]!.paragraph] ? WEIGHTS.otherSection : 0) +
        (quoted && !inQuotation ? WEIGHTS.quoted : 0) +
        (quotedHere.has(entity) ? WEIGHTS.ownQuotation : 0) +
        (sentences === 0 ? WEIGHTS.sameSentence : 0) +
        (sex !== "-" && entry.sex === sex ? WEIGHTS.knownSex : 0);
      if (score > bestScore && (score > FARTHEST || (evidence && isFit(told))))
        [best, bestScore] = [entity, score];
    }
    return best;
  }

  /** Who fits a description and was spoken of before, or whoever was spoken of last where it may take that one up. */
  function fitting(description: Description, at: number, owner: number): number | null {
    const { type, head, sex } = description;
    const evidence = (entity: number): number | null => {
      const house = houses.get(entity)?.get(head);
      if (house !== undefined)
        return (evidenceFor(description, roster.named[house]!, null) ?? -Infinity) + WEIGHTS.owner;
      return evidenceFor(description, roster.named[entity]!, roster.named[owner] ?? null);
    };
    const told = type === "person" && sex === "-" ? sexAhead(at) : "-";
    const weighed = (entity: number): number | null => {
      const evident = evidence(entity);
      const own = roster.named[entity]!.sex;
      if (evident === null || told === "-" || own === "-") return evident;
      return evident + (own === told ? WEIGHTS.knownSex : WEIGHTS.otherSex);
    };
    const found = antecedent(at, {
      type: type === "person" ? "person" : "organization",
      sex,
      evidence: weighed,
    });
    return found === null ? null : (houses.get(found)?.get(head) ?? found);
  }

  /** The sex that the next possessive of the sentence tells: "The nominee staked his campaign on it". */
  function sexAhead(at: number): Sex {
    for (
      let i = at + 1;
      i < Math.min(tokens.length, at + POSSESSIVE_REACH) && unitOf[i] === unitOf[at];
      i++
    ) {
      if (quotationOf[i] !== quotationOf[at] || tokens[i]!.pos === "PROPN") return "-";
      if (tokens[i]!.tag === "PRP$") return PERSON_PRONOUNS.get(tokens[i]!.lower) ?? "-";
    }
    return "-";
  }

  /** Whom a description means: one before who fits it, one after whom it announces, or whoever was last spoken of. */
  function describedOne({ description, end }: DescribedSource, at: number): number | null {
    if (description.type === "place") return placeMeant(description, at);
    const owner = description.owner < 0 ? -1 : ownerOf(description.owner);
    if (owner >= 0 && description.owner === at) {
      meant.pronouns.set(at, owner);
      mention(at, owner, true, false);
    }
    if (description.owner >= 0 && isHouse(description.head))
      return houses.get(owner)?.get(description.head) ?? null;
    let before = fitting(description, at, owner);
    const whose = roster.named[owner] ?? null;
    const fits = before !== null && isFit(evidenceFor(description, roster.named[before]!, whose));
    if (before !== null && !fits && hasAnotherOffice(description, roster.named[before]!)) before = null;
    const mayPrecede = fits || description.takesUp || owner >= 0;
    if (mayPrecede && before !== null && (fits || !description.announces) && !description.introduces)
      return before;
    return announcedOne(description, at, end, owner) ?? (mayPrecede ? before : null);
  }

  /** Who is named only after a description that fits him or introduces him. */
  function announcedOne(description: Description, at: number, end: number, owner: number): number | null {
    if (takesUpFirm(description)) return null;
    const { paragraph } = tokens[at]!;
    const whose = roster.named[owner] ?? null;
    const reach = paragraph + ANNOUNCED_WITHIN;
    let fit: number | null = null;
    let best = -Infinity;
    let introduced: number | null = null;
    for (let k = name; k < Math.min(names.length, name + MENTIONS_BACK); k++) {
      const away = tokens[names[k]!.start]!.paragraph - paragraph;
      const entity = roster.meant[k]!;
      const entry = roster.named[entity];
      if (away + paragraph > reach) break;
      if (names[k]!.start < end && isTiedOn(names[k]!)) continue;
      if (!entry || (description.sex !== "-" && entry.sex !== "-" && entry.sex !== description.sex)) continue;
      const told = evidenceFor(description, entry, whose);
      if (isFit(told) && told - away > best) [fit, best] = [entity, told - away];
      const isNew = away <= INTRODUCED_WITHIN && entry.mentions[0]! >= name && speaking.has(names[k]!.end);
      if (
        introduced === null &&
        isNew &&
        entry.type === description.type &&
        mayIntroduce(description, entry, whose)
      )
        introduced = entity;
    }
    return fit ?? (description.announces && !description.takesUp ? introduced : null);
  }

  /**
   * Whether an organisation is none that is named only later: "his office" tells whose it is, "the company" takes up any name
   * before it that may be a company's. "The university" only takes up what is called so.
   */
  function takesUpFirm({ type, takesUp, owner }: Description): boolean {
    if (type !== "organization") return false;
    const before = names.slice(Math.max(0, name - MENTIONS_BACK), name);
    const mayBe = (known: NameMention): boolean => known.type === "organization" || known.type === "unclear";
    const isOwned = owner >= 0 && tokens[owner]!.pos !== "NOUN";
    return isOwned || (takesUp && before.some(mayBe));
  }

  /** "Leeds" of "a court in Leeds", "Lee" of "Lee's doctor" tell more of the one described. */
  function isTiedOn({ start, title, end }: NameMention): boolean {
    const before = tokens[Math.min(start, title.start) - 1];
    const preposition = before?.pos === "DET" ? tokens[Math.min(start, title.start) - 2] : before;
    return preposition?.pos === "ADP" || /^['’]s?$/.test(tokens[end]?.text ?? "");
  }

  function placeMeant(description: Description, at: number): number | null {
    const place = lastPlace(reading, names, name, description.head, at, (k) => roster.meant[k] === -1);
    return place < 0 ? null : roster.speaks(place);
  }

  /** The one whose name ends at a token, or whom a possessive pronoun there means; -1 where nobody is known. */
  function ownerOf(at: number): number {
    const named = names[nameBefore(names, at + 1)];
    if (named && named.end === at + 1) return roster.meant[nameBefore(names, at + 1)]!;
    const sex = PERSON_PRONOUNS.get(tokens[at]!.lower);
    return sex === undefined ? -1 : (antecedent(at, { type: "person", sex }) ?? -1);
  }
}

interface DescribedSource {
  description: Description;
  /** Its head noun or a token near it: where the mention stands in the tree. */
  at: number;
  /** Where its words end. */
  end: number;
}

function describedAt(
  reading: Reading,
  names: readonly NameMention[],
  roster: Roster,
  sources: readonly (TokenRange | null)[],
  sectionOf: Int32Array,
): Map<number, DescribedSource> {
  const found = new Map<number, DescribedSource>();
  for (const source of sources) {
    if (!source) continue;
    const name = nameOfSource(reading, names, source);
    if (name !== null && roster.meant[name]! >= 0) continue;
    const { paragraph } = reading.tokens[source.start]!;
    const description = describe(reading, source, paragraph - sectionOf[paragraph]!);
    if (description) found.set(source.start, { description, at: headOf(reading, source), end: source.end });
  }
  return found;
}

/** Of "the president's speech" the noun phrase is that of the president. */
function endOfOwner(tokens: readonly Token[], start: number, end: number): number {
  for (let i = start + 1; i < end; i++) if (/^['’]s?$/.test(tokens[i]!.lower)) return i;
  return end;
}
