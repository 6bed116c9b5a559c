-- Rows of the reveal log come from a function of the tables' owner alone, which numbers, dates and
-- chains them itself: a login of the console can neither forge a row's place nor take the last number.

-- The login that appended the row; null in rows from before it was noted. A row that has one is hashed
-- with it, as 'reveal-log/2'; the others stay as they were hashed.
ALTER TABLE "reveal_log" ADD COLUMN "database_user" TEXT;

CREATE FUNCTION "reveal_log_hash"("entry" "reveal_log") RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to('[' || concat_ws(',',
        CASE WHEN entry.database_user IS NULL THEN '"reveal-log/1"' ELSE '"reveal-log/2"' END,
        to_json(entry.id::text),
        to_json(to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
        to_json(entry.action), to_json(entry.outcome),
        coalesce(to_json(entry.request_id::text)::text, 'null'),
        to_json(entry.user_id), to_json(entry.user_name),
        coalesce(array_to_json(entry.tokens)::text, '[]'),
        coalesce(array_to_json(entry.outcomes)::text, '[]'),
        coalesce(to_json(entry.subject)::text, 'null'),
        coalesce(to_json(entry.reason)::text, 'null'),
        coalesce(to_json(entry.ticket)::text, 'null'),
        coalesce(to_json(entry.client_address)::text, 'null'),
        to_json(entry.database_user)::text,
        to_json(entry.previous_hash)
    ) || ']', 'UTF8')), 'hex')
$$;

CREATE FUNCTION "append_reveal_log"(
    "action" text, "outcome" text, "request_id" bigint, "user_id" text, "user_name" text,
    "tokens" text[], "outcomes" text[], "subject" text, "reason" text, "ticket" text,
    "client_address" text
) RETURNS "reveal_log" LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    last reveal_log;
    entry reveal_log;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('veilgate reveal log'));
    SELECT log.* INTO last FROM reveal_log AS log ORDER BY log.id DESC LIMIT 1;
    entry.id := coalesce(last.id, 0) + 1;
    entry.at := date_trunc('milliseconds', clock_timestamp());
    entry.action := action;
    entry.outcome := outcome;
    entry.request_id := request_id;
    entry.user_id := user_id;
    entry.user_name := user_name;
    entry.tokens := coalesce(tokens, '{}');
    entry.outcomes := coalesce(outcomes, '{}');
    entry.subject := subject;
    entry.reason := reason;
    entry.ticket := ticket;
    entry.client_address := client_address;
    entry.database_user := session_user;
    entry.previous_hash := coalesce(last.hash, repeat('0', 64));
    entry.hash := reveal_log_hash(entry);
    INSERT INTO reveal_log SELECT entry.*;
    RETURN entry;
END
$$;

-- Holds for everybody, the tables' owner included: a row that is out of place would end the log for
-- good, as it is never changed. Rows that are restored in their order fit.
CREATE FUNCTION "reveal_log_refuse_misfit"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last reveal_log;
BEGIN
    SELECT log.* INTO last FROM reveal_log AS log ORDER BY log.id DESC LIMIT 1;
    IF NEW.id IS DISTINCT FROM coalesce(last.id, 0) + 1 THEN
        RAISE EXCEPTION 'reveal_log has no gaps: row % cannot follow row %', NEW.id, coalesce(last.id, 0)
            USING ERRCODE = 'insufficient_privilege', HINT = 'Append with append_reveal_log().';
    END IF;
    IF NEW.previous_hash IS DISTINCT FROM coalesce(last.hash, repeat('0', 64))
        OR NEW.hash IS DISTINCT FROM reveal_log_hash(NEW) THEN
        RAISE EXCEPTION 'reveal_log is a chain of hashes: row % does not fit', NEW.id
            USING ERRCODE = 'insufficient_privilege', HINT = 'Append with append_reveal_log().';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER "reveal_log_in_order" BEFORE INSERT ON "reveal_log"
    FOR EACH ROW EXECUTE FUNCTION "reveal_log_refuse_misfit"();

-- What a function names is found in the catalog and in this schema, whatever the caller's search_path
-- is; and nobody may call one but those whom prisma/roles.sql names.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['reveal_log_hash', 'append_reveal_log', 'reveal_log_refuse_misfit',
                                'reveal_log_refuse_change'] LOOP
        EXECUTE format('ALTER FUNCTION %1$I.%2$I SET search_path = pg_catalog, %1$I, pg_temp',
                       current_schema(), name);
        EXECUTE format('REVOKE ALL ON FUNCTION %I.%I FROM PUBLIC', current_schema(), name);
    END LOOP;
END
$$;

-- Roles that prisma/roles.sql made go on without being brought up to date.
DO $$
DECLARE
    role text;
BEGIN
    FOR role IN SELECT rolname FROM pg_roles WHERE rolname IN ('veilgate_console', 'veilgate_reveal') LOOP
        EXECUTE format('REVOKE INSERT ON reveal_log FROM %I', role);
        EXECUTE format('GRANT EXECUTE ON FUNCTION append_reveal_log TO %I', role);
    END LOOP;
END
$$;
