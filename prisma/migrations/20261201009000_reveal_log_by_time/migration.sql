-- The log is listed by time, then by number: a span of it is then a part of an index, even where the
-- database's clock was once set back and numbers and times go different ways.
CREATE INDEX "reveal_log_user_name_at_id_idx" ON "reveal_log"("user_name", "at", "id");
CREATE INDEX "reveal_log_at_id_idx" ON "reveal_log"("at", "id");
DROP INDEX "reveal_log_user_name_id_idx";
DROP INDEX "reveal_log_at_idx";
