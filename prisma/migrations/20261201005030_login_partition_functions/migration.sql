-- Partitions are made and dropped as the owner of the tables, which no process of Veilgate signs in as.
-- What each function may do is therefore all that may be done.

-- The bounds of a partition of user_logins; null where it has none on that side.
CREATE FUNCTION "login_partitions"() RETURNS TABLE ("name" text, "lower_bound" timestamptz, "upper_bound" timestamptz)
LANGUAGE sql STABLE AS $$
    SELECT relname::text,
        (regexp_match(bounds, 'FROM \(''([^'']+)''\)'))[1]::timestamptz,
        (regexp_match(bounds, 'TO \(''([^'']+)''\)'))[1]::timestamptz
    FROM pg_inherits
    JOIN pg_class ON pg_class.oid = inhrelid
    CROSS JOIN pg_get_expr(relpartbound, pg_class.oid) AS bounds
    WHERE inhparent = 'user_logins'::regclass
    ORDER BY 2 NULLS FIRST
$$;

-- Makes the partitions of this month and of the months after it; returns how many were made. Waits no
-- longer than two seconds for those who use the table: months ahead, there is always another day.
CREATE FUNCTION "make_login_partitions"("months_ahead" integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    made integer := 0;
    wanted timestamptz;
    this_month timestamptz;
    next_month timestamptz;
    partition text;
BEGIN
    IF months_ahead NOT BETWEEN 0 AND 60 THEN
        RAISE EXCEPTION 'Between 0 and 60 months can be made ahead, not %', months_ahead
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('veilgate login partitions'));
    wanted := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => months_ahead))
        AT TIME ZONE 'UTC';
    LOOP
        SELECT lower_bound INTO this_month FROM login_partitions() WHERE upper_bound IS NULL;
        EXIT WHEN this_month > wanted OR made = 60;
        next_month := ((this_month AT TIME ZONE 'UTC') + interval '1 month') AT TIME ZONE 'UTC';
        partition := 'user_logins_' || to_char(this_month AT TIME ZONE 'UTC', 'YYYYMM');
        ALTER TABLE user_logins DETACH PARTITION user_logins_later;
        EXECUTE format('CREATE TABLE %I PARTITION OF user_logins FOR VALUES FROM (%L) TO (%L)',
                       partition, this_month, next_month);
        EXECUTE format('ALTER TABLE %I SET (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000)',
                       partition);
        -- Of a clock that went wrong: they were sent, by it, in a month that nobody had made yet.
        EXECUTE format('WITH moved AS (DELETE FROM user_logins_later WHERE sent_at < %L RETURNING *) INSERT INTO %I SELECT * FROM moved',
                       next_month, partition);
        EXECUTE format('ALTER TABLE user_logins ATTACH PARTITION user_logins_later FOR VALUES FROM (%L) TO (MAXVALUE)',
                       next_month);
        made := made + 1;
    END LOOP;
    RETURN made;
END
$$;

-- Drops the oldest partition, if all of it was sent before that time; returns its name, or null where
-- there is none to drop. No row is read or deleted one by one. The first partition is emptied instead
-- and reaches up to the oldest month that is left, so that every login keeps a place.
CREATE FUNCTION "drop_oldest_logins"("sent_before" timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    earlier record;
    oldest record;
BEGIN
    -- The queue keeps a message for 14 days at most, and may deliver it again as long.
    IF sent_before > now() - interval '28 days' THEN
        RAISE EXCEPTION 'The logins of the last 28 days stay: the queue may deliver their messages again'
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('veilgate login partitions'));
    SELECT * INTO earlier FROM login_partitions() WHERE name = 'user_logins_earlier';
    IF earlier.upper_bound > sent_before THEN
        RETURN NULL;
    END IF;
    LOCK TABLE user_logins IN ACCESS EXCLUSIVE MODE;
    IF EXISTS (SELECT FROM user_logins_earlier) THEN
        TRUNCATE user_logins_earlier;
        RETURN earlier.name;
    END IF;
    SELECT * INTO oldest FROM login_partitions() WHERE lower_bound = earlier.upper_bound;
    IF oldest.upper_bound IS NULL OR oldest.upper_bound > sent_before THEN
        RETURN NULL;
    END IF;
    ALTER TABLE user_logins DETACH PARTITION user_logins_earlier;
    EXECUTE format('DROP TABLE %I', oldest.name);
    EXECUTE format('ALTER TABLE user_logins ATTACH PARTITION user_logins_earlier FOR VALUES FROM (MINVALUE) TO (%L)',
                   oldest.upper_bound);
    RETURN oldest.name;
END
$$;

-- What the planner knows of all partitions together; autovacuum looks at each alone.
CREATE FUNCTION "analyze_logins"() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    ANALYZE user_logins;
END
$$;

-- Names are found in the catalog and in this schema, whatever the caller's search_path is, and made in it; nobody
-- may call one but those whom prisma/roles.sql names. Roles that it made go on without being brought up to date.
DO $$
DECLARE
    name text;
    role text;
BEGIN
    FOREACH name IN ARRAY ARRAY['login_partitions', 'make_login_partitions', 'drop_oldest_logins',
                                'analyze_logins'] LOOP
        EXECUTE format('ALTER FUNCTION %1$I.%2$I SET search_path = %1$I, pg_temp',
                       current_schema(), name);
        EXECUTE format('ALTER FUNCTION %I.%I SET lock_timeout = ''2s''', current_schema(), name);
        EXECUTE format('REVOKE ALL ON FUNCTION %I.%I FROM PUBLIC', current_schema(), name);
    END LOOP;
    FOR role IN SELECT rolname FROM pg_roles WHERE rolname = 'veilgate_worker' LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION login_partitions, make_login_partitions, analyze_logins TO %I', role);
    END LOOP;
    FOR role IN SELECT rolname FROM pg_roles WHERE rolname = 'veilgate_console' LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION drop_oldest_logins TO %I', role);
    END LOOP;
END
$$;

DO $$
BEGIN
    ALTER TABLE user_logins_earlier SET (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000);
    ALTER TABLE user_logins_later SET (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000);
    PERFORM make_login_partitions(2);
END
$$;
ANALYZE "user_logins";
