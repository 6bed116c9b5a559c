-- How the upkeep of the months of user_logins goes: one row, once it has been tried. Whichever process comes first
-- within an interval tries it. No migration puts a row here: rows alone, restored, would meet it.
CREATE TABLE "partition_upkeep" (
    "is_only" BOOLEAN NOT NULL DEFAULT true,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,
    "failing_since" TIMESTAMPTZ(3),
    "problem" TEXT,
    "analyzed_at" TIMESTAMPTZ(3),
    CONSTRAINT "partition_upkeep_pkey" PRIMARY KEY ("is_only"),
    CONSTRAINT "partition_upkeep_is_only" CHECK ("is_only"),
    CONSTRAINT "partition_upkeep_problem" CHECK (("failing_since" IS NULL) = ("problem" IS NULL))
);

-- Roles that prisma/roles.sql made go on without being brought up to date.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_worker') THEN
        GRANT SELECT, INSERT, UPDATE ON partition_upkeep TO veilgate_worker;
    END IF;
END
$$;
