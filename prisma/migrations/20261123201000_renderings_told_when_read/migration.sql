-- How a rendering differs is told from the renderings that a reader sees, when they are read: what was stored was told
-- against one that may have been rejected, corrected or superseded since, and that not every reader may see.

SELECT past.forget();

-- What a correction or an unmerge left in another speaker's utterance gets one of its own; what was together there stays so.
WITH strays AS MATERIALIZED (
  SELECT r.statement_id, r.utterance_id, speaker.canonical_id AS speaker_id
    FROM renderings r JOIN utterances u ON u.id = r.utterance_id LEFT JOIN speakers owner ON owner.id = u.speaker_id
    JOIN statements s ON s.id = r.statement_id JOIN speakers speaker ON speaker.id = s.speaker_id
   WHERE owner.canonical_id IS DISTINCT FROM speaker.canonical_id),
blocks AS MATERIALIZED (
  SELECT utterance_id, speaker_id, nextval('utterances_id_seq') AS own_id
    FROM (SELECT DISTINCT utterance_id, speaker_id FROM strays) block),
own AS (INSERT INTO utterances (id, speaker_id) SELECT own_id, speaker_id FROM blocks)
UPDATE renderings r SET utterance_id = blocks.own_id FROM strays JOIN blocks USING (utterance_id, speaker_id)
 WHERE r.statement_id = strays.statement_id;

-- AlterTable
ALTER TABLE "renderings" DROP COLUMN "kind",
DROP COLUMN "difference";

-- DropEnum
DROP TYPE "rendering_kind";

SELECT past.remember();
