import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canMeanSpeaker } from "../../../src/modules/quote-checks/speaker-names.ts";

describe("a name means a speaker", () => {
  it.each([
    ["Lee", "Ann Lee"],
    ["Sen. Ann Lee", "Ann Lee"],
    ["A. Lee", "Ann Lee"],
    ["Bill Harper", "William Harper"],
    ["Ann Marie Lee", "Ann Lee"],
    ["White House", "the White House"],
    ["Ann Lee's", "Ann Lee"],
    ["Ann Lee", "Lee"],
    ["Stephen King", "King"],
    ["King", "Stephen King"],
    ["PM Modi", "Narendra Modi"],
    ["Sec. Lee", "Ann Lee"],
    ["JD Harper", "James David Harper"],
  ])("as a shorter or longer form of it: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBe(true);
  });

  it.each([
    ["Quinones", "Mateo Quiñones"],
    ["Soren Angstrom", "Søren Ångström"],
    ["Strauss", "Eva Strauß"],
    ["Walesa", "Lech Wałęsa"],
    ["Aeroe", "Nils Ærøe"],
    ["Novak Djokovic", "Novak Đjoković"],
  ])("without the letters that a keyboard lacks: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBe(true);
  });

  it.each([
    ["Marco Rubbio", "Marco Rubio"],
    ["Marco Rubioo", "Marco Rubio"],
    ["Sandra Holis", "Sandra Hollis"],
    ["Halverson", "Ingrid Halvorson"],
    ["Halvorosn", "Ingrid Halvorson"],
  ])("with a wrong letter in the family name: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBe(true);
  });

  it.each([
    ["Rubio, Marco", "Marco Rubio"],
    ["RUBIO, Marco", "Marco Rubio"],
    ["Lee, A.", "Ann Lee"],
    ["Rubio, M", "Marco Rubio"],
    ["Marco Rubio, secretary of state", "Marco Rubio"],
    ["the secretary of state, Marco Rubio", "Marco Rubio"],
    ["Rubio", "Marco Rubio, the secretary of state"],
    ["Sen. Marco Rubio (R-Fla.)", "Marco Rubio"],
    ["Rubio, R-Fla.", "Marco Rubio"],
  ])("with what a comma or a bracket sets off: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBe(true);
  });

  it.each([
    ["@marcorubio", "Marco Rubio"],
    ["@MarcoRubio", "Marco Rubio"],
    ["@marco_rubio", "Marco Rubio"],
    ["marcorubio", "Marco Rubio"],
    ["@rubio", "Marco Rubio"],
    ["@SenMarcoRubio", "Marco Rubio"],
    ["@JoseRamirez", "José Ramírez-Núñez"],
  ])("as a handle: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBe(true);
  });

  it.each([
    ["Claudia Sheinbaum Pardo", "Claudia Sheinbaum"],
    ["Claudia Sheinbaum", "Claudia Sheinbaum Pardo"],
    ["Jose Ramirez", "José Ramírez-Núñez"],
    ["Ramirez", "José Ramírez-Núñez"],
    ["Nunez", "José Ramírez-Núñez"],
    ["Ramírez Núñez", "José Ramírez-Núñez"],
    ["Gabriel Garcia", "Gabriel García Márquez"],
    ["Garcia Marquez", "Gabriel García Márquez"],
    ["Claudia Sheinbaum-Pardo", "Claudia Sheinbaum"],
  ])("with one of two family names: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBe(true);
  });

  it.each([
    ["O Donnell", "Patrick O'Donnell"],
    ["ODonnell", "Patrick O’Donnell"],
    ["P. O Donnell", "Patrick O'Donnell"],
    ["Pat O'Donnell", "Patrick O Donnell"],
    ["Mc Donald", "Ann McDonald"],
    ["Hollen", "Chris Van Hollen"],
    ["Van Hollen", "Chris Van Hollen"],
    ["Chris VanHollen", "Chris Van Hollen"],
    ["Ursula Leyen", "Ursula von der Leyen"],
    ["Ursula van der Leyen", "Ursula von der Leyen"],
    ["Sisi", "Abdel Fattah el-Sisi"],
    ["Abdel Fattah al-Sisi", "Abdel Fattah el-Sisi"],
    ["D'Souza", "Maria DSouza"],
    ["Jean Luc Picard", "Jean-Luc Picard"],
    ["Jeanluc Picard", "Jean-Luc Picard"],
  ])("whatever is done to its particles: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBe(true);
  });

  it.each([
    ["President Claudia Sheinbaum of Mexico", "Claudia Sheinbaum"],
    ["Mexican President Claudia Sheinbaum", "Claudia Sheinbaum"],
    ["Secretary of State Marco Rubio", "Marco Rubio"],
    ["Secretary of State Rubio", "Marco Rubio"],
    ["Defense Secretary Rubio", "Marco Rubio"],
    ["White House spokesperson Kelly", "Anna Kelly"],
    ["governor of New Mexico Michelle Grisham", "Michelle Grisham"],
    ["spokesperson Kelly", "White House spokesperson Anna Kelly"],
    ["King Charles", "King Charles III"],
    ["Pope Leo", "Pope Leo XIV"],
  ])("with a title before it: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBe(true);
  });

  it.each([
    ["AMLO", "Andrés Manuel López Obrador"],
    ["FBI", "Federal Bureau of Investigation"],
    ["Federal Bureau of Investigation", "FBI"],
    ["AOC", "Alexandria Ocasio-Cortez"],
    ["DoD", "Department of Defense"],
    ["RFK Jr.", "Robert F. Kennedy Jr."],
    ["President AMLO", "Andrés Manuel López Obrador"],
    ["D.O.D.", "U.S. Department of Defense"],
    ["DOD", "Defense Department"],
    ["FAO", "Food and Agriculture Organization"],
    ["HHS", "Department of Health and Human Services"],
    ["UAW", "United Auto Workers"],
    ["NATO", "North Atlantic Treaty Organization"],
    ["Department of Energy", "DOE"],
    ["Defense Department", "Department of Defense"],
  ])("by its initials: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBe(true);
  });

  it.each([
    ["Secretary of State", ["Marco Rubio", "Secretary of State"]],
    ["the secretary of state", ["Marco Rubio", "U.S. Secretary of State"]],
    ["White House spokesperson", ["Anna Kelly", "White House spokesperson Anna Kelly"]],
    ["the president", ["Claudia Sheinbaum", "Mexican President Claudia Sheinbaum"]],
  ])("by the title that it is printed with: %s", (asked, names) => {
    expect(canMeanSpeaker(asked, names)).toBe(true);
  });
});

