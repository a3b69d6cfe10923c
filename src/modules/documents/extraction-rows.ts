/**
 * What the engine found, as rows to store. Rows point at each other by their natural keys (a speaker's key, a
 * statement's ordinal), so that a document is stored in few queries, however many statements it has.
 */
import type {
  ExtractedConfirmation,
  ExtractedStatement,
  Extraction,
  Kind,
  Medium,
  PrintedDate,
  SpeakerType,
  Stance,
} from "../../extraction/statement.ts";
import type { Status } from "../../database/generated/client.ts";
import { listsBy } from "../../lists-by.ts";
import { deriveStatus } from "../confirmations/status.ts";
import { anchorsAt, type StatementAnchors } from "../statements/anchors.ts";
import type { CodePointText } from "./code-point-text.ts";
import { nameKey, positionKey, sourceKey, speakerKey } from "./name-keys.ts";

/** Members are named as the columns, because the database reads these rows as JSON. */
export interface ExtractionRows {
  readonly publishers: readonly PublisherRow[];
  readonly speakers: readonly { key: string; type: SpeakerType; name: string }[];
  readonly aliases: readonly { speaker_key: string; name: string }[];
  readonly positions: readonly PositionRow[];
  readonly sources: readonly { key: string; type: string; name: string; publisher_key: string | null }[];
  readonly claims: readonly { text: string; start: number; end: number; status: Status }[];
  readonly statements: readonly StatementRow[];
  readonly anchors: readonly AnchorsRow[];
  readonly relays: readonly { statement: number; ordinal: number; source_key: string }[];
  readonly confirmations: readonly ConfirmationRow[];
}

export interface PublisherRow {
  key: string;
  name: string;
}

interface PositionRow {
  speaker_key: string;
  key: string;
  title: string;
  organization_key: string | null;
}

interface StatementRow {
  ordinal: number;
  kind: Kind;
  stance: Stance;
  medium: Medium;
  speaker_key: string | null;
  position_key: string | null;
  attributed_as: string | null;
  content_text: string;
  audience: string | null;
  place: string | null;
  said_as_printed: string | null;
  said_on: string | null;
  said_precision: string | null;
  sentence_start: number;
  sentence_end: number;
  confidence: number;
  /** The text of the claim: within one document it is one claim. */
  claim: string | null;
}

interface AnchorsRow extends StatementAnchors {
  readonly statement: number;
}

interface ConfirmationRow {
  claim: string;
  status: ExtractedConfirmation["status"];
  statement: number;
  start: number;
  end: number;
  quotation: string;
}

