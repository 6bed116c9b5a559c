-- A run's logins page by keyset, and the live feed reads the batches just committed. Both indexes
-- grow at their right edge, so they cost an insert next to nothing.
CREATE INDEX "user_logins_run_id_sent_at_id_idx" ON "user_logins"("run_id", "sent_at", "id");
CREATE INDEX "user_logins_batch_id_idx" ON "user_logins"("batch_id");
