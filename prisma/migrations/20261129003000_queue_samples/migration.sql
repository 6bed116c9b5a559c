-- What the queue told of itself, once a minute. A minute in which nobody could ask has no row.
CREATE TABLE "queue_samples" (
    "minute" TIMESTAMPTZ(0) NOT NULL,
    "visible" INTEGER NOT NULL,
    "in_flight" INTEGER NOT NULL,
    "delayed" INTEGER NOT NULL,
    "dead_letter" INTEGER,
    "stalled_seconds" DOUBLE PRECISION NOT NULL,
    CONSTRAINT "queue_samples_pkey" PRIMARY KEY ("minute")
);

DO $$
BEGIN
    -- Roles that prisma/roles.sql made go on without being brought up to date.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_worker') THEN
        GRANT SELECT, INSERT, DELETE ON queue_samples TO veilgate_worker;
    END IF;
END
$$;
