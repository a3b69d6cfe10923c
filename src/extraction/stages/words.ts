/**
 * Cuts a text into words and marks, in the manner of the Penn Treebank (clitics apart: "do n't", "he 's"), in one pass
 * over its UTF-16 units. Nothing is normalised: a token is a run of the text.
 */

/** A run of the text that is one token: UTF-16 units, end exclusive. */
export interface RawToken {
  start: number;
  end: number;
  /** Counts the lines that hold text, soft-wrapped lines being one. */
  paragraph: number;
  /** Whether this is an abbreviation that holds its full stop ("Mr.", "U.S."). */
  abbreviation: boolean;
}

// Classes of UTF-16 units; 0 is a mark.
const LETTER = 1;
const DIGIT = 2;
const SPACE = 3;
const LINE_END = 4;
const SURROGATE = 5;

/** The class of each UTF-16 unit, read off Unicode's own properties once. */
const CLASSES = (() => {
  const classes = new Uint8Array(0x10000);
  for (let unit = 0; unit < 0x10000; unit++) {
    const character = String.fromCharCode(unit);
    if (unit >= 0xd800 && unit <= 0xdfff) classes[unit] = SURROGATE;
    else if (unit === 10 || unit === 13 || unit === 0x2028 || unit === 0x2029) classes[unit] = LINE_END;
    else if (/[\p{L}\p{M}]/u.test(character)) classes[unit] = LETTER;
    else if (/\p{N}/u.test(character)) classes[unit] = DIGIT;
    else if (/[\s\p{C}]/u.test(character)) classes[unit] = SPACE;
  }
  return classes;
})();

/** Abbreviations whose full stop is theirs however they are written. */
const ABBREVIATIONS = new Set(
  (
    "mr mrs ms dr sen sens rep reps gov govs gen col lt sgt capt cmdr adm maj rev hon pres prof messrs mme " +
    "jr sr esq inc corp ltd bros vs etc ph.d al dept assn ave blvd approx govt intl"
  ).split(" "),
);
/** Abbreviations only where capitalised: elsewhere they are words. */
const CAPITALISED_ABBREVIATIONS = new Set(
  (
    "Co St Mt Ft Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Calif Fla Tex Ariz Pa Mich Mass Md Va Vt Wis Minn " +
    "Ill Ind Tenn Ky Ga Ala Ark Colo Conn Del Kan La Miss Mo Mont Neb Nev Okla Ore Wash Wyo Que Ont Ave Blvd"
  ).split(" "),
);

const DOT = 46;
const HYPHEN = 45;

function isApostrophe(unit: number): boolean {
  return unit === 39 || unit === 0x2019;
}

