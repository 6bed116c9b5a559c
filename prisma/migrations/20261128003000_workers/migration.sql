-- Every process that may ingest by itself has a row and writes a heartbeat into it: consoles and workers.
CREATE TYPE "worker_kind" AS ENUM ('console', 'worker');
CREATE TYPE "worker_state" AS ENUM ('starting', 'following', 'waiting', 'paused', 'off', 'ended');
CREATE TABLE "ingest_workers" (
    "key" UUID NOT NULL,
    "kind" "worker_kind" NOT NULL,
    "host" VARCHAR(255) NOT NULL,
    "pid" INTEGER NOT NULL,
    "version" VARCHAR(64) NOT NULL,
    "state" "worker_state" NOT NULL,
    "run_id" INTEGER,
    "lanes" INTEGER NOT NULL DEFAULT 0,
    "lanes_reason" TEXT,
    "rate" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "problem" TEXT,
    "queue_reached_at" TIMESTAMPTZ(3),
    "last_message_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "is_paused" BOOLEAN NOT NULL DEFAULT false,
    "lanes_wanted" INTEGER,
    CONSTRAINT "ingest_workers_pkey" PRIMARY KEY ("key")
);
-- A heartbeat a second: room on the page lets it be a heap-only update, which no index has to follow.
ALTER TABLE "ingest_workers" SET (fillfactor = 50);
CREATE INDEX "ingest_workers_run_id_idx" ON "ingest_workers"("run_id");

-- What was asked for, in one row: it outlives every process.
CREATE TABLE "ingest_plan" (
    "is_only" BOOLEAN NOT NULL DEFAULT true,
    "is_followed" BOOLEAN NOT NULL DEFAULT false,
    "followed_by" VARCHAR(320),
    "followed_since" TIMESTAMPTZ(3),
    "is_paused" BOOLEAN NOT NULL DEFAULT false,
    "paused_by" VARCHAR(320),
    "paused_since" TIMESTAMPTZ(3),
    "cron" VARCHAR(120),
    "time_zone" VARCHAR(64),
    "scheduled_by" VARCHAR(320),
    "next_due_at" TIMESTAMPTZ(3),
    "last_due_at" TIMESTAMPTZ(3),
    "last_run_id" INTEGER,
    "last_outcome" TEXT,
    CONSTRAINT "ingest_plan_pkey" PRIMARY KEY ("is_only"),
    CONSTRAINT "ingest_plan_schedule_check"
        CHECK ("cron" IS NULL OR ("time_zone" IS NOT NULL AND "next_due_at" IS NOT NULL))
);

-- What one process does at a time: it holds the row until it lets go, or for as long as it renews it.
CREATE TABLE "leases" (
    "name" VARCHAR(32) NOT NULL,
    "holder" UUID NOT NULL,
    "held_until" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "leases_pkey" PRIMARY KEY ("name")
);

DO $$
BEGIN
    -- Roles that prisma/roles.sql made go on without being brought up to date.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_worker') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON ingest_workers, leases TO veilgate_worker;
        GRANT SELECT, INSERT, UPDATE ON ingest_plan TO veilgate_worker;
    END IF;
END
$$;