describe("it cannot be told whether a name means a speaker", () => {
  it.each([
    ["CDC", "Centers for Disease Control and Prevention"],
    ["Centers for Disease Control and Prevention", "the CDC"],
    ["C.D.C.", "U.S. Centers for Disease Control and Prevention"],
    ["US CDC", "Centers for Disease Control and Prevention"],
    ["ATF", "Bureau of Alcohol, Tobacco, Firearms and Explosives"],
    ["WTO", "World Trade Organization in Geneva"],
  ])("whose initials go no further, or are of some of its words: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBeNull();
  });

  it.each([
    ["Ann", "Ann Lee"],
    ["Sandra", "Sandra Hollis"],
    ["Antonio", "Marco Antonio Rubio"],
    ["S", "Sandra Hollis"],
    ["X", "Sandra Hollis"],
    ["", "Ann Lee"],
    ["!!", "Ann Lee"],
  ])("where it is no family name: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBeNull();
  });

  it.each([
    ["Margret Oaks", "Margaret Oakes"],
    ["Oaks", "Margaret Oakes"],
    ["Ann Lea", "Ann Lee"],
    ["Jon Smith", "Jan Smith"],
    ["Martina Hollis", "Martin Hollis"],
    ["Rubbio", "Marco Rubio"],
    ["Amanda Grey", "Amanda Gray"],
    ["Pierce", "Sarah Pearce"],
    ["Mohammed Said", "Muhammad Saeed"],
    ["Kadafi", "Muammar Qaddafi"],
    ["Lee", "Leigh"],
    ["Lee", "Wei Li"],
    ["Ann Lee", "Ann Li"],
    ["Wu", "Peter Woo"],
    ["Cho", "Ann Choe"],
  ])("where wrong letters may as well be another name: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBeNull();
  });

  it.each([
    ["Rubio Marco", "Marco Rubio"],
    ["Rubio of Florida", "Marco Rubio"],
    ["Scott of Florida", "Rick Scott"],
    ["Rubio's office", "Marco Rubio"],
    ["Rubio and Hegseth", "Marco Rubio"],
    ["White House", "White House spokesperson Anna Kelly"],
    ["Mexico's Sheinbaum", "Claudia Sheinbaum"],
    ["@POTUS", "Marco Rubio"],
    ["@SecRubio", "Marco Rubio"],
    ["the president", "Marco Rubio"],
    ["Secretary of State", "Claudia Sheinbaum"],
    ["secretary of homeland security", "Kristi Noem"],
    ["Secretary of Homeland Security Noem", "Kristi Noem"],
    ["governor of New Mexico", "Michelle Grisham"],
    ["mayor of San Diego", "Todd Gloria"],
    ["President of Mexico", "Claudia Sheinbaum"],
    ["a spokesman for the ministry", "Ann Lee"],
    ["Marco Rubio", "a senior official"],
    ["Marco Rubio", "he"],
    ["Владимир Путин", "Vladimir Putin"],
    ["习近平", "Xi Jinping"],
  ])("where it is not comparable: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBeNull();
  });

  it.each([
    ["Donald Brandt", "Donald Brandt Jr."],
    ["Donald Brandt Jr.", "Donald Brandt"],
    ["George W. Harlow", "George H.W. Harlow"],
    ["John F. Harlow", "John A. Harlow"],
  ])("where a father has the son's name: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBeNull();
  });
});

