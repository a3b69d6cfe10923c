-- Names are searched by trigram; the extension comes with every stock Postgres.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "metadata_origin" AS ENUM ('printed', 'page', 'editor');

-- CreateEnum
CREATE TYPE "document_standing" AS ENUM ('live', 'edited', 'corrected', 'retracted', 'gone');

-- CreateEnum
CREATE TYPE "kind" AS ENUM ('direct', 'indirect', 'mixed');

-- CreateEnum
CREATE TYPE "stance" AS ENUM ('asserts', 'denies', 'confirms', 'has_not_confirmed', 'declines_to_comment', 'questions', 'accuses', 'predicts', 'demands');

-- CreateEnum
CREATE TYPE "medium" AS ENUM ('spoken', 'press_conference', 'interview', 'written_statement', 'social_media_post', 'speech', 'testimony', 'document', 'report', 'unspecified');

-- CreateEnum
CREATE TYPE "date_precision" AS ENUM ('day', 'month', 'year');

-- CreateEnum
CREATE TYPE "review_state" AS ENUM ('extracted', 'accepted', 'corrected', 'rejected');

-- CreateEnum
CREATE TYPE "status" AS ENUM ('unchecked', 'unconfirmed', 'confirmed', 'denied', 'disputed', 'retracted');

-- CreateEnum
CREATE TYPE "span_role" AS ENUM ('content', 'cue', 'attributed_as');

-- CreateEnum
CREATE TYPE "speaker_type" AS ENUM ('person', 'organization', 'group', 'anonymous');

-- CreateEnum
CREATE TYPE "source_type" AS ENUM ('report', 'publication', 'statement', 'document');

-- CreateEnum
CREATE TYPE "confirmation_status" AS ENUM ('confirmed', 'denied', 'not_confirmed', 'disputed', 'retracted');

-- CreateEnum
CREATE TYPE "record_origin" AS ENUM ('extracted', 'editor');

-- CreateEnum
CREATE TYPE "review_decision" AS ENUM ('accepted', 'corrected', 'rejected');

-- CreateEnum
CREATE TYPE "re_anchoring_outcome" AS ENUM ('exact', 'moved', 'altered', 'gone');

-- CreateEnum
CREATE TYPE "rendering_kind" AS ENUM ('verbatim', 'truncated', 'altered', 'translated_or_paraphrased');

-- CreateEnum
CREATE TYPE "key_scope" AS ENUM ('ingest', 'curate', 'confirm', 'admin');

-- CreateTable
CREATE TABLE "publishers" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "publishers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "documents" (
    "id" BIGSERIAL NOT NULL,
    "identity_key" TEXT NOT NULL,
    "url" TEXT,
    "publisher_id" BIGINT,
    "publisher_origin" "metadata_origin",
    "title" TEXT,
    "title_origin" "metadata_origin",
    "byline" TEXT,
    "byline_origin" "metadata_origin",
    "published_on" DATE,
    "published_on_origin" "metadata_origin",
    "language" TEXT NOT NULL DEFAULT 'en',
    "standing" "document_standing" NOT NULL DEFAULT 'live',
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "documents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revisions" (
    "id" BIGSERIAL NOT NULL,
    "document_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "text" TEXT NOT NULL,
    "length_code_points" INTEGER NOT NULL,
    "engine_version" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statements" (
    "id" BIGSERIAL NOT NULL,
    "revision_id" BIGINT NOT NULL,
    "document_id" BIGINT NOT NULL,
    "publisher_id" BIGINT,
    "published_on" DATE NOT NULL DEFAULT '-infinity'::date,
    "ordinal" INTEGER NOT NULL,
    "kind" "kind" NOT NULL,
    "stance" "stance" NOT NULL,
    "medium" "medium" NOT NULL,
    "speaker_id" BIGINT,
    "anonymous" BOOLEAN NOT NULL DEFAULT false,
    "position_id" BIGINT,
    "attributed_as" TEXT,
    "content_text" TEXT NOT NULL,
    "audience" TEXT,
    "place" TEXT,
    "said_as_printed" TEXT,
    "said_on" DATE NOT NULL DEFAULT '-infinity'::date,
    "said_precision" "date_precision",
    "sentence_start" INTEGER NOT NULL,
    "sentence_end" INTEGER NOT NULL,
    "confidence" REAL NOT NULL,
    "review" "review_state" NOT NULL DEFAULT 'extracted',
    "claim_id" BIGINT,
    "status" "status" NOT NULL DEFAULT 'unchecked',
    "attribution_status" "status" NOT NULL DEFAULT 'unchecked',
    "search_vector" tsvector,
    "superseded_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "statements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement_spans" (
    "statement_id" BIGINT NOT NULL,
    "role" "span_role" NOT NULL,
    "ordinal" SMALLINT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "exact" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "suffix" TEXT NOT NULL,

    CONSTRAINT "statement_spans_pkey" PRIMARY KEY ("statement_id","role","ordinal")
);

