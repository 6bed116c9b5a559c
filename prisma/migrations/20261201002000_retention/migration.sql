-- What is kept, and for how long. Where nothing is set, logins, rejected messages and batches are kept for ever.
CREATE TYPE "retention_kind" AS ENUM ('logins', 'rejected', 'batches');

-- Whole months before the current one. A month has 28 days at least, and no queue keeps a message for more than
-- 14: whatever is delivered again is still known.
CREATE TABLE "retention_settings" (
    "kind" "retention_kind" NOT NULL,
    "keep_months" INTEGER,
    CONSTRAINT "retention_settings_pkey" PRIMARY KEY ("kind"),
    CONSTRAINT "retention_settings_bounds" CHECK ("keep_months" BETWEEN 1 AND 1200)
);

-- Who set it to what, and when. Never changed.
CREATE TABLE "retention_changes" (
    "id" SERIAL NOT NULL,
    "kind" "retention_kind" NOT NULL,
    "keep_months" INTEGER,
    "changed_by" VARCHAR(320) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "retention_changes_pkey" PRIMARY KEY ("id")
);

-- How far the work has come: one row, once it has begun. follow_up is null where nothing derived from logins waits to
-- be cleared; else no login is left from before given_up_until, or will be: a month that was begun is finished,
-- whatever is set meanwhile. No migration puts a row here: rows alone, restored, would meet it.
CREATE TABLE "retention_progress" (
    "is_only" BOOLEAN NOT NULL DEFAULT true,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "problem" TEXT,
    "given_up_until" TIMESTAMPTZ(3),
    "follow_up" VARCHAR(32),
    "cursor" JSONB,
    CONSTRAINT "retention_progress_pkey" PRIMARY KEY ("is_only"),
    CONSTRAINT "retention_progress_is_only" CHECK ("is_only")
);

-- What each step deleted when it last deleted anything, and when it last came to its end.
CREATE TABLE "retention_results" (
    "step" VARCHAR(32) NOT NULL,
    "rows" BIGINT NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "retention_results_pkey" PRIMARY KEY ("step")
);

-- The sums of a run's batches that are gone: its equation holds as before.
CREATE TABLE "dropped_batches" (
    "run_id" INTEGER NOT NULL,
    "batches" INTEGER NOT NULL,
    "received" BIGINT NOT NULL,
    "stored" BIGINT NOT NULL,
    "duplicates" BIGINT NOT NULL,
    "rejected" BIGINT NOT NULL,
    "failed" BIGINT NOT NULL,
    "acknowledged" BIGINT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "dropped_batches_pkey" PRIMARY KEY ("run_id")
);

-- From here on: what deletes. Each call is a short transaction that deletes so many rows at most, and of those only
-- what the settings give up: a worker may call these, and can delete nothing else.

-- The beginning of what is kept; null where all is.
CREATE FUNCTION "retention_cutoff"("what" text) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
    SELECT (date_trunc('month', now() AT TIME ZONE 'UTC') - make_interval(months => keep_months)) AT TIME ZONE 'UTC'
    FROM retention_settings WHERE kind::text = what
$$;

