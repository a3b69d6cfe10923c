/** What people may type who look for a speaker; whom, is drawn as often as the speaker is quoted. */
import { randomFrom } from "../quote-checks/compose.ts";
import type { ComposedSpeaker } from "./compose.ts";

export interface NameQuestion {
  readonly kind: string;
  readonly q: string;
  /** Id of the speaker who is looked for. */
  readonly target: number;
}

/** Written apart from the service's own list of nicknames. */
const nicknames: Readonly<Record<string, string>> = Object.fromEntries(
  (
    "William:Bill Robert:Bob James:Jim Michael:Mike Richard:Dick Thomas:Tom Charles:Chuck Christopher:Chris Daniel:Danny Matthew:Matt " +
    "Anthony:Tony Steven:Steve Andrew:Andy Joshua:Josh Kenneth:Ken Timothy:Tim Jeffrey:Jeff Nicholas:Nick Benjamin:Ben Samuel:Sam " +
    "Gregory:Greg Alexander:Alex Patrick:Pat Patricia:Patty Jennifer:Jen Elizabeth:Liz Susan:Sue Margaret:Peggy Deborah:Debbie Rebecca:Becky " +
    "Katherine:Kate Catherine:Cathy Stephanie:Steph Donald:Don Ronald:Ron Edward:Ted Lawrence:Larry Joseph:Joe David:Dave John:Jack"
  )
    .split(" ")
    .map((entry) => entry.split(":") as [string, string]),
);

const withoutAccents = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/ø/g, "o")
    .replace(/Ø/g, "O")
    .replace(/ł/g, "l")
    .replace(/Ł/g, "L")
    .replace(/ı/g, "i");

/** The kinds of question, and how each is made of a speaker; null where it cannot be. */
const kinds: readonly (readonly [
  string,
  (speaker: ComposedSpeaker, random: () => number) => string | null,
])[] = [
  ...[1, 2, 3, 4, 6, 8].map(
    (letters) =>
      [
        `first ${letters} letter${letters === 1 ? "" : "s"} of the name`,
        ({ name }: ComposedSpeaker) => Array.from(name).slice(0, letters).join("").trimEnd(),
      ] as const,
  ),
  ["first 3 letters of the surname", (speaker) => beginning(speaker, 3)],
  ["first 5 letters of the surname", (speaker) => beginning(speaker, 5)],
  ["full name", ({ name }) => name],
  ["surname only", ({ type, name }) => (type === "person" ? name.split(" ").at(-1)! : null)],
  ["full name, one letter wrong", ({ name }, random) => misspelt(name, random)],
  [
    "full name, a letter of each wrong",
    ({ type, name }, random) =>
      type === "person"
        ? name
            .split(" ")
            .map((word) => misspelt(word, random) ?? word)
            .join(" ")
        : null,
  ],
  ["without its accents", ({ name }) => (withoutAccents(name) === name ? null : withoutAccents(name))],
  [
    "initial and surname (J. Smith)",
    ({ type, name }) => (type === "person" ? `${name[0]}. ${name.split(" ").at(-1)}` : null),
  ],
  [
    "all initials (JFK)",
    ({ name }) =>
      name.split(" ").length > 2
        ? name
            .split(/[ -]/)
            .map(([letter]) => letter)
            .join("")
        : null,
  ],
  [
    "nickname and surname (Bill ...)",
    ({ type, name }) => {
      const [first, ...others] = name.split(" ");
      const called = nicknames[first!];
      return type === "person" && called !== undefined ? [called, others.at(-1)].join(" ") : null;
    },
  ],
  [
    "nobody",
    (_, random) =>
      Array.from({ length: 9 }, () => "bcdfghjklmnpqrstvwxz"[Math.floor(random() * 20)]).join(""),
  ],
];

const beginning = ({ type, name }: ComposedSpeaker, letters: number): string | null => {
  const last = Array.from(name.split(" ").at(-1)!);
  return type === "person" && last.length > letters ? last.slice(0, letters).join("") : null;
};

/** With one letter of a word of four or more left out, doubled, changed or swapped with the next. */
function misspelt(name: string, random: () => number): string | null {
  const places = Array.from(name.matchAll(/(?<=\p{L})\p{L}(?=\p{L}{2})/gu), ({ index }) => index);
  if (places.length === 0) return null;
  const at = places[Math.floor(random() * places.length)]!;
  const [before, letter, next, after] = [name.slice(0, at), name[at]!, name[at + 1]!, name.slice(at + 2)];
  const other = "aeioulnrst"[Math.floor(random() * 10)]!;
  const slips = [
    before + next + after,
    before + letter + letter + next + after,
    before + other + next + after,
    before + next + letter + after,
  ];
  const wrong = slips[Math.floor(random() * slips.length)]!;
  return wrong === name ? null : wrong;
}

/** So many questions of each kind. */
export function composeNameQuestions(
  speakers: readonly ComposedSpeaker[],
  each: number,
  seed: number,
): NameQuestion[] {
  const random = randomFrom(seed);
  const targets = speakers.flatMap((speaker, index) =>
    speaker.type === "anonymous" ? [] : [{ speaker, id: index + 1 }],
  );
  const sums: number[] = [];
  let sum = 0;
  for (const { speaker } of targets) sums.push((sum += speaker.statements + 0.2));
  const draw = () => {
    const at = random() * sum;
    return targets[
      Math.max(
        0,
        sums.findIndex((upTo) => upTo > at),
      )
    ]!;
  };
  return kinds.flatMap(([kind, make]) => {
    const questions: NameQuestion[] = [];
    for (let tries = 0; questions.length < each && tries < each * 200; tries += 1) {
      const { speaker, id } = draw();
      const q = make(speaker, random);
      if (q !== null) questions.push({ kind, q, target: id });
    }
    return questions;
  });
}
