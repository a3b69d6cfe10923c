-- Titles are searched by words and parts of words.

-- CreateIndex
CREATE INDEX "documents_title_idx" ON "documents" USING GIN ("title" gin_trgm_ops);
