-- A run that ingests the dead-letter queue in place, and how fast it may.
ALTER TYPE "run_mode" ADD VALUE 'redrive';
ALTER TABLE "ingest_runs" ADD COLUMN "max_per_second" INTEGER;

-- Why a message's last delivery failed: a batch's row says what happened to so many, not to which. One row a
-- message, and none is kept for longer than a queue keeps messages.
CREATE TABLE "failed_deliveries" (
    "message_id" VARCHAR(128) NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "receive_count" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "error" TEXT NOT NULL,
    "failed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "failed_deliveries_pkey" PRIMARY KEY ("message_id", "sent_at")
);
CREATE INDEX "failed_deliveries_failed_at_idx" ON "failed_deliveries"("failed_at");

DO $$
BEGIN
    -- Roles that prisma/roles.sql made go on without being brought up to date.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_worker') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON failed_deliveries TO veilgate_worker;
    END IF;
END
$$;
