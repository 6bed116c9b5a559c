-- A run's logins page by keyset. The index grows at its right edge, so it costs an insert little.
CREATE INDEX "user_logins_run_id_sent_at_id_idx" ON "user_logins"("run_id", "sent_at", "id");