describe("a name is another's", () => {
  it.each([
    ["Marco Rubio", "Marco Bello"],
    ["Secretary of State Marco Rubio", "Marco Bello"],
    ["Secretary of State Antony Blinken", "Marco Rubio"],
    ["Rubio", "Claudia Sheinbaum"],
    ["Buck", "Anna Kelly"],
    ["Lee", "Le"],
    ["Li", "Lo"],
    ["Ann Lee", "Bo Li"],
    ["CDC", "World Health Organization"],
    ["FBI", "Centers for Disease Control and Prevention"],
    ["Grey", "Al Gore"],
    ["Marin", "Ada Moran"],
    ["DOJ", "Defense Department"],
    ["FAO", "World Food Programme"],
    ["Lee", "Lew"],
    ["Martin Hollis", "Martin Holmes"],
    ["Scott Harper", "Rick Scott"],
    ["Secretary of State Antony Blinken", "Secretary of State Marco Rubio"],
    ["Barack Obama", "Sandra Hollis"],
    ["Obama, Barack", "Sandra Hollis"],
    ["Secretary of State, Antony Blinken", "Marco Rubio"],
    ["Marco Rubio, secretary of state", "Antony Blinken"],
    ["White House", "Claudia Sheinbaum"],
    ["Ministry of Health", "Ministry of Transport"],
    ["Bank of England", "Bank of America"],
    ["Resident 750", "Resident 75"],
    ["Agent Family750", "Agent Family75"],
  ])("of another family: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBe(false);
  });

  it.each([
    ["Ann Lee", "Bo Lee"],
    ["Sandra Hollis", "Martin Hollis"],
    ["Hollis, Sandra", "Martin Hollis"],
    ["S. Hollis", "Martin Hollis"],
    ["Sandra Holis", "Martin Hollis"],
    ["Sandra Hollis-Gray", "Martin Hollis-Gray"],
    ["Sandra Hollis-Gray", "M. T. Hollis-Gray"],
    ["Anna Maria Hollis", "Eva Maria Hollis"],
    ["Jim Cook", "Tim Cook"],
    ["Spokesperson Grace Kelly", "White House spokesperson Anna Kelly"],
    ["Donald Brandt Sr.", "Donald Brandt Jr."],
    ["Donald Brandt III", "Donald Brandt Jr."],
  ])("of the same family: %s, %s", (asked, name) => {
    expect(canMeanSpeaker(asked, [name])).toBe(false);
  });

  it("where several people are meant", () => {
    expect(canMeanSpeaker("Marco Rubio", ["two officials familiar with the matter", "they"])).toBe(false);
    expect(canMeanSpeaker("Marco Rubio", ["critics"])).toBe(false);
  });

  it("also where the document calls the speaker by the family name alone, or by a title", () => {
    const names = ["Hollis", "Martin Hollis", "council leader", "he", "Council Leader Martin Hollis"];
    expect(canMeanSpeaker("Sandra Hollis", names)).toBe(false);
    expect(canMeanSpeaker("Council Leader Sandra Hollis", names)).toBe(false);
    expect(canMeanSpeaker("Hollis", names)).toBe(true);
  });
});

describe("whatever is asked,", () => {
  const word = fc.oneof(
    fc.constantFrom(
      "Ann",
      "Lee",
      "de",
      "van",
      "O'Hara",
      "Jr.",
      ",",
      "of",
      "Secretary",
      "@",
      "-",
      "(",
      "李",
      "'",
    ),
    fc.string({ unit: "grapheme", maxLength: 6 }),
  );
  const name = fc.array(word, { maxLength: 8 }).map((words) => words.join(" "));

  it("there is an answer, and a name never is another's than its own", () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect([true, false, null]).toContain(canMeanSpeaker(one, [other]));
        expect(canMeanSpeaker(one, [other, one])).not.toBe(false);
      }),
    );
  });

  it("also of hundreds of small words, of which every one may count as an initial or not", () => {
    expect(canMeanSpeaker("to at ".repeat(200), ["Tattoo"])).toBe(false);
  });
});
