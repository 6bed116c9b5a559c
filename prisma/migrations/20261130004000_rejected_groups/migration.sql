-- Filters and groups of rejected messages are answered from these indexes alone: rows hold sealed bodies,
-- and a million of them are a gigabyte. They begin as the indexes before them did, which they replace.
CREATE INDEX "rejected_messages_rejected_at_id_state_run_id_reasons_idx"
  ON "rejected_messages" ("rejected_at", "id", "state", "run_id", "reasons");
CREATE INDEX "rejected_messages_run_id_rejected_at_id_state_reasons_idx"
  ON "rejected_messages" ("run_id", "rejected_at", "id", "state", "reasons");
DROP INDEX "rejected_messages_rejected_at_id_idx";
DROP INDEX "rejected_messages_run_id_idx";

-- The row of the reveal log that asked for a message to be returned or discarded: of many that were
-- settled at once, each leads there, and that row to each.
ALTER TABLE "rejected_messages" ADD COLUMN "settled_request" BIGINT;
CREATE INDEX "rejected_messages_settled_request_idx" ON "rejected_messages" ("settled_request")
  WHERE "settled_request" IS NOT NULL;
