-- Word 3-grams of statements, by which quotations are checked. The key is the order of every search: by 3-gram, then
-- by statement, so that a search reads only the index.

-- CreateTable
CREATE TABLE "statement_grams" (
    "hash" INTEGER NOT NULL,
    "statement_id" BIGINT NOT NULL,

    CONSTRAINT "statement_grams_pkey" PRIMARY KEY ("hash","statement_id")
);

-- AddForeignKey
ALTER TABLE "statement_grams" ADD CONSTRAINT "statement_grams_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "statements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
