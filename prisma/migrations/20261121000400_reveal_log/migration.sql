-- Every reveal leaves rows here. Ids are given under a lock and have no gaps, and each row carries
-- the hash of the one before it, so that a changed or removed row shows.
CREATE TABLE "reveal_log" (
    "id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" VARCHAR(32) NOT NULL,
    "outcome" VARCHAR(32) NOT NULL,
    "request_id" BIGINT,
    "user_id" TEXT NOT NULL,
    "user_name" VARCHAR(320) NOT NULL,
    "tokens" TEXT[],
    "outcomes" TEXT[],
    "subject" VARCHAR(256),
    "reason" TEXT,
    "ticket" VARCHAR(128),
    "client_address" VARCHAR(64),
    "previous_hash" CHAR(64) NOT NULL,
    "hash" CHAR(64) NOT NULL,
    CONSTRAINT "reveal_log_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "reveal_log_user_name_id_idx" ON "reveal_log"("user_name", "id");
CREATE INDEX "reveal_log_request_id_idx" ON "reveal_log"("request_id");
CREATE INDEX "reveal_log_at_idx" ON "reveal_log"("at");

CREATE FUNCTION "reveal_log_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'reveal_log is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER "reveal_log_append_only" BEFORE UPDATE OR DELETE ON "reveal_log"
    FOR EACH ROW EXECUTE FUNCTION "reveal_log_refuse_change"();
CREATE TRIGGER "reveal_log_no_truncate" BEFORE TRUNCATE ON "reveal_log"
    FOR EACH STATEMENT EXECUTE FUNCTION "reveal_log_refuse_change"();

-- What a person has used of the limits: values asked for, and passphrases tried. An attempt counts
-- as wrong until it is known to be right, so that attempts side by side cannot pass the limit.
CREATE TABLE "reveal_attempts" (
    "id" BIGSERIAL NOT NULL,
    "user_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "values" INTEGER NOT NULL,
    "wrong" BOOLEAN NOT NULL,
    CONSTRAINT "reveal_attempts_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "reveal_attempts_user_id_at_idx" ON "reveal_attempts"("user_id", "at");

-- What became of a rejected message: it is kept until an admin returns or discards it. 'returning'
-- is a claim: whoever holds it may send the message, and nobody else.
ALTER TABLE "rejected_messages" ADD COLUMN "state" VARCHAR(16) NOT NULL DEFAULT 'kept';
ALTER TABLE "rejected_messages" ADD COLUMN "settled_at" TIMESTAMPTZ(3);
ALTER TABLE "rejected_messages" ADD COLUMN "settled_by" VARCHAR(320);
ALTER TABLE "rejected_messages" ADD COLUMN "returned_as" VARCHAR(128);
ALTER TABLE "rejected_messages" ADD CONSTRAINT "rejected_messages_state_check"
    CHECK ("state" IN ('kept', 'returning', 'returned', 'discarded'));
