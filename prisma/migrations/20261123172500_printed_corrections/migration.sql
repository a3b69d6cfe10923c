-- What a text prints about its own changes ("An earlier version of this article misquoted ...").

-- AlterTable
ALTER TABLE "revisions" ADD COLUMN     "corrections" JSONB NOT NULL DEFAULT '[]';

SELECT past.remember();
