import { wordClass } from "../lexicon/lexicon.ts";
import type { Roster } from "./roster.ts";

const HOUSES = wordClass("house of a person");

/** Whether a noun names what is called after whom it belongs to: "his campaign". */
export const isHouse = (noun: string): boolean => HOUSES.has(noun);

/** For each person the organisations that are called after him, by their noun: "the Lee campaign". */
export function housesOf({ named }: Roster): Map<number, Map<string, number>> {
  const houses = new Map<number, Map<string, number>>();
  const leaders = new Map<string, number>();
  named.forEach(({ type, last, mentions }, index) => {
    const known = named[leaders.get(last) ?? -1];
    if (type === "person" && (!known || mentions.length > known.mentions.length)) leaders.set(last, index);
  });
  named.forEach(({ type, last }, index) => {
    const space = last.indexOf(" ");
    const leader = type === "organization" ? leaders.get(last.slice(0, space)) : undefined;
    if (leader === undefined || !HOUSES.has(last.slice(space + 1))) return;
    const own = houses.get(leader) ?? new Map<string, number>();
    houses.set(leader, own.set(last.slice(space + 1), index));
  });
  return houses;
}
