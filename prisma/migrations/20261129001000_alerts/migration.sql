-- Alerts: what is watched and how it stands, where it is told, and what was told.
CREATE TYPE "alert_state" AS ENUM ('ok', 'firing', 'unknown');
CREATE TYPE "alert_channel_kind" AS ENUM ('webhook', 'slack', 'email');
CREATE TYPE "alert_event_kind" AS ENUM ('firing', 'resolved', 'changed');
CREATE TYPE "alert_delivery_state" AS ENUM ('waiting', 'delivered', 'abandoned');

-- One row a rule, made when it is first evaluated or changed; which rules there are the program says. What
-- people set and what the evaluation found are columns apart, so that neither overwrites the other.
CREATE TABLE "alert_rules" (
    "rule" VARCHAR(32) NOT NULL,
    "is_on" BOOLEAN NOT NULL DEFAULT true,
    "threshold" DOUBLE PRECISION,
    "hours" JSONB,
    "is_muted" BOOLEAN NOT NULL DEFAULT false,
    "muted_until" TIMESTAMPTZ(3),
    "muted_by" VARCHAR(320),
    "state" "alert_state" NOT NULL DEFAULT 'unknown',
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "value" TEXT NOT NULL DEFAULT '',
    "path" TEXT,
    "problem" TEXT,
    "breached_since" TIMESTAMPTZ(3),
    "clear_since" TIMESTAMPTZ(3),
    "is_told" BOOLEAN NOT NULL DEFAULT false,
    "memory" JSONB,
    "evaluated_at" TIMESTAMPTZ(3),
    CONSTRAINT "alert_rules_pkey" PRIMARY KEY ("rule")
);
-- Written every few seconds: room on the page lets that be a heap-only update.
ALTER TABLE "alert_rules" SET (fillfactor = 30);

-- Targets and secrets are what the processes that deliver need to know; pages are never given them.
CREATE TABLE "alert_channels" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" "alert_channel_kind" NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "is_on" BOOLEAN NOT NULL DEFAULT true,
    "target" TEXT NOT NULL,
    "secret" VARCHAR(128),
    "mail_from" VARCHAR(320),
    "mail_to" TEXT,
    "created_by" VARCHAR(320) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "alert_channels_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "alert_channels_name_key" ON "alert_channels"("name");

CREATE TABLE "alert_events" (
    "id" BIGSERIAL NOT NULL,
    "rule" VARCHAR(32) NOT NULL,
    "kind" "alert_event_kind" NOT NULL,
    "from_state" "alert_state" NOT NULL,
    "to_state" "alert_state" NOT NULL,
    "value" TEXT NOT NULL,
    "is_muted" BOOLEAN NOT NULL DEFAULT false,
    "changed_by" VARCHAR(320),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "alert_events_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "alert_events_at_idx" ON "alert_events"("at");

-- What is to be told, written in the transaction that changes the state it tells of.
CREATE TABLE "alert_deliveries" (
    "number" BIGSERIAL NOT NULL,
    "id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "rule" VARCHAR(32) NOT NULL,
    "payload" JSONB NOT NULL,
    "state" "alert_delivery_state" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempted_at" TIMESTAMPTZ(3),
    "status" INTEGER,
    "ms" INTEGER,
    "answer" VARCHAR(200),
    "problem" TEXT,
    CONSTRAINT "alert_deliveries_pkey" PRIMARY KEY ("number"),
    CONSTRAINT "alert_deliveries_channel_id_fkey" FOREIGN KEY ("channel_id")
        REFERENCES "alert_channels"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "alert_deliveries_id_channel_id_key" ON "alert_deliveries"("id", "channel_id");
CREATE INDEX "alert_deliveries_channel_id_number_idx" ON "alert_deliveries"("channel_id", "number");
CREATE INDEX "alert_deliveries_state_next_attempt_at_idx"
    ON "alert_deliveries"("state", "next_attempt_at");

-- What a worker may know of people and of the reveal log: figures alone. The digests name nobody; they
-- tell whether an admin is one that was there before.
CREATE FUNCTION "alert_admins"("roles" text[]) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT coalesce(array_agg(left(encode(sha256(convert_to(id, 'UTF8')), 'hex'), 24) ORDER BY id),
                    ARRAY[]::text[])
    FROM users WHERE role = ANY(roles) AND NOT coalesce(banned, false)
$$;

CREATE FUNCTION "alert_wrong_passphrases"("seconds" integer) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT coalesce(sum(coalesce(c.count, 1)), 0)::int
    FROM reveal_log AS l LEFT JOIN refusal_counts AS c ON c.row_id = l.id
    WHERE l.outcome = 'wrong-passphrase'
        AND coalesce(c.last_at, l.at) > now() - make_interval(secs => seconds)
        AND l.at > now() - make_interval(secs => seconds + 60)
$$;

-- Originals that were opened or looked up outside the hours: weekdays count from Monday, 1, and a span
-- that does not end after it begins goes on past midnight.
CREATE FUNCTION "alert_reveals_outside"(
    "seconds" integer, "zone" text, "from_minute" integer, "to_minute" integer, "weekdays" integer[]
) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT count(*)::int FROM (
        SELECT (l.at AT TIME ZONE zone) AS here FROM reveal_log AS l
        WHERE l.at > now() - make_interval(secs => seconds) AND l.outcome = 'done'
            AND l.action IN ('reveal', 'find-by-original', 'open-rejected')
    ) AS opened,
    LATERAL (SELECT extract(isodow FROM here)::int AS weekday,
                    (extract(hour FROM here) * 60 + extract(minute FROM here))::int AS minute) AS clock
    WHERE NOT CASE
        WHEN from_minute < to_minute THEN
            weekday = ANY(weekdays) AND minute >= from_minute AND minute < to_minute
        ELSE (weekday = ANY(weekdays) AND minute >= from_minute)
            OR ((weekday + 5) % 7 + 1 = ANY(weekdays) AND minute < to_minute)
    END
$$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['alert_admins', 'alert_wrong_passphrases', 'alert_reveals_outside'] LOOP
        EXECUTE format('ALTER FUNCTION %2$I.%1$I SET search_path = pg_catalog, %2$I, pg_temp',
                       name, current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %2$I.%1$I FROM PUBLIC', name, current_schema());
    END LOOP;
    -- Roles that prisma/roles.sql made go on without being brought up to date.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_worker') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON alert_rules, alert_events, alert_deliveries
            TO veilgate_worker;
        GRANT USAGE, SELECT ON SEQUENCE alert_events_id_seq, alert_deliveries_number_seq
            TO veilgate_worker;
        GRANT SELECT ON alert_channels TO veilgate_worker;
        GRANT EXECUTE ON FUNCTION alert_admins, alert_wrong_passphrases, alert_reveals_outside
            TO veilgate_worker;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_console') THEN
        GRANT INSERT, UPDATE, DELETE ON alert_channels TO veilgate_console;
        GRANT USAGE, SELECT ON SEQUENCE alert_events_id_seq, alert_deliveries_number_seq
            TO veilgate_console;
    END IF;
END
$$;
