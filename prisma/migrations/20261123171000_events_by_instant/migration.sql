-- What was done at one instant is found at once: a row that changed along with another has no event of its own.

-- CreateIndex
CREATE INDEX "events_recorded_at_idx" ON "events"("recorded_at");
