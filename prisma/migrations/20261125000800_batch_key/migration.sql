-- A number from a sequence is no identity: after a logical-replication cutover or a data-only restore
-- the sequence hands it out a second time, and a batch that was taken for an older one would be
-- acknowledged without being stored. What a process made is known by a random key of its own.
ALTER TABLE "ingest_batches" ADD COLUMN "key" UUID NOT NULL DEFAULT gen_random_uuid();
CREATE UNIQUE INDEX "ingest_batches_key_key" ON "ingest_batches"("key");
ALTER TABLE "ingest_runs" ADD COLUMN "key" UUID NOT NULL DEFAULT gen_random_uuid();
CREATE UNIQUE INDEX "ingest_runs_key_key" ON "ingest_runs"("key");
-- Which launcher's console a run works in: a web process that is started again resumes its runs.
ALTER TABLE "ingest_runs" ADD COLUMN "instance" VARCHAR(64);

-- The id that SNS or EventBridge gave what it wrapped; the SQS message id stays the row's identity.
ALTER TABLE "user_logins" ADD COLUMN "envelope_id" VARCHAR(128);
