-- What each process needs and no more. Run by the owner of the tables, after each migration, with
--   npm run migrate -- --roles
-- These three cannot sign in. Give each process a login that is in one of them:
--   CREATE ROLE logins_worker  LOGIN PASSWORD '…' IN ROLE veilgate_worker;   -- DATABASE_URL of workers
--   CREATE ROLE logins_console LOGIN PASSWORD '…' IN ROLE veilgate_console;  -- DATABASE_URL of the console
--   CREATE ROLE logins_reveal  LOGIN PASSWORD '…' IN ROLE veilgate_reveal;   -- its VEILGATE_REVEAL_DATABASE_URL
-- Migrations and `npm run keys` go on with the owner's DATABASE_URL.
--
--                    pii_vault, pii_dek   bodies of rejected messages   reveal_log        people, sessions
-- veilgate_worker    insert               insert                        -                 -
-- veilgate_console   insert               insert, overwrite             read, append      all
-- veilgate_reveal    all                  read, overwrite               read, append      -
--
-- Nobody inserts into the reveal log: append_reveal_log() numbers and chains what it is given.
DO $$
DECLARE
    name text;
    here text := current_schema();
    readable text;
    masked text;
    callable text;
BEGIN
    -- To whoever holds some rights Postgres only says that it granted nothing.
    IF NOT pg_has_role((SELECT relowner FROM pg_class WHERE oid = 'user_logins'::regclass), 'USAGE') THEN
        RAISE EXCEPTION 'only the owner of the tables grants rights to them'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    FOREACH name IN ARRAY ARRAY['veilgate_worker', 'veilgate_console', 'veilgate_reveal'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', name);
        END IF;
        EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I', here, name);
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', here, name);
        -- UPDATE: whoever finds sequences behind their rows, as after a restore, moves them on.
        EXECUTE format('GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA %I TO %I', here, name);
        EXECUTE format('GRANT SELECT ON %I._prisma_migrations TO %I', here, name);
    END LOOP;

    -- A restore without privileges leaves everybody the right to call what acts as the owner.
    FOR callable IN
        SELECT oid::regprocedure::text FROM pg_proc
        WHERE pronamespace = here::regnamespace AND prosecdef AND proname <> 'newer_migrations'
          AND proowner = (SELECT relowner FROM pg_class WHERE oid = 'user_logins'::regclass)
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', callable);
    END LOOP;

    -- Columns, so that a row can be listed without its sealed body.
    SELECT string_agg(quote_ident(attname), ', ') INTO readable FROM pg_attribute
    WHERE attrelid = 'rejected_messages'::regclass AND attnum > 0
      AND NOT attisdropped AND attname <> 'sealed';
    EXECUTE format('GRANT SELECT (%s) ON rejected_messages TO veilgate_worker', readable);
    EXECUTE format('GRANT SELECT (%s) ON rejected_messages TO veilgate_console', readable);

    -- Rotations and erasures replace the tokens, in whichever columns hold some.
    SELECT string_agg(quote_ident(attname), ', ') INTO masked FROM pg_attribute
    WHERE attrelid = 'user_logins'::regclass AND attnum > 0
      AND NOT attisdropped AND starts_with(attname, 'masked_');
    EXECUTE format('GRANT UPDATE (%s) ON user_logins TO veilgate_reveal', masked);
END
$$;

-- Ingests and folds.
GRANT INSERT ON pii_vault, pii_dek, rejected_messages TO veilgate_worker;
GRANT SELECT, INSERT ON user_logins TO veilgate_worker;
GRANT SELECT ON pii_key, key_rotations, pii_alias TO veilgate_worker;
GRANT SELECT, INSERT, UPDATE ON ingest_runs, ingest_batches TO veilgate_worker;
-- Workers say how they are, read what is asked of them, and run the schedule.
GRANT SELECT, INSERT, UPDATE, DELETE ON ingest_workers, leases TO veilgate_worker;
GRANT SELECT, INSERT, UPDATE ON ingest_plan TO veilgate_worker;
-- One of them notes once a minute what the queue tells of itself.
GRANT SELECT, INSERT, DELETE ON queue_samples TO veilgate_worker;
-- And adds up what the ledger says of the time that is over.
GRANT SELECT, INSERT, DELETE ON ledger_quarters TO veilgate_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON failed_deliveries TO veilgate_worker;
-- Whichever process holds the lease evaluates the alerts and delivers them; of people and the reveal log
-- it is told figures alone.
GRANT SELECT, INSERT, UPDATE, DELETE ON alert_rules, alert_events, alert_deliveries TO veilgate_worker;
GRANT SELECT ON alert_channels TO veilgate_worker;
GRANT EXECUTE ON FUNCTION alert_admins, alert_wrong_passphrases, alert_reveals_outside TO veilgate_worker;
-- Months are made ahead by whichever process that ingests comes first.
GRANT EXECUTE ON FUNCTION login_partitions, make_login_partitions, analyze_logins TO veilgate_worker;
GRANT SELECT, INSERT, UPDATE ON partition_upkeep TO veilgate_worker;
-- The function alone counts runs up, as the owner of the tables.
GRANT SELECT ON run_counter TO veilgate_worker;
GRANT EXECUTE ON FUNCTION next_run_number TO veilgate_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON unfolded_batches, device_users, device_ips, ip_users,
    shared_devices, shared_ips, login_versions, login_days, login_hours, login_minutes
    TO veilgate_worker;
-- The process that evaluates the alerts also deletes what is given up; the functions obey the settings.
GRANT SELECT ON retention_settings, dropped_batches TO veilgate_worker;
-- Not given_up_until: the functions note it, and trust it.
GRANT SELECT, INSERT (started_at),
    UPDATE (started_at, finished_at, completed_at, problem, follow_up, cursor) ON retention_progress TO veilgate_worker;
GRANT SELECT, INSERT, UPDATE ON retention_results TO veilgate_worker;
GRANT EXECUTE ON FUNCTION retention_cutoff, retain_logins, retain_rejected, retain_batches,
    retain_expired, retain_vault, retain_reviews TO veilgate_worker;
-- A fold judges what it folds.
GRANT SELECT, INSERT, UPDATE, DELETE ON login_risks TO veilgate_worker;
GRANT SELECT ON risk_settings TO veilgate_worker;

-- Shows everything but what the vault holds; may also ingest. Where somebody else made the roles, the
-- owner of the tables may not grant them, and need not.
DO $$
BEGIN
    IF NOT pg_has_role('veilgate_console', 'veilgate_worker', 'MEMBER') THEN
        GRANT veilgate_worker TO veilgate_console;
    END IF;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON users, sessions, accounts, verifications, sign_in_attempts,
    reveal_attempts, account_origins, set_password_links, reviews, device_reviews,
    saved_views, default_views
    TO veilgate_console;
GRANT INSERT, UPDATE, DELETE ON alert_channels TO veilgate_console;
-- No DELETE: a token that was revoked stays listed.
GRANT SELECT, INSERT, UPDATE ON api_tokens TO veilgate_console;
GRANT INSERT, UPDATE ON risk_settings TO veilgate_console;
GRANT SELECT, INSERT ON risk_changes TO veilgate_console;
GRANT INSERT, UPDATE ON retention_settings TO veilgate_console;
GRANT SELECT, INSERT ON retention_changes TO veilgate_console;
GRANT SELECT ON reveal_log, refusal_counts TO veilgate_console;
GRANT EXECUTE ON FUNCTION append_reveal_log, count_refusals TO veilgate_console;
GRANT SELECT ON erasures TO veilgate_console;
GRANT UPDATE (state, settled_at, settled_by, returned_as, settled_request, sealed) ON rejected_messages
    TO veilgate_console;

-- Opens, erases, and replaces keys; knows nothing of people and their sessions.
GRANT SELECT, INSERT, UPDATE, DELETE ON pii_vault, pii_dek, pii_alias TO veilgate_reveal;
GRANT SELECT, INSERT, UPDATE ON pii_key, key_rotations TO veilgate_reveal;
GRANT SELECT ON reveal_log TO veilgate_reveal;
GRANT EXECUTE ON FUNCTION append_reveal_log TO veilgate_reveal;
GRANT SELECT, INSERT ON erasures TO veilgate_reveal;
GRANT SELECT ON rejected_messages, user_logins, unfolded_batches TO veilgate_reveal;
GRANT UPDATE (user_id) ON user_logins TO veilgate_reveal;
GRANT UPDATE (user_id, user_hash, reason) ON erasures TO veilgate_reveal;
GRANT SELECT, INSERT, UPDATE, DELETE ON device_users, device_ips, ip_users, shared_devices,
    shared_ips, reviews, device_reviews TO veilgate_reveal;
GRANT SELECT (id, query), UPDATE (query) ON saved_views TO veilgate_reveal;
GRANT SELECT, INSERT, UPDATE, DELETE ON login_risks TO veilgate_reveal;
GRANT SELECT ON risk_settings TO veilgate_reveal;
