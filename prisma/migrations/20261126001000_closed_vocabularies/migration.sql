-- Closed vocabularies of small tables become enums, so that Prisma's client knows their values. Changing
-- a column's type rewrites its table: these have a row for each run, key, mark or rotation, not for each login.
CREATE TYPE "run_mode" AS ENUM ('drain', 'follow');
CREATE TYPE "run_state" AS ENUM ('running', 'stopping', 'finished', 'stopped', 'failed', 'interrupted');
ALTER TABLE "ingest_runs"
    DROP CONSTRAINT "ingest_runs_state_check",
    ALTER COLUMN "mode" TYPE "run_mode" USING "mode"::"run_mode",
    ALTER COLUMN "state" TYPE "run_state" USING "state"::"run_state";

-- A program of the version before sets the state of its run to a CASE of two texts, and has to be able to
-- for as long as an upgrade is rolled out: else its runs would be taken for interrupted.
CREATE CAST (text AS "run_state") WITH INOUT AS ASSIGNMENT;

CREATE TYPE "key_kind" AS ENUM ('token', 'vault');
CREATE TYPE "key_state" AS ENUM ('active', 'pending', 'retired');
-- Its condition compares texts, and an enum turned into text is not immutable enough for an index.
DROP INDEX "pii_key_one_active_token_key";
ALTER TABLE "pii_key"
    DROP CONSTRAINT "pii_key_state_check",
    ALTER COLUMN "kind" TYPE "key_kind" USING "kind"::"key_kind",
    ALTER COLUMN "state" TYPE "key_state" USING "state"::"key_state";
CREATE UNIQUE INDEX "pii_key_one_active_token_key" ON "pii_key"("kind")
    WHERE "kind" = 'token' AND "state" = 'active';

CREATE TYPE "rotation_state" AS ENUM ('preparing', 'updating', 'done');
ALTER TABLE "key_rotations"
    DROP CONSTRAINT "key_rotations_state_check",
    ALTER COLUMN "state" TYPE "rotation_state" USING "state"::"rotation_state";

CREATE TYPE "review_mark" AS ENUM ('reviewed', 'suspicious', 'expected');
ALTER TABLE "device_reviews"
    DROP CONSTRAINT "device_reviews_mark_check",
    ALTER COLUMN "mark" TYPE "review_mark" USING "mark"::"review_mark";

-- A role stays text, which is what better-auth writes. One that nobody knows was taken for none.
UPDATE "users" SET "role" = NULL WHERE "role" NOT IN ('operator', 'admin');
ALTER TABLE "users" ADD CONSTRAINT "users_role_check" CHECK ("role" IN ('operator', 'admin'));
