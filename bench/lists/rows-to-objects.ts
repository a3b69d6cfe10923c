/** A row of the peer's query as the object that the API shows: so services are written that leave JSON to JavaScript. */

interface Relay {
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly publisher_id: string | null;
  readonly publisher_name: string | null;
  readonly url: string | null;
  readonly date: string | null;
}

interface Party {
  readonly confirmation_id: string;
  readonly party: object | null;
  readonly status: string;
  readonly quotation: string | null;
  readonly statement_id: string | null;
  readonly document_id: string | null;
  readonly revision: number | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly url: string | null;
  readonly origin: string;
  readonly effective_at: string | null;
  readonly recorded_at: string;
}

/** The columns; what the driver gives as text is text. */
export interface StatementRow {
  readonly id: string;
  readonly kind: string;
  readonly stance: string;
  readonly speaker_id: string | null;
  readonly speaker_name: string | null;
  readonly speaker_type: string | null;
  readonly anonymous: boolean;
  readonly attributed_as: object | null;
  readonly held_id: string | null;
  readonly held_title: string;
  readonly held_organization_id: string | null;
  readonly held_organization_name: string;
  readonly held_organization_type: string;
  readonly printed_id: string | null;
  readonly printed_title: string;
  readonly printed_organization_id: string | null;
  readonly printed_organization_name: string;
  readonly printed_organization_type: string;
  readonly position_conflict: boolean;
  readonly audience: string | null;
  readonly place: string | null;
  readonly said_as_printed: string | null;
  readonly said_on: string;
  readonly said_precision: "day" | "month" | "year" | null;
  readonly medium: string;
  readonly content: object;
  readonly cue: object | null;
  readonly sentence: object;
  readonly claim_id: string | null;
  readonly claim_text: string;
  readonly status: string;
  readonly attribution_status: string;
  readonly confidence: number;
  readonly review: string;
  readonly document_id: string;
  readonly document_title: string | null;
  readonly publisher_id: string | null;
  readonly publisher_name: string | null;
  readonly document_url: string | null;
  readonly document_published_on: string | null;
  readonly standing: string;
  readonly revision_number: number;
  readonly superseded_at: Date | null;
  readonly superseded_by: string | null;
  readonly recorded_at: Date;
  readonly published_on: string;
  readonly relays: readonly Relay[] | null;
  readonly claim_parties: readonly Party[] | null;
  readonly attribution_parties: readonly Party[] | null;
}

const named = (id: string | null, name: string | null) => (id === null ? null : { id, name });
const reference = (id: string | null, name: string | null, type: string | null) =>
  id === null ? null : { id, name, type };

export function objectOf(row: StatementRow): object {
  const { said_precision: precision } = row;
  const length = { day: 10, month: 7, year: 4 } as const;
  const saidDay = precision === null ? null : row.said_on.slice(0, length[precision]);
  const held =
    row.held_id === null
      ? null
      : {
          id: row.held_id,
          title: row.held_title,
          organization: reference(
            row.held_organization_id,
            row.held_organization_name,
            row.held_organization_type,
          ),
        };
  const printed =
    row.printed_id === null
      ? null
      : {
          id: row.printed_id,
          title: row.printed_title,
          organization: reference(
            row.printed_organization_id,
            row.printed_organization_name,
            row.printed_organization_type,
          ),
        };
  const publisher = named(row.publisher_id, row.publisher_name);
  return {
    id: row.id,
    kind: row.kind,
    stance: row.stance,
    speaker: reference(row.speaker_id, row.speaker_name, row.speaker_type),
    anonymous: row.anonymous,
    attributed_as: row.attributed_as,
    position: held ?? printed,
    position_as_printed: printed,
    position_conflict: row.position_conflict,
    audience: row.audience,
    place: row.place,
    said_on:
      row.said_as_printed === null && precision === null
        ? null
        : { as_printed: row.said_as_printed, date: saidDay, precision },
    medium: row.medium,
    cue: row.cue,
    content: row.content,
    sentence: row.sentence,
    chain: [
      {
        type: "speaker",
        id: row.speaker_id,
        name: row.speaker_name,
        anonymous: row.anonymous,
        publisher: null,
        url: null,
        date: saidDay,
      },
      ...(row.relays ?? []).map((relay) => ({
        type: relay.type,
        id: relay.id,
        name: relay.name,
        anonymous: false,
        publisher: named(relay.publisher_id, relay.publisher_name),
        url: relay.url,
        date: relay.date,
      })),
      {
        type: "document",
        id: row.document_id,
        name: row.document_title,
        anonymous: false,
        publisher,
        url: row.document_url,
        date: row.document_published_on,
      },
    ],
    claim: row.claim_id === null ? null : { id: row.claim_id, text: row.claim_text },
    status: { value: row.status, parties: (row.claim_parties ?? []).map(partyOf) },
    attribution_status: {
      value: row.attribution_status,
      parties: (row.attribution_parties ?? []).map(partyOf),
    },
    confidence: row.confidence,
    review: row.review,
    document: {
      id: row.document_id,
      title: row.document_title,
      publisher,
      url: row.document_url,
      published_on: row.document_published_on,
      standing: row.standing,
      revision: row.revision_number,
    },
    superseded: row.superseded_at === null ? null : { at: row.superseded_at, by: row.superseded_by },
    recorded_at: row.recorded_at,
  };
}

const instant = (text: string | null) => (text === null ? null : new Date(text));

function partyOf(party: Party): object {
  return {
    confirmation_id: party.confirmation_id,
    party: party.party,
    status: party.status,
    evidence: {
      quotation: party.quotation,
      statement_id: party.statement_id,
      document_id: party.document_id,
      revision: party.revision,
      start: party.start,
      end: party.end,
      url: party.url,
    },
    origin: party.origin,
    effective_at: instant(party.effective_at),
    recorded_at: instant(party.recorded_at),
  };
}
