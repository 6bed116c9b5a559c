-- What people say of a device, an IP or a user: every word is kept, the newest holds. A review without
-- a mark gives the value to somebody who is still to look at it.
CREATE TYPE "review_kind" AS ENUM ('device', 'ip', 'user');

CREATE TABLE "reviews" (
    "id" BIGSERIAL NOT NULL,
    "kind" "review_kind" NOT NULL,
    "subject" VARCHAR(256) COLLATE "C" NOT NULL,
    "mark" "review_mark",
    "note" TEXT NOT NULL,
    "assignee" VARCHAR(320),
    "reviewed_by" VARCHAR(320) NOT NULL,
    "reviewed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "reviews_pkey" PRIMARY KEY ("id")
);

-- Reviews are written by hand, so there are few of them to carry over.
INSERT INTO "reviews" ("id", "kind", "subject", "mark", "note", "reviewed_by", "reviewed_at")
SELECT "id", 'device', "token", "mark", "note", "reviewed_by", "reviewed_at" FROM "device_reviews";
SELECT setval(pg_get_serial_sequence('"reviews"', 'id'), greatest((SELECT max("id") FROM "reviews"), 1),
    EXISTS (SELECT FROM "reviews"));
DROP TABLE "device_reviews";

CREATE INDEX "reviews_kind_subject_id_idx" ON "reviews"("kind", "subject", "id" DESC);

-- Consoles and keys of the version before go on while an upgrade is rolled out: they read, add, rename and delete
-- the marks of devices through this. Nothing of this version uses it, and a later one drops it.
CREATE VIEW "device_reviews" AS
SELECT "id", "subject" AS "token", "mark", "note", "reviewed_by", "reviewed_at", "kind"
FROM "reviews" WHERE "kind" = 'device' AND "mark" IS NOT NULL;
ALTER VIEW "device_reviews" ALTER COLUMN "kind" SET DEFAULT 'device';

DO $$
BEGIN
    -- Roles that prisma/roles.sql made go on without being brought up to date.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_console') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON reviews, device_reviews TO veilgate_console;
        GRANT USAGE, SELECT, UPDATE ON SEQUENCE reviews_id_seq TO veilgate_console;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_reveal') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON reviews, device_reviews TO veilgate_reveal;
        GRANT USAGE, SELECT, UPDATE ON SEQUENCE reviews_id_seq TO veilgate_reveal;
    END IF;
END
$$;