/** Splits a text into tokens, linear in its length. */
export function splitWords(text: string): RawToken[] {
  const tokens: RawToken[] = [];
  const length = text.length;
  let paragraph = -1;
  let lineStart = 0;
  let newLine = true;
  let i = 0;

  const unitAt = (k: number) => (k < length ? text.charCodeAt(k) : 32);
  const classAt = (k: number) => (k < length ? (CLASSES[text.charCodeAt(k)] as number) : SPACE);
  const isWordUnit = (k: number) => classAt(k) === LETTER || classAt(k) === DIGIT;
  const push = (start: number, end: number, abbreviation = false) => {
    tokens.push({ start, end, paragraph, abbreviation });
  };

  while (i < length) {
    const kind = classAt(i);
    if (kind === LINE_END) {
      newLine = true;
      i++;
      continue;
    }
    if (kind === SPACE) {
      i++;
      continue;
    }
    if (newLine) {
      if (!isSoftWrap(text, tokens.at(-1), lineStart, i)) paragraph++;
      lineStart = i;
      newLine = false;
    }
    const from = i;
    const unit = text.charCodeAt(i);
    const handle = (unit === 64 || unit === 35) && classAt(i + 1) === LETTER; // @name, #topic
    const decade =
      isApostrophe(unit) && classAt(i + 1) === DIGIT && classAt(i + 2) === DIGIT && unitAt(i + 3) === 115;
    if (kind === LETTER || kind === DIGIT || handle || decade) {
      i = scanWord(i + 1);
      if (unitAt(i) === DOT && isAbbreviation(text.slice(from, i), unitAt(i + 1))) {
        i++;
        push(from, i, true);
      } else pushWord(from, i);
    } else if (kind === SURROGATE) {
      i = scanEmoji(i);
      push(from, i);
    } else {
      i = scanMark(i);
      push(from, i);
    }
  }
  return tokens;

  /** End of the word that goes on at `at`, connectors inside it included. */
  function scanWord(at: number): number {
    let k = at;
    let segment = at - 1;
    for (;;) {
      if (isWordUnit(k)) {
        k++;
        continue;
      }
      const unit = unitAt(k);
      const before = classAt(k - 1);
      const after = classAt(k + 1);
      if (unit === 58 && text.startsWith("://", k)) return scanUrl(k + 3);
      if (after !== LETTER && after !== DIGIT) return k;
      if (unit === DOT) {
        const number = before === DIGIT && after === DIGIT;
        const initials = k - segment === 1;
        // "example.com" is one word; "drugs.Earlier" is two sentences whose space is missing.
        const domain = before === LETTER && isLowerCase(k + 1) && isLowerCase(k + 2);
        if (!number && !initials && !domain) return k;
        segment = k + 1;
      } else if (unit === 44) {
        if (before !== DIGIT || after !== DIGIT) return k;
      } else if (unit === 58) {
        if (before !== DIGIT || after !== DIGIT) return k;
      } else if (isApostrophe(unit)) {
        if (before !== LETTER || after !== LETTER) return k;
      } else if (unit === HYPHEN || unit === 0x2010 || unit === 0x2011) {
        segment = k + 1;
      } else if (unit === 38) {
        if (isLowerCase(k + 1)) return k;
      } else if (unit === 47 || unit === 64 || unit === 95) {
        segment = k + 1;
      } else return k;
      k++;
    }
  }

  function isLowerCase(k: number): boolean {
    const character = text.charAt(k);
    return classAt(k) === LETTER && character === character.toLowerCase();
  }

  function scanUrl(at: number): number {
    let k = at;
    while (
      k < length &&
      classAt(k) !== SPACE &&
      classAt(k) !== LINE_END &&
      !'<>"“”()'.includes(text.charAt(k))
    )
      k++;
    while (k > at && !isWordUnit(k - 1) && text.charAt(k - 1) !== "/") k--;
    return k;
  }

  /** End of the emoji at `at`, with its skin tone and what zero-width joiners add to it. */
  function scanEmoji(at: number): number {
    let k = at + (classAt(at + 1) === SURROGATE ? 2 : 1);
    for (;;) {
      const tone = unitAt(k) === 0xd83c && unitAt(k + 1) >= 0xdffb && unitAt(k + 1) <= 0xdfff;
      if (tone) k += 2;
      else if (unitAt(k) === 0xfe0f) k++;
      else if (unitAt(k) === 0x200d) k += classAt(k + 1) === SURROGATE ? 3 : 1;
      else return Math.min(k, length);
    }
  }

  /** End of the mark at `at`: runs of full stops, hyphens, question marks and doubled quotes are one mark. */
  function scanMark(at: number): number {
    const unit = unitAt(at);
    let k = at + 1;
    if (unit === DOT) {
      while (unitAt(k) === DOT) k++;
      if (k === at + 1 && text.startsWith(" . .", k)) k += 4;
    } else if (unit === HYPHEN) {
      while (unitAt(k) === HYPHEN) k++;
    } else if (unit === 33 || unit === 63) {
      while (unitAt(k) === 33 || unitAt(k) === 63) k++;
    } else if ((unit === 39 || unit === 96) && unitAt(k) === unit) k++;
    return k;
  }

  /** A word, its clitics apart. */
  function pushWord(start: number, end: number): void {
    const size = end - start;
    const lastUnit = unitAt(end - 1) | 32;
    const secondLast = unitAt(end - 2);
    let cut = 0;
    if (size > 2 && isApostrophe(secondLast)) {
      if (lastUnit === 116 && (unitAt(end - 3) | 32) === 110 && size > 3)
        cut = 3; // n't
      else if (lastUnit === 115 || lastUnit === 109 || lastUnit === 100) cut = 2; // 's 'm 'd
    } else if (size > 3 && isApostrophe(unitAt(end - 3))) {
      if (/^(?:re|ve|ll)$/i.test(text.slice(end - 2, end))) cut = 3;
    } else if (size === 6 && /^cannot$/i.test(text.slice(start, end))) cut = 3;
    push(start, end - cut);
    if (cut) push(end - cut, end);
  }
}

function isAbbreviation(word: string, next: number): boolean {
  if (word.length > 6) return false;
  if (/^(?:\p{L}\.)+\p{L}$/u.test(word)) return true;
  if (/^\p{Lu}$/u.test(word)) return word !== "I";
  if (word === "No" || word === "Nos") return next === 32;
  return (
    CAPITALISED_ABBREVIATIONS.has(word) ||
    ABBREVIATIONS.has(word.toLowerCase()) ||
    (/-/.test(word) && /^\p{Lu}-(?:\p{L}\.)*\p{L}{1,4}$/u.test(word))
  );
}

/**
 * Whether the line that starts at `at` only continues the one before it: hard-wrapped text breaks long lines in the
 * middle of a sentence.
 */
function isSoftWrap(text: string, last: RawToken | undefined, lineStart: number, at: number): boolean {
  if (!last || last.end - lineStart < 45 || last.end - lineStart > 120) return false;
  const gap = text.slice(last.end, at);
  if (gap.length > 8 || (gap.match(/\n/g)?.length ?? 0) !== 1) return false;
  return /\p{Ll}/u.test(text.charAt(at)) && /[\p{L}\p{N},]/u.test(text.charAt(last.end - 1));
}
