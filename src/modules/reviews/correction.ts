/** What a correction makes of a statement. */
import type { DatabaseSession } from "../../database/client.ts";
import type { DatePrecision } from "../../database/generated/client.ts";
import { definedOf } from "../../defined-of.ts";
import { DomainError, faultInBody } from "../../errors.ts";
import { differenceOf, type Difference } from "../events/service.ts";
import { knownPosition, knownSpeaker } from "../speakers/known.ts";
import { ROLES, type Spans } from "../statements/anchors.ts";
import type { StatementFields, StatementRow } from "../statements/change-statement.ts";
import { firstDayOf } from "../statements/periods.ts";
import type { Correction } from "./schemas.ts";
import { readSpans, storeAnchors } from "./spans.ts";

export interface Corrected {
  readonly fields: StatementFields;
  readonly difference: Difference;
}

/**
 * Works out what the correction changes, and stores new spans, speakers and positions that it needs.
 *
 * @throws DomainError `reference_not_found`, `position_of_another_speaker`, `spans_do_not_fit` or `nothing_corrected`
 */
export async function applyCorrection(
  transaction: DatabaseSession,
  statement: StatementRow,
  correction: Correction,
): Promise<Corrected> {
  const before = await readSpans(transaction, statement.id, statement.spanSet);
  const after = { ...before, ...spansIn(correction) };
  const anchored = ROLES.some((role) => !sameSpans(before[role], after[role]))
    ? await storeAnchors(transaction, statement, after)
    : {};
  const { kind, stance, medium, audience, place } = correction;
  const fields: StatementFields = {
    ...statement,
    ...definedOf({ kind, stance, medium, audience, place }),
    ...anchored,
    ...(correction.said_on === undefined ? {} : saidFields(correction.said_on)),
    ...(correction.claim_id === undefined
      ? {}
      : { claimId: await claimIn(transaction, correction.claim_id) }),
    ...(await speakerFields(transaction, statement, correction)),
    review: "corrected",
  };
  const difference = differenceOf(shown(statement, before), shown(fields, after));
  if (difference === null) throw new DomainError("nothing_corrected");
  return { fields, difference };
}

/** The fields in the words of the API, as reviews and the log show them. */
export const shown = (fields: StatementFields, spans: Spans) => ({
  speaker_id: fields.speakerId?.toString() ?? null,
  position_id: fields.positionId?.toString() ?? null,
  kind: fields.kind,
  stance: fields.stance,
  medium: fields.medium,
  audience: fields.audience,
  place: fields.place,
  said_on: {
    as_printed: fields.saidAsPrinted,
    date: fields.saidOn?.slice(0, lengthOf[fields.saidPrecision ?? "day"]) ?? null,
  },
  claim_id: fields.claimId?.toString() ?? null,
  ...spans,
});

const lengthOf: Readonly<Record<DatePrecision, number>> = { day: 10, month: 7, year: 4 };

function saidFields(said: Correction["said_on"]) {
  const date = said?.date ?? null;
  const precisions = Object.keys(lengthOf) as DatePrecision[];
  return {
    saidAsPrinted: said?.as_printed ?? null,
    saidOn: date === null ? null : firstDayOf(date),
    saidPrecision: precisions.find((precision) => lengthOf[precision] === date?.length) ?? null,
  };
}

const spansIn = ({ content, cue, attributed_as }: Correction): Partial<Spans> =>
  definedOf({ content, cue, attributed_as });

const sameSpans = (a: Spans["content"], b: Spans["content"]): boolean =>
  a.length === b.length && a.every(({ start, end }, at) => start === b[at]!.start && end === b[at]!.end);

async function claimIn(session: DatabaseSession, id: string | null): Promise<bigint | null> {
  if (id === null) return null;
  if ((await session.claim.count({ where: { id: BigInt(id) } })) === 0) {
    throw faultInBody("reference_not_found", "/correction/claim_id", `No claim has the id ${id}.`);
  }
  return BigInt(id);
}

/** A position goes with its holder: whoever turns out to be the speaker does not get another's. */
async function speakerFields(
  transaction: DatabaseSession,
  statement: StatementRow,
  { speaker, position }: Correction,
): Promise<Pick<StatementFields, "speakerId" | "positionId">> {
  const speakerId =
    speaker === undefined
      ? statement.speakerId
      : speaker === null
        ? null
        : await knownSpeaker(transaction, speaker, statement.documentId, "/correction/speaker");
  if (position === undefined) {
    const kept = speakerId === statement.speakerId ? statement.positionId : null;
    return { speakerId, positionId: kept };
  }
  if (position === null) return { speakerId, positionId: null };
  if (speakerId === null) throw new DomainError("position_of_another_speaker");
  const positionId = await knownPosition(transaction, speakerId, position, "/correction/position");
  return { speakerId, positionId };
}