-- CreateTable
CREATE TABLE "speakers" (
    "id" BIGSERIAL NOT NULL,
    "type" "speaker_type" NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "merged_into_id" BIGINT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "speakers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "speaker_aliases" (
    "speaker_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "speaker_aliases_pkey" PRIMARY KEY ("speaker_id","name")
);

-- CreateTable
CREATE TABLE "speaker_external_ids" (
    "scheme" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "speaker_id" BIGINT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "speaker_external_ids_pkey" PRIMARY KEY ("scheme","value")
);

-- CreateTable
CREATE TABLE "positions" (
    "id" BIGSERIAL NOT NULL,
    "speaker_id" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "organization_id" BIGINT,
    "key" TEXT NOT NULL,
    "valid_from" DATE,
    "valid_until" DATE,
    "origin" "metadata_origin" NOT NULL DEFAULT 'printed',
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "positions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sources" (
    "id" BIGSERIAL NOT NULL,
    "type" "source_type" NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "publisher_id" BIGINT,
    "url" TEXT,
    "date" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sources_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statement_relays" (
    "statement_id" BIGINT NOT NULL,
    "ordinal" SMALLINT NOT NULL,
    "source_id" BIGINT NOT NULL,

    CONSTRAINT "statement_relays_pkey" PRIMARY KEY ("statement_id","ordinal")
);

-- CreateTable
CREATE TABLE "claims" (
    "id" BIGSERIAL NOT NULL,
    "text" TEXT NOT NULL,
    "revision_id" BIGINT,
    "start" INTEGER,
    "end" INTEGER,
    "status" "status" NOT NULL DEFAULT 'unchecked',
    "merged_into_id" BIGINT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claims_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "confirmations" (
    "id" BIGSERIAL NOT NULL,
    "statement_id" BIGINT,
    "claim_id" BIGINT,
    "status" "confirmation_status" NOT NULL,
    "party_id" BIGINT,
    "evidence_statement_id" BIGINT,
    "evidence_revision_id" BIGINT,
    "evidence_start" INTEGER,
    "evidence_end" INTEGER,
    "evidence_url" TEXT,
    "evidence_quotation" TEXT,
    "effective_at" TIMESTAMPTZ(3),
    "note" TEXT,
    "supersedes_id" BIGINT,
    "origin" "record_origin" NOT NULL,
    "recorded_by_id" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "confirmations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reviews" (
    "id" BIGSERIAL NOT NULL,
    "statement_id" BIGINT NOT NULL,
    "decision" "review_decision" NOT NULL,
    "reason" TEXT,
    "correction" JSONB,
    "recorded_by_id" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "re_anchorings" (
    "statement_id" BIGINT NOT NULL,
    "revision_id" BIGINT NOT NULL,
    "outcome" "re_anchoring_outcome" NOT NULL,
    "continued_by_id" BIGINT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "re_anchorings_pkey" PRIMARY KEY ("statement_id","revision_id")
);

-- CreateTable
CREATE TABLE "utterances" (
    "id" BIGSERIAL NOT NULL,
    "speaker_id" BIGINT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "utterances_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "renderings" (
    "statement_id" BIGINT NOT NULL,
    "utterance_id" BIGINT NOT NULL,
    "kind" "rendering_kind" NOT NULL,
    "difference" JSONB,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "renderings_pkey" PRIMARY KEY ("statement_id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "scopes" "key_scope"[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" BIGSERIAL NOT NULL,
    "resource_type" TEXT NOT NULL,
    "resource_id" BIGINT NOT NULL,
    "action" TEXT NOT NULL,
    "difference" JSONB,
    "api_key_id" BIGINT,
    "actor" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotent_answers" (
    "api_key_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" CHAR(64) NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "headers" JSONB,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_answers_pkey" PRIMARY KEY ("api_key_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "publishers_key_key" ON "publishers"("key");

-- CreateIndex
CREATE UNIQUE INDEX "documents_identity_key_key" ON "documents"("identity_key");

-- CreateIndex
CREATE INDEX "documents_publisher_id_published_on_id_idx" ON "documents"("publisher_id", "published_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "documents_published_on_id_idx" ON "documents"("published_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "revisions_sha256_idx" ON "revisions"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "revisions_document_id_number_key" ON "revisions"("document_id", "number");

-- CreateIndex
CREATE INDEX "statements_published_on_id_idx" ON "statements"("published_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "statements_said_on_id_idx" ON "statements"("said_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "statements_speaker_id_published_on_id_idx" ON "statements"("speaker_id", "published_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "statements_publisher_id_published_on_id_idx" ON "statements"("publisher_id", "published_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "statements_stance_published_on_id_idx" ON "statements"("stance", "published_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "statements_medium_published_on_id_idx" ON "statements"("medium", "published_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "statements_status_published_on_id_idx" ON "statements"("status", "published_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "statements_confidence_id_idx" ON "statements"("confidence", "id");

-- CreateIndex
CREATE INDEX "statements_document_id_id_idx" ON "statements"("document_id", "id");

-- CreateIndex
CREATE INDEX "statements_position_id_idx" ON "statements"("position_id");

-- CreateIndex
CREATE INDEX "statements_claim_id_idx" ON "statements"("claim_id");

-- CreateIndex
CREATE INDEX "statements_search_vector_idx" ON "statements" USING GIN ("search_vector");

-- CreateIndex
CREATE UNIQUE INDEX "statements_revision_id_ordinal_key" ON "statements"("revision_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "speakers_key_key" ON "speakers"("key");

-- CreateIndex
CREATE INDEX "speakers_name_idx" ON "speakers" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "speakers_merged_into_id_idx" ON "speakers"("merged_into_id");

-- CreateIndex
CREATE INDEX "speaker_aliases_name_idx" ON "speaker_aliases" USING GIN ("name" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "speaker_external_ids_speaker_id_idx" ON "speaker_external_ids"("speaker_id");

-- CreateIndex
CREATE INDEX "positions_organization_id_idx" ON "positions"("organization_id");

-- CreateIndex
CREATE INDEX "positions_title_idx" ON "positions" USING GIN ("title" gin_trgm_ops);

-- CreateIndex
CREATE UNIQUE INDEX "positions_speaker_id_key_key" ON "positions"("speaker_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "sources_key_key" ON "sources"("key");

-- CreateIndex
CREATE INDEX "sources_publisher_id_idx" ON "sources"("publisher_id");

-- CreateIndex
CREATE INDEX "statement_relays_source_id_idx" ON "statement_relays"("source_id");

-- CreateIndex
CREATE INDEX "claims_status_id_idx" ON "claims"("status", "id" DESC);

-- CreateIndex
CREATE INDEX "claims_merged_into_id_idx" ON "claims"("merged_into_id");

-- CreateIndex
CREATE UNIQUE INDEX "claims_revision_id_start_end_key" ON "claims"("revision_id", "start", "end");

-- CreateIndex
CREATE UNIQUE INDEX "confirmations_supersedes_id_key" ON "confirmations"("supersedes_id");

-- CreateIndex
CREATE INDEX "confirmations_claim_id_id_idx" ON "confirmations"("claim_id", "id");

-- CreateIndex
CREATE INDEX "confirmations_statement_id_id_idx" ON "confirmations"("statement_id", "id");

-- CreateIndex
CREATE INDEX "confirmations_party_id_status_idx" ON "confirmations"("party_id", "status");

-- CreateIndex
CREATE INDEX "confirmations_evidence_statement_id_idx" ON "confirmations"("evidence_statement_id");

-- CreateIndex
CREATE INDEX "reviews_statement_id_id_idx" ON "reviews"("statement_id", "id");

-- CreateIndex
CREATE INDEX "re_anchorings_continued_by_id_idx" ON "re_anchorings"("continued_by_id");

-- CreateIndex
CREATE INDEX "utterances_speaker_id_idx" ON "utterances"("speaker_id");

-- CreateIndex
CREATE INDEX "renderings_utterance_id_idx" ON "renderings"("utterance_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE INDEX "events_resource_type_resource_id_id_idx" ON "events"("resource_type", "resource_id", "id");

-- CreateIndex
CREATE INDEX "idempotent_answers_recorded_at_idx" ON "idempotent_answers"("recorded_at");

-- AddForeignKey
ALTER TABLE "documents" ADD CONSTRAINT "documents_publisher_id_fkey" FOREIGN KEY ("publisher_id") REFERENCES "publishers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "documents"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statements" ADD CONSTRAINT "statements_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statements" ADD CONSTRAINT "statements_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "documents"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statements" ADD CONSTRAINT "statements_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speakers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statements" ADD CONSTRAINT "statements_position_id_fkey" FOREIGN KEY ("position_id") REFERENCES "positions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statements" ADD CONSTRAINT "statements_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claims"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_spans" ADD CONSTRAINT "statement_spans_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speakers" ADD CONSTRAINT "speakers_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "speakers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_aliases" ADD CONSTRAINT "speaker_aliases_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speakers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speaker_external_ids" ADD CONSTRAINT "speaker_external_ids_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speakers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "positions" ADD CONSTRAINT "positions_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speakers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "positions" ADD CONSTRAINT "positions_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "speakers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sources" ADD CONSTRAINT "sources_publisher_id_fkey" FOREIGN KEY ("publisher_id") REFERENCES "publishers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_relays" ADD CONSTRAINT "statement_relays_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement_relays" ADD CONSTRAINT "statement_relays_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "sources"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claims" ADD CONSTRAINT "claims_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claims" ADD CONSTRAINT "claims_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "claims"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claims"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_party_id_fkey" FOREIGN KEY ("party_id") REFERENCES "speakers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_evidence_statement_id_fkey" FOREIGN KEY ("evidence_statement_id") REFERENCES "statements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_evidence_revision_id_fkey" FOREIGN KEY ("evidence_revision_id") REFERENCES "revisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_supersedes_id_fkey" FOREIGN KEY ("supersedes_id") REFERENCES "confirmations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "confirmations" ADD CONSTRAINT "confirmations_recorded_by_id_fkey" FOREIGN KEY ("recorded_by_id") REFERENCES "api_keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_recorded_by_id_fkey" FOREIGN KEY ("recorded_by_id") REFERENCES "api_keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "re_anchorings" ADD CONSTRAINT "re_anchorings_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "re_anchorings" ADD CONSTRAINT "re_anchorings_revision_id_fkey" FOREIGN KEY ("revision_id") REFERENCES "revisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "re_anchorings" ADD CONSTRAINT "re_anchorings_continued_by_id_fkey" FOREIGN KEY ("continued_by_id") REFERENCES "statements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "utterances" ADD CONSTRAINT "utterances_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "speakers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "renderings" ADD CONSTRAINT "renderings_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "renderings" ADD CONSTRAINT "renderings_utterance_id_fkey" FOREIGN KEY ("utterance_id") REFERENCES "utterances"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotent_answers" ADD CONSTRAINT "idempotent_answers_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

