-- A night that failed is tried again each hour, and forgets why when it begins: since when nothing was completed
-- is what an alert has to know. Before the first time, it is when the work was first begun.
ALTER TABLE retention_progress ADD COLUMN completed_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
UPDATE retention_progress SET completed_at = finished_at WHERE problem IS NULL AND finished_at IS NOT NULL;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_worker') THEN
        GRANT UPDATE (completed_at) ON retention_progress TO veilgate_worker;
    END IF;
END
$$;
