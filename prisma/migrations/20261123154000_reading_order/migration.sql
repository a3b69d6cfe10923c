-- Lists of speakers and sources by name, and of statements by whether they were said, follow an index.

-- CreateIndex
CREATE INDEX "sources_name_id_idx" ON "sources"("name", "id");

-- CreateIndex
CREATE INDEX "speakers_name_id_idx" ON "speakers"("name", "id");

-- CreateIndex
CREATE INDEX "statements_attribution_status_published_on_id_idx" ON "statements"("attribution_status", "published_on" DESC, "id" DESC);


