import { sendVersioned, type App } from "../../http/app.ts";
import { anyVersion, versionDemand } from "../../http/preconditions.ts";
import { idParams } from "../../http/text.ts";
import { mergeSchema } from "../claims/write-schemas.ts";
import type { SpeakerEditing } from "./editing.ts";
import type { PositionService } from "./positions.ts";
import { speakerSchema } from "./schemas.ts";
import type { SpeakerService } from "./service.ts";
import {
  newPositionSchema,
  newSpeakerSchema,
  positionChangeSchema,
  positionSchema,
  speakerChangeSchema,
} from "./write-schemas.ts";

/** What the examples are about: a speaker and a position that they make themselves, and one that the article names. */
const ownSpeaker = { operation: "create_speaker", example: "spokesperson", pointer: "/id" } as const;
const ownPosition = { operation: "create_position", example: "spokesperson", pointer: "/id" } as const;
const articleSpeaker = { operation: "list_speakers", example: "most_quoted", pointer: "/data/0/id" } as const;

interface SpeakerServices {
  readonly speakers: SpeakerService;
  readonly speakerEditing: SpeakerEditing;
  readonly positions: PositionService;
}

export function registerSpeakerWriteRoutes(
  app: App,
  { speakers, speakerEditing, positions }: SpeakerServices,
): void {
  app.route({
    method: "POST",
    url: "/speakers",
    schema: {
      operationId: "create_speaker",
      tags: ["speakers"],
      summary: "Record a speaker whom no document has named yet",
      description: "Such as a spokesperson who confirmed something to the newsroom on the telephone.",
      body: newSpeakerSchema,
      response: { 201: speakerSchema },
    },
    config: {
      access: "curate",
      idempotent: true,
      problems: ["name_taken"],
      examples: [
        {
          name: "spokesperson",
          summary: "Somebody who called the newsroom",
          body: { name: "Alex Example", type: "person" },
        },
      ],
    },
    handler: async (request, reply) => {
      const id = await speakerEditing.create(request.body, request.caller!);
      void reply.code(201).header("location", `/v1/speakers/${id}`);
      return sendVersioned(reply, await speakers.get(id));
    },
  });

  app.route({
    method: "PATCH",
    url: "/speakers/:id",
    schema: {
      operationId: "update_speaker",
      tags: ["speakers"],
      summary: "Correct what is on record of a speaker",
      description:
        "The name to show, its other forms, and the speaker's identifiers in other registers, such as Wikidata. Every " +
        "statement of the speaker shows the change. Only the fields that are sent change.",
      params: idParams,
      body: speakerChangeSchema,
      response: { 200: speakerSchema },
    },
    config: {
      access: "curate",
      versioned: true,
      problems: ["speaker_not_found", "name_taken"],
      examples: [
        {
          name: "aliases",
          summary: "Another form of the name, and an identifier in Wikidata",
          params: { id: ownSpeaker },
          headers: anyVersion,
          body: {
            aliases: ["A. Example"],
            external_ids: [{ scheme: "wikidata", value: "Q999999999" }],
          },
        },
      ],
    },
    handler: async (request, reply) => {
      await speakerEditing.update(request.params.id, request.body, versionDemand(request), request.caller!);
      return sendVersioned(reply, await speakers.get(request.params.id));
    },
  });

  app.route({
    method: "POST",
    url: "/speakers/:id/merge",
    schema: {
      operationId: "merge_speaker",
      tags: ["speakers"],
      summary: "Say that two speakers are the same",
      description:
        "From then on the id answers with the other speaker, and every statement and confirmation of either is theirs. " +
        "Nothing is lost: the merge can be undone.",
      params: idParams,
      body: mergeSchema,
      response: { 200: speakerSchema },
    },
    config: {
      access: "curate",
      versioned: true,
      problems: ["speaker_not_found", "reference_not_found", "already_merged", "merge_circle"],
      examples: [
        {
          name: "same",
          summary: "Two names of one person",
          params: { id: ownSpeaker },
          headers: anyVersion,
          body: { into: articleSpeaker },
        },
      ],
    },
    handler: async (request, reply) => {
      const { params, body, caller } = request;
      await speakerEditing.merge(params.id, body.into, versionDemand(request), caller!);
      return sendVersioned(reply, await speakers.get(params.id));
    },
  });

  app.route({
    method: "POST",
    url: "/speakers/:id/unmerge",
    schema: {
      operationId: "unmerge_speaker",
      tags: ["speakers"],
      summary: "Undo the merge of a speaker",
      description:
        "Each has the statements, names and positions that it had before; what was merged into it comes along.",
      params: idParams,
      response: { 200: speakerSchema },
    },
    config: {
      access: "curate",
      versioned: true,
      problems: ["speaker_not_found", "not_merged"],
      examples: [
        { name: "undone", summary: "They were two people", params: { id: ownSpeaker }, headers: anyVersion },
      ],
    },
    handler: async (request, reply) => {
      await speakerEditing.unmerge(request.params.id, versionDemand(request), request.caller!);
      return sendVersioned(reply, await speakers.get(request.params.id));
    },
  });

  app.route({
    method: "POST",
    url: "/speakers/:id/positions",
    schema: {
      operationId: "create_position",
      tags: ["speakers"],
      summary: "Record in which position somebody was, and when",
      description:
        "Statements made in that time show the position, and are flagged where the article prints another one.",
      params: idParams,
      body: newPositionSchema,
      response: { 201: positionSchema },
    },
    config: {
      access: "curate",
      idempotent: true,
      problems: ["speaker_not_found", "reference_not_found", "name_taken"],
      examples: [
        {
          name: "spokesperson",
          summary: "In the position since the beginning of 2025",
          params: { id: ownSpeaker },
          body: {
            title: "Spokesperson",
            organization: { name: "Example Ministry" },
            valid_from: "2025-01-20",
          },
        },
      ],
    },
    handler: async (request, reply) => {
      const { id, position } = await positions.create(request.params.id, request.body, request.caller!);
      return sendVersioned(reply.code(201).header("location", `/v1/positions/${id}`), position);
    },
  });

  app.route({
    method: "GET",
    url: "/positions/:id",
    schema: {
      operationId: "get_position",
      tags: ["speakers"],
      summary: "One position",
      description: "Who held it, where, and from when to when, as far as that is on record.",
      params: idParams,
      response: { 200: positionSchema },
    },
    config: {
      access: "open",
      problems: ["position_not_found"],
      examples: [
        {
          name: "printed",
          summary: "A position that the article prints",
          params: {
            id: { operation: "list_statements", example: "denials", pointer: "/data/0/position/id" },
          },
        },
      ],
    },
    handler: async (request, reply) => sendVersioned(reply, await positions.get(request.params.id)),
  });

  app.route({
    method: "PATCH",
    url: "/positions/:id",
    schema: {
      operationId: "update_position",
      tags: ["speakers"],
      summary: "Correct what is on record of a position",
      description:
        "Its title, where it is held, and its first and last day. Only the fields that are sent change.",
      params: idParams,
      body: positionChangeSchema,
      response: { 200: positionSchema },
    },
    config: {
      access: "curate",
      versioned: true,
      problems: ["position_not_found", "reference_not_found", "name_taken"],
      examples: [
        {
          name: "ended",
          summary: "No longer in the position",
          params: { id: ownPosition },
          headers: anyVersion,
          body: { valid_until: "2025-07-31" },
        },
      ],
    },
    handler: async (request, reply) => {
      const { params, body, caller } = request;
      return sendVersioned(reply, await positions.update(params.id, body, versionDemand(request), caller!));
    },
  });
}
