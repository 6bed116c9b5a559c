-- A run's number comes from a row that is counted up in the transaction that starts the run. A sequence
-- loses up to 32 numbers whenever the server crashes, which looked like runs that were lost.
CREATE TABLE "run_counter" (
    "is_only" BOOLEAN NOT NULL DEFAULT true,
    "last_number" INTEGER NOT NULL,
    CONSTRAINT "run_counter_pkey" PRIMARY KEY ("is_only")
);

-- One more than the last number, and than all that the ledger knows: numbers that the sequence gave out are kept, and
-- a restore of the rows alone, or a switch to a logical replica, may leave the counter behind them, or out. It
-- is not there before the first run, so that such a restore finds its place empty; then the messages are asked as
-- well, and only then: a run must not wait for whoever holds their tables.
CREATE FUNCTION "next_run_number"() RETURNS integer LANGUAGE plpgsql VOLATILE SECURITY DEFINER AS $$
DECLARE
    given integer;
BEGIN
    UPDATE run_counter AS counter
        SET last_number = greatest(counter.last_number,
            (SELECT max(id) FROM ingest_runs), (SELECT max(run_id) FROM ingest_batches)) + 1
        RETURNING counter.last_number INTO given;
    IF FOUND THEN
        RETURN given;
    END IF;
    INSERT INTO run_counter AS counter (last_number)
        SELECT coalesce(greatest(
            (SELECT max(id) FROM ingest_runs), (SELECT max(run_id) FROM ingest_batches),
            (SELECT max(run_id) FROM user_logins), (SELECT max(run_id) FROM rejected_messages)), 0) + 1
        ON CONFLICT (is_only)
            DO UPDATE SET last_number = greatest(counter.last_number + 1, excluded.last_number)
        RETURNING counter.last_number INTO given;
    RETURN given;
END
$$;

-- A default, so that a program of the version before counts on as well while an upgrade is rolled out.
ALTER TABLE "ingest_runs" ALTER COLUMN "id" SET DEFAULT next_run_number();
DROP SEQUENCE "ingest_runs_id_seq";

DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION %1$I.next_run_number SET search_path = pg_catalog, %1$I, pg_temp',
                   current_schema());
    EXECUTE format('REVOKE ALL ON FUNCTION %I.next_run_number FROM PUBLIC', current_schema());
    -- Roles that prisma/roles.sql made go on without being brought up to date.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_worker') THEN
        GRANT SELECT ON run_counter TO veilgate_worker;
        GRANT EXECUTE ON FUNCTION next_run_number TO veilgate_worker;
    END IF;
END
$$;

-- Runs are listed by state, by who started them, and by day, each newest first.
DROP INDEX "ingest_runs_state_idx";
CREATE INDEX "ingest_runs_state_id_idx" ON "ingest_runs"("state", "id");
CREATE INDEX "ingest_runs_started_by_id_idx" ON "ingest_runs"("started_by", "id");
CREATE INDEX "ingest_runs_started_at_idx" ON "ingest_runs"("started_at");
