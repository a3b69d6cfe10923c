/**
 * The catalogue of everything that can go wrong, in one place: a stable code, the HTTP status it becomes, and the
 * sentence that the public reads. Services and repositories throw a `DomainError` by its code; the problem-details
 * plugin is the only place that turns one into an answer (RFC 9457). A new kind of failure is a new row here.
 *
 *     throw notFound("statement", id);
 *     throw faultInBody("reference_not_found", "/claim_id", `No claim has the id ${claimId}.`);
 */

interface CatalogueEntry {
  /** HTTP status. */
  readonly status: number;
  /** Short name of the kind of problem, the same at every occurrence. */
  readonly title: string;
  /** What it means and what to do about it, for a reader who has only this answer. */
  readonly sentence: string;
}

export const catalogue = {
  invalid_request: {
    status: 400,
    title: "The request is not valid",
    sentence:
      "Part of the request cannot be used as it is; `errors` names each part and what is wrong with it.",
  },
  invalid_json: {
    status: 400,
    title: "The body is not JSON",
    sentence: "The body could not be read as JSON in UTF-8.",
  },
  invalid_url: {
    status: 400,
    title: "The address is not valid",
    sentence:
      "The address holds a percent sign that is not followed by two hexadecimal digits of UTF-8 text.",
  },
  invalid_cursor: {
    status: 400,
    title: "The cursor is not valid",
    sentence: "A cursor is taken unchanged from `page.next_cursor` or the `Link` header of an earlier page.",
  },
  cursor_of_another_query: {
    status: 400,
    title: "The cursor belongs to another query",
    sentence:
      "A cursor continues the list it came from: send it with the same filters and sort, or leave it out to start again.",
  },
  missing_key: {
    status: 401,
    title: "An API key is needed",
    sentence:
      "Send an API key in the header `Authorization: Bearer otr_...`; `npm run keys -- create` makes one.",
  },
  invalid_key: {
    status: 401,
    title: "The API key is not valid",
    sentence: "The key is mistyped, unknown, expired or revoked.",
  },
  missing_scope: {
    status: 403,
    title: "The API key may not do this",
    sentence: "The key is valid but was made without the scope that this operation needs.",
  },
  route_not_found: {
    status: 404,
    title: "There is nothing at this address",
    sentence: "No operation has this path; the list of all operations is at /docs.",
  },
  document_not_found: {
    status: 404,
    title: "Document not found",
    sentence: "No document has this id.",
  },
  revision_not_found: {
    status: 404,
    title: "Revision not found",
    sentence: "The document has no revision of this number.",
  },
  statement_not_found: {
    status: 404,
    title: "Statement not found",
    sentence: "No statement has this id.",
  },
  speaker_not_found: { status: 404, title: "Speaker not found", sentence: "No speaker has this id." },
  source_not_found: { status: 404, title: "Source not found", sentence: "No source has this id." },
  claim_not_found: { status: 404, title: "Claim not found", sentence: "No claim has this id." },
  confirmation_not_found: {
    status: 404,
    title: "Confirmation not found",
    sentence: "No confirmation has this id.",
  },
  utterance_not_found: {
    status: 404,
    title: "Utterance not found",
    sentence: "No utterance has this id.",
  },
  position_not_found: { status: 404, title: "Position not found", sentence: "No position has this id." },
  key_not_found: { status: 404, title: "API key not found", sentence: "No API key has this id." },
  problem_not_found: {
    status: 404,
    title: "Problem not found",
    sentence: "No kind of problem has this code.",
  },
  method_not_allowed: {
    status: 405,
    title: "This address does not take the method",
    sentence: "The `Allow` header lists the methods that it takes.",
  },
  not_acceptable: {
    status: 406,
    title: "None of the accepted forms is available",
    sentence: "The resource has other forms than those in the `Accept` header; `errors` lists them.",
  },
  request_in_progress: {
    status: 409,
    title: "The same creation is still under way",
    sentence: "Another request with this `Idempotency-Key` has not been answered yet; ask again shortly.",
  },
  already_superseded: {
    status: 409,
    title: "The confirmation is superseded already",
    sentence: "Another confirmation took its place; supersede that one, so that the line stays whole.",
  },
  already_withdrawn: {
    status: 409,
    title: "It is a withdrawal itself",
    sentence:
      "A withdrawal counts for nothing; to restore what it withdrew, record that anew and supersede it.",
  },
  already_merged: {
    status: 409,
    title: "It is merged already",
    sentence: "It was merged into another one before; undo that first.",
  },
  not_merged: {
    status: 409,
    title: "It is not merged",
    sentence: "It was not merged into another one, so there is nothing to undo.",
  },
  merge_circle: {
    status: 409,
    title: "The merge would be a circle",
    sentence: "Nothing can be merged into itself or into what was merged into it.",
  },
  name_taken: {
    status: 409,
    title: "It belongs to another one",
    sentence: "The identifier or title is recorded already; change or take back that record first.",
  },
  key_revoked: {
    status: 409,
    title: "The API key is revoked",
    sentence: "A revoked key stays revoked; make a new one.",
  },
  stale_version: {
    status: 412,
    title: "The resource has changed",
    sentence: "The `If-Match` header names an older version; read the resource again and decide anew.",
  },
  body_too_large: {
    status: 413,
    title: "The body is too large",
    sentence: "The body is larger than the service takes; split the work into several requests.",
  },
  unsupported_media_type: {
    status: 415,
    title: "The type of the body is not supported",
    sentence: "Send the body as `Content-Type: application/json`.",
  },
  idempotency_key_reused: {
    status: 422,
    title: "The idempotency key was used for another request",
    sentence: "This `Idempotency-Key` came with a different body before; take a new key for a new creation.",
  },
  reference_not_found: {
    status: 422,
    title: "Something that the body refers to does not exist",
    sentence: "`errors` names each id in the body that nothing has.",
  },
  evidence_differs: {
    status: 422,
    title: "The evidence does not hold the quoted words",
    sentence: "The quotation must be exactly what stands at the place that is named as evidence.",
  },
  effective_in_future: {
    status: 422,
    title: "It has not happened yet",
    sentence:
      "A confirmation is recorded when it has taken effect, so `effective_at` cannot be in the future.",
  },
  supersedes_another_subject: {
    status: 422,
    title: "The superseded confirmation is about something else",
    sentence: "A confirmation supersedes only one about the same statement or claim.",
  },
  spans_do_not_fit: {
    status: 422,
    title: "The spans do not fit the text",
    sentence: "Spans lie inside the text of the statement's revision, in its order, without overlapping.",
  },
  nothing_corrected: {
    status: 422,
    title: "The correction changes nothing",
    sentence: "Every corrected field already has the value; accept the statement instead.",
  },
  position_of_another_speaker: {
    status: 422,
    title: "The position is another speaker's",
    sentence: "A statement points at a position that its own speaker holds or held.",
  },
  words_of_another_speaker: {
    status: 422,
    title: "The words are another speaker's",
    sentence: "An utterance is one speaker's; a statement of another cannot render it.",
  },
  not_a_rendering: {
    status: 422,
    title: "The statement does not render the utterance",
    sentence: "It renders another utterance, or none.",
  },
  unreadable_document: {
    status: 422,
    title: "The document cannot be read",
    sentence: "The text or page was received, but there is no article in it that could be stored.",
  },
  version_required: {
    status: 428,
    title: "The version is required",
    sentence: "Send the `ETag` of the resource as `If-Match`, so that nobody else's change is overwritten.",
  },
  too_many_requests: {
    status: 429,
    title: "Too many requests",
    sentence: "The quota of this client is used up; `Retry-After` says in how many seconds to ask again.",
  },
  headers_too_large: {
    status: 431,
    title: "The headers are too large",
    sentence: "The headers or the address are longer than the service takes.",
  },
  internal_error: {
    status: 500,
    title: "The service failed",
    sentence:
      "Something went wrong that is not the request's fault; the service's log has it under `request_id`.",
  },
  overloaded: {
    status: 503,
    title: "The service is overloaded",
    sentence: "Too much is being asked at once; `Retry-After` says in how many seconds to ask again.",
  },
  database_unavailable: {
    status: 503,
    title: "The database cannot be reached",
    sentence:
      "Nothing can be read or written at the moment; `Retry-After` says in how many seconds to ask again.",
  },
  query_too_slow: {
    status: 503,
    title: "The question takes too long",
    sentence: "The database could not answer in time; ask for less, with more filters, or later.",
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ProblemCode = keyof typeof catalogue;

/** One part of a request that is wrong. */
export interface RequestFault {
  readonly in: "body" | "query" | "path" | "header";
  /** JSON pointer into that part: `/text`, `/limit`; empty for the whole of it. */
  readonly pointer: string;
  readonly detail: string;
}

interface DomainErrorOptions {
  readonly errors?: readonly RequestFault[];
  /** Response headers that belong to the problem, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** A failure that the catalogue knows. `detail` is about this occurrence and is shown to the public. */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: ProblemCode;
  readonly errors: readonly RequestFault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    detail: string = catalogue[code].sentence,
    { errors = [], headers = {}, cause }: DomainErrorOptions = {},
  ) {
    super(detail, { cause });
    this.code = code;
    this.errors = errors;
    this.headers = headers;
  }

  get status(): number {
    return catalogue[this.code].status;
  }
}

type Resource =
  "document" | "statement" | "speaker" | "source" | "claim" | "confirmation" | "utterance" | "position";

/** No resource of the kind has the id that the address names. */
export const notFound = (kind: Resource, id: bigint | string): DomainError =>
  new DomainError(`${kind}_not_found`, `No ${kind} has the id ${id}.`);

/** What is wrong with one part of the body, which the JSON pointer leads to. */
export const faultInBody = (
  code: ProblemCode,
  pointer: string,
  detail: string,
  cause?: unknown,
): DomainError => new DomainError(code, detail, { errors: [{ in: "body", pointer, detail }], cause });
