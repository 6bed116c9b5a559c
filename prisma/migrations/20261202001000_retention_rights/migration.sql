-- What is given up is noted by the functions that delete, which trust it: a worker that could write it could have
-- them delete everything, whatever the settings say.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_worker') THEN
        REVOKE INSERT, UPDATE ON retention_progress FROM veilgate_worker;
        GRANT INSERT (started_at), UPDATE (started_at, finished_at, problem, follow_up, cursor)
            ON retention_progress TO veilgate_worker;
    END IF;
END
$$;
