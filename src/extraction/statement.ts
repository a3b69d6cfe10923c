/**
 * What the extraction engine returns. The words are those of the vocabulary table in the design; every offset in
 * these types counts Unicode code points of the text that was given, end exclusive. Inside the stages offsets are
 * UTF-16 units (what JavaScript strings count); the pipeline converts once, at its end.
 */

export const KINDS = ["direct", "indirect", "mixed"] as const;
export type Kind = (typeof KINDS)[number];

export const STANCES = [
  "asserts",
  "denies",
  "confirms",
  "has_not_confirmed",
  "declines_to_comment",
  "questions",
  "accuses",
  "predicts",
  "demands",
] as const;
export type Stance = (typeof STANCES)[number];

export const MEDIA = [
  "spoken",
  "press_conference",
  "interview",
  "written_statement",
  "social_media_post",
  "speech",
  "testimony",
  "document",
  "report",
  "unspecified",
] as const;
export type Medium = (typeof MEDIA)[number];

export const SPEAKER_TYPES = ["person", "organization", "group", "anonymous"] as const;
export type SpeakerType = (typeof SPEAKER_TYPES)[number];

export const DATE_PRECISIONS = ["day", "month", "year"] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** A run of the text: code points, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** A date as the article prints it, and the calendar date it stands for where that can be known. */
export interface PrintedDate {
  asPrinted: string;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as precise as `precision` says; null when nothing fixes it. */
  date: string | null;
  precision: DatePrecision | null;
}

/** The office that a speaker is given by the article. */
export interface ExtractedPosition {
  /** As printed, without the name: "Secretary of State", "foreign policy fellow". */
  title: string;
  organization: string | null;
}

/** One person, organisation, group or anonymous source of the article; statements point at it by index. */
export interface ExtractedSpeaker {
  /** The fullest form that the article prints ("Ann Lee", "The Daily Example", "two officials"). */
  name: string;
  type: SpeakerType;
  /** Other forms the article uses for the same speaker, pronouns left out. */
  aliases: string[];
}

/** One step on the way from the speaker to the reader. */
export interface ChainStep {
  /**
   * `speaker` comes first and `document` (the article itself) last; between them the relays: a `report` or
   * `publication` of somebody else, a `statement` that was handed out.
   */
  type: "speaker" | "report" | "publication" | "statement" | "document";
  name: string;
  anonymous: boolean;
  publisher: string | null;
  /** Where the article says so, in its own words. */
  span: Span | null;
}

/** One attribution, anchored. `source` anchors "attributed as"; it is empty where no speaker is named. */
export interface ExtractedStatement {
  kind: Kind;
  /** Index into `Extraction.speakers`; null when nobody can be determined. */
  speaker: number | null;
  attributedAs: string | null;
  position: ExtractedPosition | null;
  stance: Stance;
  medium: Medium;
  audience: string | null;
  place: string | null;
  saidOn: PrintedDate | null;
  chain: ChainStep[];
  /** Probability that cue, content and speaker are right, 0 to 1. */
  confidence: number;
  source: Span[];
  cue: Span[];
  content: Span[];
  /** The sentence (or sentences) that hold the attribution: what an editor reads as evidence. */
  sentence: Span;
  /** Index into `Extraction.claims`: the claim on which this statement takes its stance, if it is a contested one. */
  claim: number | null;
}

/** A proposition that the article shows somebody confirming, denying or leaving unconfirmed. */
interface ExtractedClaim {
  text: string;
  span: Span;
  /** Statements (by index) that take a stance on it, in text order, the asserting ones included. */
  statements: number[];
}

/** What the article reports about a claim: who confirmed, denied or would not confirm it. */
export interface ExtractedConfirmation {
  claim: number;
  status: "confirmed" | "denied" | "not_confirmed";
  /** The statement (by index) whose speaker is the party. */
  statement: number;
  /** The sentence that says so. */
  evidence: Span;
}

export const CORRECTION_KINDS = ["correction", "update", "editors_note"] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** Where the article prints that it was changed: that it had been wrong, that it was brought up to date, or a note. */
interface PrintedCorrection {
  kind: CorrectionKind;
  /** The paragraph or sentence that says so. */
  span: Span;
}

export interface Extraction {
  speakers: ExtractedSpeaker[];
  /** In text order of their first cue or content. */
  statements: ExtractedStatement[];
  claims: ExtractedClaim[];
  confirmations: ExtractedConfirmation[];
  /** In text order. */
  corrections: PrintedCorrection[];
}

export interface ExtractionOptions {
  /** Publication date, `YYYY-MM-DD`: what "Friday" and "yesterday" are counted from. */
  publishedOn?: string;
  /** Who published the article: what "told this newspaper" and the last chain step are named after. */
  publisher?: string;
}
