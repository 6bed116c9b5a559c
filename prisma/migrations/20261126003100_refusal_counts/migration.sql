-- Refusals of one kind that one account runs into within a minute share a row of the reveal log: the
-- first appends it, and this counts them. So nobody fills a log that is kept for ever, or holds up its
-- lock, by asking again and again for what is refused.
CREATE TABLE "refusal_counts" (
    "row_id" BIGINT NOT NULL,
    "user_id" TEXT NOT NULL,
    "action" VARCHAR(32) NOT NULL,
    "outcome" VARCHAR(32) NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "count" BIGINT NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "refusal_counts_pkey" PRIMARY KEY ("row_id")
);
CREATE UNIQUE INDEX "refusal_counts_user_id_action_outcome_minute_key"
    ON "refusal_counts"("user_id", "action", "outcome", "minute");

-- Counts so many refusals. Gives the row of the log where they are the first of their minute, else none.
CREATE FUNCTION "count_refusals"(
    "times" bigint, "action" text, "outcome" text, "request_id" bigint, "user_id" text,
    "user_name" text, "tokens" text[], "outcomes" text[], "subject" text, "reason" text,
    "ticket" text, "client_address" text
) RETURNS SETOF "reveal_log" LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    entry reveal_log;
    this_minute timestamptz := date_trunc('minute', clock_timestamp());
BEGIN
    IF times < 1 OR times > 1000000 THEN
        RAISE EXCEPTION 'count_refusals counts from 1 to 1,000,000 at a time';
    END IF;
    FOR attempt IN 1..2 LOOP
        UPDATE refusal_counts AS counted SET count = counted.count + times, last_at = clock_timestamp()
        WHERE counted.user_id = count_refusals.user_id AND counted.action = count_refusals.action
            AND counted.outcome = count_refusals.outcome AND counted.minute = this_minute;
        IF FOUND THEN
            RETURN;
        END IF;
        -- One at a time is the first.
        PERFORM pg_advisory_xact_lock(hashtextextended(
            concat_ws(' ', 'veilgate refusal', user_id, action, outcome), 0));
    END LOOP;
    entry := append_reveal_log(action, outcome, request_id, user_id, user_name, tokens, outcomes,
                               subject, reason, ticket, client_address);
    INSERT INTO refusal_counts (row_id, user_id, action, outcome, minute, count, last_at)
    VALUES (entry.id, count_refusals.user_id, count_refusals.action, count_refusals.outcome,
            this_minute, times, entry.at);
    RETURN NEXT entry;
END
$$;

DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION %1$I.count_refusals SET search_path = pg_catalog, %1$I, pg_temp',
                   current_schema());
    EXECUTE format('REVOKE ALL ON FUNCTION %I.count_refusals FROM PUBLIC', current_schema());
    -- A role that prisma/roles.sql made goes on without being brought up to date.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_console') THEN
        GRANT SELECT ON refusal_counts TO veilgate_console;
        GRANT EXECUTE ON FUNCTION count_refusals TO veilgate_console;
    END IF;
END
$$;
