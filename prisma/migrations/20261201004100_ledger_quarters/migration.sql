-- What the ledger says of each quarter of an hour that is over, so that the history reads some thousand rows
-- instead of every batch of two weeks. All zones of today differ from UTC by whole quarters of an hour.
CREATE TABLE "ledger_quarters" (
    "quarter" TIMESTAMPTZ(0) NOT NULL,
    "received" BIGINT NOT NULL,
    "stored" BIGINT NOT NULL,
    "duplicates" BIGINT NOT NULL,
    "rejected" BIGINT NOT NULL,
    "failed" BIGINT NOT NULL,
    "first_run" INTEGER NOT NULL,
    CONSTRAINT "ledger_quarters_pkey" PRIMARY KEY ("quarter")
);

-- Roles that prisma/roles.sql made go on without being brought up to date.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_worker') THEN
        GRANT SELECT, INSERT, DELETE ON ledger_quarters TO veilgate_worker;
    END IF;
END
$$;
