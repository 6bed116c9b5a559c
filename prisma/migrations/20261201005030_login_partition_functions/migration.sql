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
    PERFORM pg_advisory_xact_lock(retention_lock_key(hashtext('veilgate login partitions')));
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

-- Drops the oldest partition that is given up whole, or else deletes the oldest logins, a month after the other. The
-- first partition is emptied instead and then reaches up to the oldest month that is left: every login keeps a place,
-- however late it comes.
CREATE OR REPLACE FUNCTION "retain_logins"("most" integer) RETURNS TABLE ("rows" bigint, "dropped" text)
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    begun timestamptz := (SELECT given_up_until FROM retention_progress WHERE follow_up IS NOT NULL);
    cutoff timestamptz := greatest(retention_cutoff('logins'), begun);
    until timestamptz;
    partition regclass;
    waits boolean;
    counted jsonb;
BEGIN
    IF cutoff IS NULL THEN RETURN; END IF;
    SELECT name::regclass, upper_bound INTO partition, until FROM login_partitions()
    WHERE upper_bound <= cutoff AND (name <> 'user_logins_earlier' OR EXISTS (SELECT FROM user_logins_earlier))
    ORDER BY upper_bound LIMIT 1;
    IF partition IS NOT NULL THEN
        -- Nobody else writes a month that is over: this holds up nobody, and what is counted is what goes.
        EXECUTE format('LOCK TABLE %s IN SHARE MODE', partition);
        EXECUTE format('SELECT EXISTS (SELECT FROM unfolded_batches AS waiting WHERE EXISTS (
            SELECT FROM %1$s AS login WHERE login.batch_id = waiting.batch_id
            UNION ALL SELECT FROM %1$s AS login WHERE waiting.batch_id = 0 AND login.batch_id IS NULL))',
            partition) INTO waits;
        IF waits THEN
            RAISE EXCEPTION 'Some of these are not folded' USING ERRCODE = 'lock_not_available';
        END IF;
        EXECUTE format('SELECT coalesce(jsonb_agg(counts), ''[]'') FROM (
            SELECT coalesce(app_version, -1) AS version, coalesce(app_version_text, '''') AS version_text,
                count(*) AS logins FROM %s GROUP BY 1, 2) AS counts', partition) INTO counted;
        PERFORM retention_hold_fold();
        PERFORM retention_uncount(counted);
        dropped := partition::text;
        IF partition = 'user_logins_earlier'::regclass THEN
            TRUNCATE user_logins_earlier;
        ELSE
            ALTER TABLE user_logins DETACH PARTITION user_logins_earlier;
            EXECUTE format('DROP TABLE %s', partition);
            EXECUTE format('ALTER TABLE user_logins ATTACH PARTITION user_logins_earlier FOR VALUES FROM (MINVALUE) TO (%L)',
                           until);
        END IF;
    ELSE
        SELECT least(cutoff, date_trunc('month', sent_at, 'UTC') + interval '1 month') INTO until
        FROM user_logins WHERE sent_at < cutoff ORDER BY sent_at LIMIT 1;
        IF until IS NULL THEN RETURN; END IF;
        PERFORM retention_hold_fold();
        WITH old AS (
            SELECT sent_at, id FROM user_logins WHERE sent_at < until
            ORDER BY sent_at, id LIMIT most FOR UPDATE SKIP LOCKED
        ), gone AS (
            DELETE FROM user_logins AS login USING old WHERE login.sent_at = old.sent_at AND login.id = old.id
                AND login.sent_at < until
            RETURNING coalesce(app_version, -1) AS version, coalesce(app_version_text, '') AS version_text,
                coalesce(batch_id, 0) AS batch
        )
        -- The rows of batches that are not folded are not counted either; they are gone all the same.
        SELECT coalesce(jsonb_agg(counts), '[]') INTO counted FROM (
            SELECT version, version_text, count(*) AS all_logins, count(*) FILTER (WHERE NOT EXISTS (
                SELECT FROM unfolded_batches WHERE batch_id = gone.batch)) AS logins
            FROM gone GROUP BY 1, 2) AS counts;
        PERFORM retention_uncount(counted);
    END IF;
    SELECT coalesce(sum(coalesce(all_logins, logins)), 0) INTO rows
    FROM jsonb_to_recordset(counted) AS gone(all_logins bigint, logins bigint);
    IF rows > 0 THEN
        INSERT INTO retention_progress (given_up_until, follow_up) VALUES (greatest(until, begun), '')
        ON CONFLICT (is_only) DO UPDATE
        SET given_up_until = excluded.given_up_until, follow_up = excluded.follow_up, cursor = NULL;
    END IF;
    IF rows > 0 OR dropped IS NOT NULL THEN RETURN NEXT; END IF;
END
$$;

-- What the planner knows of all partitions together; autovacuum looks at each alone.
CREATE FUNCTION "analyze_logins"() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    ANALYZE user_logins;
END
$$;

-- Names are found in the catalog and in this schema, whatever the caller's search_path is, and made in it; bounds are
-- read as text. Nobody may call one but those whom prisma/roles.sql names. Roles that it made go on without being
-- brought up to date.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['login_partitions', 'make_login_partitions', 'analyze_logins', 'retain_logins'] LOOP
        EXECUTE format('ALTER FUNCTION %2$I.%1$I SET search_path = %3$s', name, current_schema(),
                       CASE name WHEN 'make_login_partitions' THEN format('%I, pg_temp', current_schema())
                       ELSE format('pg_catalog, %I, pg_temp', current_schema()) END);
        EXECUTE format('ALTER FUNCTION %2$I.%1$I SET "TimeZone" = ''UTC''', name, current_schema());
        EXECUTE format('ALTER FUNCTION %2$I.%1$I SET "DateStyle" = ''ISO''', name, current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %2$I.%1$I FROM PUBLIC', name, current_schema());
        -- Whoever waits for a lock makes others wait behind it: these give up, and come again.
        EXECUTE format('ALTER FUNCTION %2$I.%1$I SET lock_timeout = %3$L', name, current_schema(),
                       CASE name WHEN 'retain_logins' THEN '200ms' ELSE '2s' END);
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_worker') THEN
        GRANT EXECUTE ON FUNCTION login_partitions, make_login_partitions, analyze_logins TO veilgate_worker;
    END IF;
END
$$;

DO $$
BEGIN
    ALTER TABLE user_logins_earlier SET (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000);
    ALTER TABLE user_logins_later SET (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000);
    PERFORM make_login_partitions(2);
END
$$;
