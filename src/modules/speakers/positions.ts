/** Positions and the time in which they were held, as editors record them. */
import type { Database, DatabaseSession } from "../../database/client.ts";
import { Prisma } from "../../database/generated/client.ts";
import { id, instant, object, optionalWord, sqlOf, text, word } from "../../database/json-sql.ts";
import { beginRecord, holdMerges } from "../../database/locks.ts";
import { databaseProblem } from "../../database/prisma-errors.ts";
import { inTransaction } from "../../database/transaction.ts";
import { definedOf } from "../../defined-of.ts";
import { DomainError, faultInBody, notFound } from "../../errors.ts";
import type { Versioned } from "../../http/app.ts";
import type { VersionDemand } from "../../http/preconditions.ts";
import { boundedKey, positionKey } from "../documents/name-keys.ts";
import { differenceOf, keyActor, recordEvent } from "../events/service.ts";
import type { Caller } from "../keys/service.ts";
import { knownOrganization } from "./known.ts";
import { joinSpeaker, speakerJson } from "./present.ts";
import type { NewPosition, PositionChange } from "./write-schemas.ts";

const positionJson = sqlOf(
  object({
    id: id("p.id"),
    speaker: speakerJson("holder"),
    title: text("p.title"),
    organization: speakerJson("organization"),
    valid_from: optionalWord("p.valid_from"),
    valid_until: optionalWord("p.valid_until"),
    origin: word("p.origin"),
    recorded_at: instant("p.recorded_at"),
  }),
);

export function createPositionService({ database }: { readonly database: Database }) {
  return {
    /** @throws DomainError `position_not_found` */
    get: (positionId: string): Promise<Versioned> => get(database, BigInt(positionId)),

    /**
     * Records a position of a speaker.
     *
     * @throws DomainError `speaker_not_found`, `reference_not_found`, or `name_taken` where the speaker has this title
     *   from the same day already
     */
    async create(
      speakerId: string,
      position: NewPosition,
      caller: Caller,
    ): Promise<{ id: string; position: Versioned }> {
      return inTransaction(database, async (transaction) => {
        await holdMerges(transaction);
        await beginRecord(transaction);
        const speaker = await transaction.speaker.findUnique({ where: { id: BigInt(speakerId) } });
        if (speaker === null) throw notFound("speaker", speakerId);
        const organization = await organizationOf(transaction, position.organization);
        const { id: positionId } = await refuseTaken(() =>
          transaction.position.create({
            data: {
              ...columnsOf({ ...position, organization }),
              speakerId: speaker.canonicalId,
              origin: "editor",
            },
            select: { id: true },
          }),
        );
        await recordEvent(transaction, {
          resourceType: "positions",
          resourceId: positionId,
          action: "created",
          difference: differenceOf(nothing, shown({ ...position, organization })),
          actor: keyActor(caller),
        });
        return { id: String(positionId), position: await get(transaction, positionId) };
      });
    },

    /**
     * Changes what is on record of a position, for every statement that was made in it.
     *
     * @throws DomainError `position_not_found`, `stale_version`, `reference_not_found`, `invalid_request` or `name_taken`
     */
    async update(
      positionId: string,
      change: PositionChange,
      demand: VersionDemand,
      caller: Caller,
    ): Promise<Versioned> {
      return inTransaction(database, async (transaction) => {
        await transaction.$executeRaw`SELECT FROM positions WHERE id = ${BigInt(positionId)} FOR UPDATE`;
        const row = await transaction.position.findUnique({
          where: { id: BigInt(positionId) },
          include: { organization: { select: { id: true, name: true } } },
        });
        if (row === null) throw notFound("position", positionId);
        demand(row.version);
        await beginRecord(transaction);
        const before = {
          title: row.title,
          organization: row.organization,
          valid_from: dayOf(row.validFrom),
          valid_until: dayOf(row.validUntil),
        };
        const organization =
          change.organization === undefined
            ? row.organization
            : await organizationOf(transaction, change.organization);
        const { title, valid_from, valid_until } = change;
        const after = { ...before, ...definedOf({ title, valid_from, valid_until }), organization };
        if (after.valid_from !== null && after.valid_until !== null && after.valid_until < after.valid_from) {
          const detail = "`valid_until` must not be before `valid_from`";
          throw faultInBody("invalid_request", "/valid_until", detail);
        }
        const { key, ...columns } = columnsOf(after);
        // The key by which ingestion finds the position stays as long as the article's words for it do.
        const renamed = after.title !== before.title || organization?.id !== row.organization?.id;
        await refuseTaken(() =>
          transaction.position.update({
            where: { id: row.id },
            data: renamed ? { key, ...columns } : columns,
          }),
        );
        await recordEvent(transaction, {
          resourceType: "positions",
          resourceId: row.id,
          action: "updated",
          difference: differenceOf(shown(before), shown(after)),
          actor: keyActor(caller),
        });
        return get(transaction, row.id);
      });
    },
  };
}

export type PositionService = ReturnType<typeof createPositionService>;

interface Organization {
  readonly id: bigint;
  readonly name: string;
}

interface PositionFields {
  readonly title: string;
  readonly organization: Organization | null;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
}

/** Somebody can hold the same position twice, from different days on. */
const columnsOf = ({ title, organization, valid_from: from, valid_until: until }: PositionFields) => {
  const key = positionKey({ title, organization: organization?.name ?? null });
  return {
    key: from === null ? key : boundedKey(`${key}|${from}`),
    title,
    organizationId: organization?.id ?? null,
    validFrom: from === null ? null : new Date(from),
    validUntil: until === null ? null : new Date(until),
  };
};

const shown = ({ organization, ...fields }: PositionFields) => ({
  ...fields,
  organization_id: organization === null ? null : String(organization.id),
});

const nothing = shown({ title: "", organization: null, valid_from: null, valid_until: null });

const dayOf = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

async function organizationOf(
  transaction: DatabaseSession,
  organization: NewPosition["organization"],
): Promise<Organization | null> {
  if (organization === null) return null;
  const organizationId =
    "id" in organization ? BigInt(organization.id) : await knownOrganization(transaction, organization.name);
  const found = await transaction.speaker.findUnique({
    where: { id: organizationId, type: "organization" },
    select: { id: true, name: true },
  });
  if (found === null)
    throw faultInBody(
      "reference_not_found",
      "/organization/id",
      `No organisation has the id ${organizationId}.`,
    );
  return found;
}

async function refuseTaken<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (databaseProblem(error)?.kind !== "duplicate") throw error;
    throw new DomainError(
      "name_taken",
      "The speaker has this position on record already, from the same day.",
    );
  }
}

async function get(session: DatabaseSession, positionId: bigint): Promise<Versioned> {
  const [row] = await session.$queryRaw<Versioned[]>`
    SELECT ${Prisma.raw(positionJson)} AS json, p.version FROM positions p
      ${Prisma.raw(joinSpeaker("holder", "p.speaker_id"))} ${Prisma.raw(joinSpeaker("organization", "p.organization_id"))}
     WHERE p.id = ${positionId}`;
  if (row === undefined) throw notFound("position", positionId);
  return row;
}
