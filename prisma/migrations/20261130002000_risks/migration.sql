-- What is unusual about a login, as it was judged when it was folded. Only logins with a signal have a row.
-- Logins that are here already are judged when somebody asks: npm run rollups -- --judge.
CREATE TYPE "risk_signal" AS ENUM (
    'many_users', 'many_devices', 'many_ips', 'new_device', 'version_downgrade', 'locale_switch'
);

-- Those that are searched by something else of the login as well need not be looked up one by one for what
-- never changes of it: a column each.
CREATE TABLE "login_risks" (
    "login_sent_at" TIMESTAMPTZ(3) NOT NULL,
    "login_id" BIGINT NOT NULL,
    "score" SMALLINT NOT NULL,
    "signals" SMALLINT NOT NULL,
    "figures" JSONB NOT NULL,
    "device_type" VARCHAR(32),
    "locale" VARCHAR(32),
    "app_version" INTEGER,
    "run_id" INTEGER,
    "batch_id" BIGINT,
    CONSTRAINT "login_risks_pkey" PRIMARY KEY ("login_sent_at", "login_id")
);
CREATE INDEX "login_risks_score_login_sent_at_login_id_idx"
    ON "login_risks"("score", "login_sent_at", "login_id");

-- What was set; a signal without a row is on, with the program's own threshold.
CREATE TABLE "risk_settings" (
    "signal" "risk_signal" NOT NULL,
    "is_on" BOOLEAN NOT NULL DEFAULT true,
    "threshold" INTEGER,
    CONSTRAINT "risk_settings_pkey" PRIMARY KEY ("signal")
);

-- Who set it to what, and when. Never changed.
CREATE TABLE "risk_changes" (
    "id" SERIAL NOT NULL,
    "signal" "risk_signal" NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "threshold" INTEGER,
    "changed_by" VARCHAR(320) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "risk_changes_pkey" PRIMARY KEY ("id")
);

DO $$
BEGIN
    -- Roles that prisma/roles.sql made go on without being brought up to date.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_worker') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON login_risks TO veilgate_worker;
        GRANT SELECT ON risk_settings TO veilgate_worker;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_console') THEN
        GRANT INSERT, UPDATE ON risk_settings TO veilgate_console;
        GRANT SELECT, INSERT ON risk_changes TO veilgate_console;
        GRANT USAGE, SELECT ON SEQUENCE risk_changes_id_seq TO veilgate_console;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_reveal') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON login_risks TO veilgate_reveal;
        GRANT SELECT ON risk_settings TO veilgate_reveal;
    END IF;
END
$$;