-- The key of an advisory lock in this installation, as lib/db/advisory-lock.ts makes it.
CREATE FUNCTION "retention_lock_key"("bare" bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT CASE nspname WHEN 'public' THEN bare ELSE hashtextextended(nspname, bare) END
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE pg_class.oid = 'user_logins'::regclass
$$;

-- Waits a moment for whoever writes the rollups; never for long.
CREATE FUNCTION "retention_hold_fold"() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    FOR attempt IN 1..100 LOOP
        IF pg_try_advisory_xact_lock(retention_lock_key(7313104222)) THEN RETURN; END IF;
        PERFORM pg_sleep(0.01);
    END LOOP;
    RAISE EXCEPTION 'The fold is under way' USING ERRCODE = 'lock_not_available';
END
$$;

-- Takes logins off the counts by version, which know nothing of time.
CREATE FUNCTION "retention_uncount"("counted" jsonb) RETURNS void LANGUAGE sql AS $$
    UPDATE login_versions AS t SET logins = t.logins - gone.logins
    FROM jsonb_to_recordset(counted) AS gone(version integer, version_text text, logins bigint)
    WHERE t.app_version = gone.version AND t.app_version_text = gone.version_text COLLATE "C";
    DELETE FROM login_versions WHERE logins <= 0;
$$;

-- Drops the oldest partition that is given up whole, or else deletes the oldest logins, a month after the other.
CREATE FUNCTION "retain_logins"("most" integer) RETURNS TABLE ("rows" bigint, "dropped" text)
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
    SELECT bound.part, bound.ends INTO partition, until FROM (
        SELECT child.oid::regclass AS part,
            substring(pg_get_expr(child.relpartbound, child.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz AS ends
        FROM pg_inherits JOIN pg_class AS child ON child.oid = inhrelid
        WHERE inhparent = 'user_logins'::regclass
    ) AS bound WHERE bound.ends <= cutoff ORDER BY bound.ends LIMIT 1;
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
        EXECUTE format('DROP TABLE %s', partition);
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

-- Whatever was sent away or thrown away, and what nobody decided on; not what is being sent at this moment.
CREATE FUNCTION "retain_rejected"("most" integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER AS $$
    WITH old AS (
        SELECT id FROM rejected_messages
        WHERE rejected_at < retention_cutoff('rejected') AND state <> 'returning'
        ORDER BY rejected_at, id LIMIT most FOR UPDATE SKIP LOCKED
    ), gone AS (
        DELETE FROM rejected_messages AS message USING old WHERE message.id = old.id RETURNING 1
    )
    SELECT count(*) FROM gone
$$;

-- The newest stays, however old: it says when something was last received, and where the numbers are.
CREATE FUNCTION "retain_batches"("most" integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER AS $$
    WITH old AS (
        SELECT id FROM ingest_batches AS batch
        WHERE committed_at < retention_cutoff('batches')
            AND id < (SELECT id FROM ingest_batches WHERE failed = 0 ORDER BY id DESC LIMIT 1)
            AND NOT EXISTS (SELECT FROM unfolded_batches WHERE batch_id = batch.id)
        ORDER BY committed_at LIMIT most FOR UPDATE SKIP LOCKED
    ), gone AS (
        DELETE FROM ingest_batches AS batch USING old WHERE batch.id = old.id RETURNING batch.*
    ), summed AS (
        INSERT INTO dropped_batches AS t
            (run_id, batches, received, stored, duplicates, rejected, failed, acknowledged, until)
        SELECT run_id, count(*), sum(received), sum(stored), sum(duplicates), sum(rejected), sum(failed),
            sum(acknowledged), max(committed_at)
        FROM gone GROUP BY run_id ORDER BY run_id
        ON CONFLICT (run_id) DO UPDATE SET batches = t.batches + excluded.batches,
            received = t.received + excluded.received, stored = t.stored + excluded.stored,
            duplicates = t.duplicates + excluded.duplicates, rejected = t.rejected + excluded.rejected,
            failed = t.failed + excluded.failed, acknowledged = t.acknowledged + excluded.acknowledged,
            until = greatest(t.until, excluded.until)
    )
    SELECT count(*) FROM gone
$$;

-- What is of no use any more, whatever is set: sessions and links that expired, and attempts that no limit counts.
CREATE FUNCTION "retain_expired"("most" integer) RETURNS bigint
LANGUAGE sql SECURITY DEFINER AS $$
    WITH past AS (SELECT now() AT TIME ZONE 'UTC' - interval '1 day' AS day),
    session AS (
        DELETE FROM sessions WHERE id IN (SELECT id FROM sessions, past WHERE expires_at < day LIMIT most) RETURNING 1
    ), verification AS (
        DELETE FROM verifications WHERE id IN (SELECT id FROM verifications, past WHERE expires_at < day LIMIT most)
        RETURNING 1
    ), link AS (
        DELETE FROM set_password_links WHERE token_hash IN (
            SELECT token_hash FROM set_password_links WHERE expires_at < now() - interval '1 day' LIMIT most)
        RETURNING 1
    ), sign_in AS (
        DELETE FROM sign_in_attempts WHERE id IN (
            SELECT id FROM sign_in_attempts WHERE at < now() - interval '1 day' ORDER BY at LIMIT most) RETURNING 1
    ), reveal AS (
        DELETE FROM reveal_attempts WHERE id IN (
            SELECT id FROM reveal_attempts WHERE at < now() - interval '1 day' ORDER BY at LIMIT most) RETURNING 1
    ), origin AS (
        DELETE FROM account_origins WHERE id IN (
            SELECT id FROM account_origins WHERE at < now() - interval '2 days' ORDER BY at LIMIT most) RETURNING 1
    ), delivery AS (
        DELETE FROM failed_deliveries WHERE (message_id, sent_at) IN (
            SELECT message_id, sent_at FROM failed_deliveries WHERE failed_at < now() - interval '14 days'
            ORDER BY failed_at LIMIT most) RETURNING 1
    )
    SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM verification) + (SELECT count(*) FROM link)
        + (SELECT count(*) FROM sign_in) + (SELECT count(*) FROM reveal) + (SELECT count(*) FROM origin)
        + (SELECT count(*) FROM delivery)
$$;

-- Looks at so many originals after one, and deletes those that no login has. A batch under way may bring one again:
-- it either has the table, and is waited for, or comes after this, and seals its original again.
CREATE FUNCTION "retain_vault"("after" text, "most" integer) RETURNS TABLE ("rows" bigint, "last" text)
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    unused text[];
BEGIN
    IF NOT pg_try_advisory_xact_lock(retention_lock_key(hashtext('veilgate vault')))
        OR EXISTS (SELECT FROM key_rotations WHERE state <> 'done') THEN
        RAISE EXCEPTION 'The vault is being changed' USING ERRCODE = 'lock_not_available';
    END IF;
    WITH seen AS (SELECT token FROM pii_vault WHERE token > after ORDER BY token LIMIT most)
    SELECT max(token), array_agg(token) FILTER (WHERE NOT (
        EXISTS (SELECT FROM user_logins WHERE masked_ip = seen.token)
        OR EXISTS (SELECT FROM user_logins WHERE masked_device_id = seen.token))) INTO last, unused FROM seen;
    rows := 0;
    IF unused IS NOT NULL THEN
        LOCK TABLE pii_vault IN SHARE ROW EXCLUSIVE MODE;
        DELETE FROM pii_vault WHERE token = ANY(unused)
            AND NOT EXISTS (SELECT FROM user_logins WHERE masked_ip = token)
            AND NOT EXISTS (SELECT FROM user_logins WHERE masked_device_id = token);
        GET DIAGNOSTICS rows = ROW_COUNT;
    END IF;
    RETURN NEXT;
END
$$;

-- Looks at so many words about devices, IPs and users after one, and forgets those of whom no login is left.
CREATE FUNCTION "retain_reviews"("after" bigint, "most" integer) RETURNS TABLE ("rows" bigint, "last" bigint)
LANGUAGE sql SECURITY DEFINER AS $$
    WITH seen AS MATERIALIZED (
        SELECT id, kind, subject FROM reviews WHERE id > after ORDER BY id LIMIT most
    ), gone AS (
        DELETE FROM reviews WHERE id IN (SELECT id FROM seen WHERE NOT CASE kind
            WHEN 'device' THEN EXISTS (SELECT FROM user_logins WHERE masked_device_id = subject)
            WHEN 'ip' THEN EXISTS (SELECT FROM user_logins WHERE masked_ip = subject)
            ELSE EXISTS (SELECT FROM user_logins WHERE user_id = subject) END)
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM gone), (SELECT max(id) FROM seen)
$$;

DO $$
DECLARE
    callable text[] := ARRAY['retain_logins', 'retain_rejected', 'retain_batches', 'retain_expired', 'retain_vault',
                             'retain_reviews'];
    name text;
BEGIN
    FOREACH name IN ARRAY callable || ARRAY['retention_cutoff', 'retention_lock_key', 'retention_hold_fold',
                                            'retention_uncount'] LOOP
        EXECUTE format('ALTER FUNCTION %2$I.%1$I SET search_path = pg_catalog, %2$I, pg_temp',
                       name, current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %2$I.%1$I FROM PUBLIC', name, current_schema());
    END LOOP;
    FOREACH name IN ARRAY callable LOOP
        -- Whoever waits for a lock makes others wait behind it: this one gives up, and comes again.
        EXECUTE format('ALTER FUNCTION %2$I.%1$I SET lock_timeout = ''200ms''', name, current_schema());
        -- Bounds of partitions are read as text.
        EXECUTE format('ALTER FUNCTION %2$I.%1$I SET "TimeZone" = ''UTC''', name, current_schema());
        EXECUTE format('ALTER FUNCTION %2$I.%1$I SET "DateStyle" = ''ISO''', name, current_schema());
    END LOOP;
    -- Roles that prisma/roles.sql made go on without being brought up to date.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_worker') THEN
        GRANT SELECT ON retention_settings, dropped_batches TO veilgate_worker;
        GRANT SELECT, INSERT, UPDATE ON retention_progress TO veilgate_worker;
        GRANT SELECT, INSERT, UPDATE ON retention_results TO veilgate_worker;
        GRANT EXECUTE ON FUNCTION retention_cutoff, retain_logins, retain_rejected, retain_batches,
            retain_expired, retain_vault, retain_reviews TO veilgate_worker;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_console') THEN
        GRANT INSERT, UPDATE ON retention_settings TO veilgate_console;
        GRANT SELECT, INSERT ON retention_changes TO veilgate_console;
        GRANT USAGE, SELECT ON SEQUENCE retention_changes_id_seq TO veilgate_console;
    END IF;
END
$$;