/** Lays out what was found in a text of the document with this id. Pure. */
export function extractionRows(
  extraction: Extraction,
  text: CodePointText,
  documentId: bigint,
): ExtractionRows {
  const { speakers, statements, claims, confirmations } = extraction;
  const keyOf = (index: number): string => speakerKey(speakers[index]!, documentId);
  const said = [...new Set(statements.flatMap(({ speaker }) => speaker ?? []))];
  const positions = statements.flatMap(({ speaker, position }) =>
    speaker === null || position === null
      ? []
      : { speaker_key: keyOf(speaker), ...positionRow(position, documentId) },
  );
  const steps = statements.flatMap(({ chain, speaker }, statement) =>
    chain
      .filter(({ type }, at) => type !== "speaker" && at < chain.length - 1)
      .map((step, ordinal) => ({
        statement,
        ordinal,
        step,
        key: sourceKey(step, documentId, speaker === null ? null : keyOf(speaker)),
      })),
  );
  const anchors = statements.map(({ content, cue, source, sentence }) =>
    anchorsAt(text, { content, cue, attributed_as: source }, sentence),
  );
  const claimText = (index: number): string => text.slice(claims[index]!.span.start, claims[index]!.span.end);
  const reported = confirmations
    // Without a party there would be nobody who confirmed: the newsroom would seem to have.
    .filter(({ statement }) => statements[statement]!.speaker !== null)
    .map(({ claim, status, statement, evidence }) => ({
      claim: claimText(claim),
      status,
      statement,
      start: evidence.start,
      end: evidence.end,
      quotation: text.slice(evidence.start, evidence.end),
    }));
  const statuses = statusByClaim(reported);
  return {
    publishers: distinct(
      steps.flatMap(({ step }) => (step.publisher === null ? [] : publisherRow(step.publisher))),
      ({ key }) => key,
    ),
    speakers: distinct(
      [
        ...said.map((index) => ({
          key: keyOf(index),
          type: speakers[index]!.type,
          name: speakers[index]!.name,
        })),
        ...positions.flatMap(({ organization_key: key, organization: name }) =>
          key === null || name === null ? [] : { key, type: "organization" as const, name },
        ),
      ],
      ({ key }) => key,
    ),
    aliases: distinct(
      said.flatMap((index) =>
        [speakers[index]!.name, ...speakers[index]!.aliases].map((name) => ({
          speaker_key: keyOf(index),
          name,
        })),
      ),
      ({ speaker_key, name }) => `${speaker_key}|${name}`,
    ),
    positions: distinct(
      positions.map(({ speaker_key, key, title, organization_key }) => ({
        speaker_key,
        key,
        title,
        organization_key,
      })),
      ({ speaker_key, key }) => `${speaker_key}|${key}`,
    ),
    sources: distinct(
      steps.map(({ step, key }) => ({
        key,
        type: step.type,
        name: step.name,
        publisher_key: step.publisher === null ? null : nameKey(step.publisher),
      })),
      ({ key }) => key,
    ),
    claims: distinct(
      claims.map(({ span }, index) => ({
        text: claimText(index),
        start: span.start,
        end: span.end,
        // Known already, so that a new claim need not be written and then changed.
        status: statuses.get(claimText(index)) ?? "unchecked",
      })),
      (claim) => claim.text,
    ),
    statements: statements.map((statement, ordinal) => ({
      ...statementRow(statement, anchors[ordinal]!),
      ordinal,
      speaker_key: statement.speaker === null ? null : keyOf(statement.speaker),
      claim: statement.claim === null ? null : claimText(statement.claim),
    })),
    anchors: anchors.map((ofStatement, statement) => ({ statement, ...ofStatement })),
    relays: steps.map(({ statement, ordinal, key }) => ({ statement, ordinal, source_key: key })),
    confirmations: reported,
  };
}

/** What the reported confirmations of each claim add up to. */
function statusByClaim(reported: readonly ConfirmationRow[]): Map<string, Status> {
  const standing = reported.map((row, index) => ({ ...row, id: BigInt(index), supersedesId: null }));
  const ofClaims = [...listsBy(standing, ({ claim }) => claim)];
  return new Map(ofClaims.map(([claim, ofClaim]) => [claim, deriveStatus(ofClaim)]));
}

export const publisherRow = (name: string): PublisherRow => ({ key: nameKey(name), name });

function positionRow(
  position: NonNullable<ExtractedStatement["position"]>,
  documentId: bigint,
): Omit<PositionRow, "speaker_key"> & { organization: string | null } {
  const { title, organization } = position;
  return {
    key: positionKey(position),
    title,
    organization,
    organization_key:
      organization === null ? null : speakerKey({ type: "organization", name: organization }, documentId),
  };
}

function statementRow(
  statement: ExtractedStatement,
  anchors: StatementAnchors,
): Omit<StatementRow, "ordinal" | "speaker_key" | "claim"> {
  const { kind, stance, medium, audience, place, confidence, sentence, speaker, position } = statement;
  return {
    kind,
    stance,
    medium,
    position_key: speaker === null || position === null ? null : positionKey(position),
    attributed_as: anchors.attributed_as?.text ?? null,
    content_text: anchors.content.text,
    audience,
    place,
    ...dateColumns(statement.saidOn),
    sentence_start: sentence.start,
    sentence_end: sentence.end,
    confidence,
  };
}

/** A date of which only the month or the year is known stands at that period's first day. */
function dateColumns(
  date: PrintedDate | null,
): Pick<StatementRow, "said_as_printed" | "said_on" | "said_precision"> {
  const known = date?.date != null && date.precision !== null;
  return {
    said_as_printed: date?.asPrinted ?? null,
    said_on: known ? `${date.date}-01-01`.slice(0, 10) : null,
    said_precision: known ? date.precision : null,
  };
}

/** The first of each. */
function distinct<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const first = new Map<string, Row>();
  for (const row of rows) if (!first.has(keyOf(row))) first.set(keyOf(row), row);
  return [...first.values()];
}
