/**
 * Conditional requests (RFC 9110, section 13). A resource that can be updated sets `reply.resourceVersion` when it is
 * read; its `ETag` then begins with that version, and an update must send it back as `If-Match`:
 *
 *     // route: config: { access: "curate", versioned: true }
 *     handler: async (request) => positions.update(request.params.id, request.body, versionDemand(request)),
 *     // service, inside its transaction, with the row locked:
 *     demand(row.version);
 */
import type { FastifyRequest } from "fastify";
import { DomainError } from "../errors.ts";

/** Throws `stale_version` where the current version is none that the client named. */
export type VersionDemand = (currentVersion: number) => void;

/**
 * Reads `If-Match`.
 *
 * @throws DomainError `version_required` without the header
 */
export function versionDemand(request: FastifyRequest): VersionDemand {
  const header = request.headers["if-match"];
  if (header === undefined) throw new DomainError("version_required");
  if (header.trim() === "*") return () => undefined;
  const named = entityTags(header).map((tag) => Number(/^"(\d{1,9})-/.exec(tag)?.[1]));
  return (currentVersion) => {
    if (!named.includes(currentVersion)) throw new DomainError("stale_version");
  };
}

/** For examples: works whatever the version is. Whoever edits in earnest sends the `ETag` that they read. */
export const anyVersion = { "if-match": "*" } as const;

/** Whether the client already has what it asks for: `If-None-Match`, compared weakly. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.trim() === "*" || entityTags(ifNoneMatch).includes(etag);
}

/** The tags of a header, without their `W/`. */
const entityTags = (header: string): string[] => header.match(/"[^"]*"/g) ?? [];
