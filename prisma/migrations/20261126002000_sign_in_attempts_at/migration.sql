-- CreateIndex
-- Each claim forgets the oldest attempts, and counts those of all accounts within the window.
CREATE INDEX "sign_in_attempts_at_idx" ON "sign_in_attempts"("at");
