/** A small archive about a bridge: three documents in which every filter, sort and merge has something to tell apart. */
import type { Database } from "../../src/database/client.ts";
import { rowsIn } from "./rows.ts";

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);

const marchText =
  "Mayor Ann Lee said Friday that the bridge is safe. “We checked every bolt,” she told reporters at the pier. " +
  "The Transport Board has not confirmed the report. Critics warn the bridge may fall. An aide said nothing new.";
const mayText =
  "Ann Lee denied on Thursday that the bridge is closed. Two officials said the bridge was inspected in March, " +
  "the Harbor Review reported.";
const undatedText = 'Engineer Bo Ruiz called the bridge <b>safe & "sound"</b>.';

/** Fills an empty database; what it returns are the ids. */
export async function fillArchive(database: Database) {
  const rows = rowsIn(database);
  const herald = await database.publisher.create({ data: { name: "The Daily Herald", key: "daily herald" } });
  const courier = await database.publisher.create({ data: { name: "Courier", key: "courier" } });
  const published = (publisherId: bigint, on: string) =>
    ({
      publisherId,
      publisherOrigin: "editor",
      publishedOn: day(on),
      publishedOnOrigin: "printed",
    }) as const;
  const march = await rows.document(marchText, {
    ...published(herald.id, "2024-03-02"),
    title: "Bridge",
    titleOrigin: "printed",
    url: "https://herald.example/bridge",
  });
  const may = await rows.document(mayText, published(courier.id, "2024-05-10"));
  const undated = await rows.document(undatedText);

  const [lee, board, critics, officials, ruiz, city] = await Promise.all([
    rows.speaker("Ann Lee"),
    rows.speaker("The Transport Board", "organization"),
    rows.speaker("Critics", "group"),
    rows.speaker("Two officials", "anonymous"),
    rows.speaker("Bo Ruiz"),
    rows.speaker("City of Arden", "organization"),
  ]);
  await database.speakerAlias.create({ data: { speakerId: lee, name: "Mayor Lee" } });
  const position = async (speakerId: bigint, title: string, organizationId: bigint) =>
    (await database.position.create({ data: { speakerId, title, organizationId, key: title } })).id;
  const mayor = await position(lee, "Mayor of Arden", city);
  const engineer = await position(ruiz, "Chief Engineer", board);
  const closed = await rows.claim("the bridge is closed");
  const inspected = await rows.claim("the bridge was inspected");

  const safe = await rows.statement({
    in: march,
    content: "that the bridge is safe",
    cue: "said",
    attributedAs: "Mayor Ann Lee",
    speakerId: lee,
    positionId: mayor,
    saidAsPrinted: "Friday",
    saidOn: day("2024-03-01"),
    saidPrecision: "day",
    confidence: 0.9,
  });
  const bolts = await rows.statement({
    in: march,
    content: "We checked every bolt,",
    cue: "told",
    attributedAs: "she",
    speakerId: lee,
    kind: "direct",
    medium: "interview",
    audience: "reporters",
    place: "the pier",
    confidence: 0.95,
    review: "accepted",
  });
  const unconfirmed = await rows.statement({
    in: march,
    content: "the report",
    cue: "has not confirmed",
    attributedAs: "The Transport Board",
    speakerId: board,
    stance: "has_not_confirmed",
    medium: "unspecified",
    claimId: inspected,
    confidence: 0.7,
  });
  const fall = await rows.statement({
    in: march,
    content: "the bridge may fall",
    cue: "warn",
    attributedAs: "Critics",
    speakerId: critics,
    stance: "predicts",
    confidence: 0.5,
  });
  const denial = await rows.statement({
    in: may,
    content: "that the bridge is closed",
    cue: "denied",
    attributedAs: "Ann Lee",
    speakerId: lee,
    stance: "denies",
    saidAsPrinted: "Thursday",
    saidOn: day("2024-05-09"),
    saidPrecision: "day",
    claimId: closed,
    confidence: 0.85,
  });
  const inspection = await rows.statement({
    in: may,
    content: "the bridge was inspected in March",
    cue: "said",
    attributedAs: "Two officials",
    speakerId: officials,
    saidAsPrinted: "March",
    saidOn: day("2024-03-01"),
    saidPrecision: "month",
    claimId: inspected,
    confidence: 0.6,
  });
  const sound = await rows.statement({
    in: undated,
    content: 'the bridge <b>safe & "sound"</b>',
    cue: "called",
    attributedAs: "Bo Ruiz",
    speakerId: ruiz,
    positionId: engineer,
    kind: "mixed",
    confidence: 0.4,
  });
  const unknown = await rows.statement({ in: march, content: "nothing new", cue: "said", confidence: 0.3 });
  const gone = await rows.statement({
    in: march,
    content: "every bolt",
    speakerId: lee,
    confidence: 0.2,
    supersededAt: day("2024-03-03"),
  });

  const review = await database.source.create({
    data: {
      type: "report",
      name: "Harbor Review report",
      key: "report:harbor review",
      publisherId: courier.id,
      date: "2024-05",
    },
  });
  await database.statementRelay.create({
    data: { statementId: inspection, ordinal: 0, sourceId: review.id },
  });

  const span = (text: string, exact: string) => {
    const start = Array.from(text.slice(0, text.indexOf(exact))).length;
    return { evidenceStart: start, evidenceEnd: start + [...exact].length, evidenceQuotation: exact };
  };
  const notConfirmed = await database.confirmation.create({
    data: {
      claimId: inspected,
      status: "not_confirmed",
      partyId: board,
      origin: "extracted",
      evidenceStatementId: unconfirmed,
      evidenceRevisionId: march.revisionId,
      ...span(marchText, "The Transport Board has not confirmed the report."),
    },
  });
  const denied = await database.confirmation.create({
    data: {
      claimId: closed,
      status: "denied",
      partyId: lee,
      origin: "extracted",
      evidenceStatementId: denial,
      evidenceRevisionId: may.revisionId,
      ...span(mayText, "Ann Lee denied on Thursday that the bridge is closed."),
    },
  });
  await database.claim.update({ where: { id: inspected }, data: { status: "unconfirmed" } });
  await database.claim.update({ where: { id: closed }, data: { status: "denied" } });

  return {
    statements: { safe, bolts, unconfirmed, fall, denial, inspection, sound, unknown, gone },
    speakers: { lee, board, critics, officials, ruiz, city },
    positions: { mayor, engineer },
    documents: { march: march.documentId, may: may.documentId, undated: undated.documentId },
    publishers: { herald: herald.id, courier: courier.id },
    claims: { closed, inspected },
    sources: { review: review.id },
    confirmations: { notConfirmed: notConfirmed.id, denied: denied.id },
  };
}

export type Archive = Awaited<ReturnType<typeof fillArchive>>;
