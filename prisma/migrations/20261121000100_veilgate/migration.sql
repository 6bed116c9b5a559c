-- Rows that were here before Veilgate keep their values; what they never had is filled with what is
-- known: their own day for the time, and a message id that no queue will ever send.
ALTER TABLE "user_logins" ADD COLUMN "id" BIGSERIAL NOT NULL;
ALTER TABLE "user_logins" ADD COLUMN "message_id" VARCHAR(128);
ALTER TABLE "user_logins" ADD COLUMN "sent_at" TIMESTAMPTZ(3);
ALTER TABLE "user_logins" ADD COLUMN "app_version_text" VARCHAR(64);
ALTER TABLE "user_logins" ADD COLUMN "batch_id" BIGINT;
ALTER TABLE "user_logins" ADD COLUMN "run_id" INTEGER;
UPDATE "user_logins" SET
    "message_id" = 'adopted-' || "id",
    "sent_at" = COALESCE("create_date", DATE '1970-01-01')::timestamp AT TIME ZONE 'UTC';
ALTER TABLE "user_logins" ALTER COLUMN "message_id" SET NOT NULL;
ALTER TABLE "user_logins" ALTER COLUMN "sent_at" SET NOT NULL;
ALTER TABLE "user_logins" ADD CONSTRAINT "user_logins_pkey" PRIMARY KEY ("sent_at", "id");
CREATE UNIQUE INDEX "user_logins_message_id_sent_at_key" ON "user_logins"("message_id", "sent_at");
CREATE INDEX "user_logins_device_type_sent_at_id_idx" ON "user_logins"("device_type", "sent_at", "id");

CREATE TABLE "rejected_messages" (
    "id" BIGSERIAL NOT NULL,
    "message_id" VARCHAR(128) NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "rejected_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "receive_count" INTEGER NOT NULL,
    "reasons" TEXT[],
    "field_names" TEXT[],
    "body_bytes" INTEGER NOT NULL,
    "dek_id" VARCHAR(64) NOT NULL,
    "sealed" BYTEA NOT NULL,
    "batch_id" BIGINT NOT NULL,
    "run_id" INTEGER NOT NULL,
    CONSTRAINT "rejected_messages_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "rejected_messages_message_id_sent_at_key" ON "rejected_messages"("message_id", "sent_at");
CREATE INDEX "rejected_messages_rejected_at_id_idx" ON "rejected_messages"("rejected_at", "id");
CREATE INDEX "rejected_messages_run_id_idx" ON "rejected_messages"("run_id");

CREATE TABLE "pii_vault" (
    "token" VARCHAR(64) NOT NULL,
    "dek_id" VARCHAR(64) NOT NULL,
    "sealed" BYTEA NOT NULL,
    CONSTRAINT "pii_vault_pkey" PRIMARY KEY ("token")
);

CREATE TABLE "pii_dek" (
    "dek_id" VARCHAR(64) NOT NULL,
    "recipient" VARCHAR(64) NOT NULL,
    "sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "pii_dek_pkey" PRIMARY KEY ("dek_id", "recipient")
);

CREATE TABLE "pii_key" (
    "kid" VARCHAR(16) NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "fp" VARCHAR(64) NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "pii_key_pkey" PRIMARY KEY ("kind", "kid"),
    CONSTRAINT "pii_key_state_check" CHECK ("state" IN ('active', 'pending', 'retired'))
);
-- One active token key at a time: two would split equal inputs into unequal tokens.
CREATE UNIQUE INDEX "pii_key_one_active_token_key" ON "pii_key"("kind") WHERE "kind" = 'token' AND "state" = 'active';

CREATE TABLE "ingest_runs" (
    "id" SERIAL NOT NULL,
    "mode" VARCHAR(16) NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "started_by" VARCHAR(320) NOT NULL,
    "lanes" INTEGER NOT NULL,
    "depth_at_start" INTEGER,
    "problem" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stop_requested_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "ingest_runs_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ingest_runs_state_check" CHECK ("state" IN ('running', 'stopping', 'finished', 'stopped', 'failed', 'interrupted'))
);
CREATE INDEX "ingest_runs_state_idx" ON "ingest_runs"("state");

CREATE TABLE "ingest_batches" (
    "id" BIGSERIAL NOT NULL,
    "run_id" INTEGER NOT NULL,
    "lane" INTEGER NOT NULL,
    "received" INTEGER NOT NULL,
    "stored" INTEGER NOT NULL,
    "duplicates" INTEGER NOT NULL,
    "rejected" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "acknowledged" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "committed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "error" TEXT,
    CONSTRAINT "ingest_batches_pkey" PRIMARY KEY ("id"),
    -- The ledger itself: a batch that does not add up cannot be written, so its transaction fails
    -- and its messages stay on the queue.
    CONSTRAINT "ingest_batches_balanced" CHECK ("received" = "stored" + "duplicates" + "rejected" + "failed")
);
CREATE INDEX "ingest_batches_run_id_id_idx" ON "ingest_batches"("run_id", "id");
CREATE INDEX "ingest_batches_committed_at_idx" ON "ingest_batches"("committed_at");

CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "role" TEXT,
    "banned" BOOLEAN DEFAULT false,
    "ban_reason" TEXT,
    "ban_expires" TIMESTAMP(3),
    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "token" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "user_id" TEXT NOT NULL,
    "impersonated_by" TEXT,
    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions"("token");
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "accounts" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMP(3),
    "refresh_token_expires_at" TIMESTAMP(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "verifications" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMP(3) NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

CREATE TABLE "sign_in_attempts" (
    "id" BIGSERIAL NOT NULL,
    "account" VARCHAR(64) NOT NULL,
    "succeeded" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "sign_in_attempts_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "sign_in_attempts_account_at_idx" ON "sign_in_attempts"("account", "at");
