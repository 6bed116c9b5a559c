-- Where no month was made for long, what came since is in the last partition. To move it into its months takes some
-- 30 us a login, for which everybody waits: of many, the last partition becomes one of all months up to this one, which
-- takes reading it. The next months are made as before.
CREATE OR REPLACE FUNCTION "make_login_partitions"("months_ahead" integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    made integer := 0;
    wanted timestamptz;
    coming timestamptz;
    this_month timestamptz;
    next_month timestamptz;
    partition text;
    are_many boolean;
BEGIN
    IF months_ahead NOT BETWEEN 0 AND 60 THEN
        RAISE EXCEPTION 'Between 0 and 60 months can be made ahead, not %', months_ahead
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM pg_advisory_xact_lock(retention_lock_key(hashtext('veilgate login partitions')));
    wanted := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => months_ahead))
        AT TIME ZONE 'UTC';
    coming := (date_trunc('month', now() AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
    LOOP
        SELECT lower_bound INTO this_month FROM login_partitions() WHERE upper_bound IS NULL;
        EXIT WHEN this_month > wanted OR made = 60;
        next_month := ((this_month AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
        partition := 'user_logins_' || to_char(this_month AT TIME ZONE 'UTC', 'YYYYMM');
        SELECT count(*) > 100000 INTO are_many
        FROM (SELECT FROM user_logins_later WHERE sent_at < coming LIMIT 100001) AS counted;
        ALTER TABLE user_logins DETACH PARTITION user_logins_later;
        IF are_many THEN
            next_month := coming;
            EXECUTE format('ALTER TABLE user_logins_later RENAME TO %I', partition);
            EXECUTE format('CREATE TABLE user_logins_later PARTITION OF user_logins FOR VALUES FROM (%L) TO (MAXVALUE)',
                           next_month);
            ALTER TABLE user_logins_later SET (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000);
            -- Of a clock that went wrong.
            EXECUTE format('WITH moved AS (DELETE FROM %I WHERE sent_at >= %L RETURNING *) INSERT INTO user_logins_later SELECT * FROM moved',
                           partition, next_month);
            EXECUTE format('ALTER TABLE user_logins ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                           partition, this_month, next_month);
        ELSE
            EXECUTE format('CREATE TABLE %I PARTITION OF user_logins FOR VALUES FROM (%L) TO (%L)',
                           partition, this_month, next_month);
            EXECUTE format('ALTER TABLE %I SET (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000)',
                           partition);
            EXECUTE format('WITH moved AS (DELETE FROM user_logins_later WHERE sent_at < %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
                           next_month, partition);
            EXECUTE format('ALTER TABLE user_logins ATTACH PARTITION user_logins_later FOR VALUES FROM (%L) TO (MAXVALUE)',
                           next_month);
        END IF;
        made := made + 1;
    END LOOP;
    RETURN made;
END
$$;

-- Replacing a function forgets its settings, and keeps who may call it.
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION %1$I.make_login_partitions SET search_path = %1$I, pg_temp', current_schema());
    ALTER FUNCTION make_login_partitions SET "TimeZone" = 'UTC';
    ALTER FUNCTION make_login_partitions SET "DateStyle" = 'ISO';
    ALTER FUNCTION make_login_partitions SET lock_timeout = '2s';
END
$$;
