-- Logins are found by whatever one can ask for, newest first or in that thing's own order: each index
-- ends with the keyset's (sent_at, id).
CREATE INDEX "user_logins_user_id_sent_at_id_idx" ON "user_logins"("user_id", "sent_at", "id");
CREATE INDEX "user_logins_masked_device_id_sent_at_id_idx" ON "user_logins"("masked_device_id", "sent_at", "id");
CREATE INDEX "user_logins_masked_ip_sent_at_id_idx" ON "user_logins"("masked_ip", "sent_at", "id");
CREATE INDEX "user_logins_locale_sent_at_id_idx" ON "user_logins"("locale", "sent_at", "id");
CREATE INDEX "user_logins_app_version_sent_at_id_idx" ON "user_logins"("app_version", "sent_at", "id");
-- A fold reads the logins of the batches just stored.
CREATE INDEX "user_logins_batch_id_idx" ON "user_logins"("batch_id");

-- Batches whose logins the rollups do not count yet. A batch is entered by the transaction that
-- stores it and taken out by the one that folds it. Batch 0 stands for the logins that were here
-- before Veilgate. A table of its own, since a mark on the ledger row would wait for, and fail on,
-- the count of acknowledged messages written there meanwhile.
CREATE TABLE "unfolded_batches" (
    "batch_id" BIGINT NOT NULL,
    CONSTRAINT "unfolded_batches_pkey" PRIMARY KEY ("batch_id")
);
INSERT INTO "unfolded_batches" SELECT "id" FROM "ingest_batches" WHERE "stored" > 0;
INSERT INTO "unfolded_batches" SELECT 0 WHERE EXISTS (SELECT 1 FROM "user_logins" WHERE "batch_id" IS NULL);

-- Who used what: one row for each pair that was ever seen together, never updated. Bytewise
-- collation, so that the index finds prefixes.
CREATE TABLE "device_users" (
    "device" VARCHAR(256) COLLATE "C" NOT NULL,
    "user_id" VARCHAR(128) COLLATE "C" NOT NULL,
    CONSTRAINT "device_users_pkey" PRIMARY KEY ("device", "user_id")
);
CREATE INDEX "device_users_user_id_device_idx" ON "device_users"("user_id", "device");

CREATE TABLE "device_ips" (
    "device" VARCHAR(256) COLLATE "C" NOT NULL,
    "ip" VARCHAR(256) COLLATE "C" NOT NULL,
    CONSTRAINT "device_ips_pkey" PRIMARY KEY ("device", "ip")
);
CREATE INDEX "device_ips_ip_device_idx" ON "device_ips"("ip", "device");

CREATE TABLE "ip_users" (
    "ip" VARCHAR(256) COLLATE "C" NOT NULL,
    "user_id" VARCHAR(128) COLLATE "C" NOT NULL,
    CONSTRAINT "ip_users_pkey" PRIMARY KEY ("ip", "user_id")
);

-- The figures of what at least two users share; all else is looked up in the logins when asked for.
CREATE TABLE "shared_devices" (
    "token" VARCHAR(256) COLLATE "C" NOT NULL,
    "logins" BIGINT NOT NULL,
    "users" INTEGER NOT NULL,
    "ips" INTEGER NOT NULL,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "shared_devices_pkey" PRIMARY KEY ("token")
);
CREATE INDEX "shared_devices_users_token_idx" ON "shared_devices"("users", "token");
CREATE INDEX "shared_devices_logins_token_idx" ON "shared_devices"("logins", "token");
CREATE INDEX "shared_devices_ips_token_idx" ON "shared_devices"("ips", "token");
CREATE INDEX "shared_devices_last_seen_token_idx" ON "shared_devices"("last_seen", "token");

CREATE TABLE "shared_ips" (
    "token" VARCHAR(256) COLLATE "C" NOT NULL,
    "logins" BIGINT NOT NULL,
    "users" INTEGER NOT NULL,
    "devices" INTEGER NOT NULL,
    "first_seen" TIMESTAMPTZ(3) NOT NULL,
    "last_seen" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "shared_ips_pkey" PRIMARY KEY ("token")
);
CREATE INDEX "shared_ips_users_token_idx" ON "shared_ips"("users", "token");
CREATE INDEX "shared_ips_logins_token_idx" ON "shared_ips"("logins", "token");
CREATE INDEX "shared_ips_devices_token_idx" ON "shared_ips"("devices", "token");
CREATE INDEX "shared_ips_last_seen_token_idx" ON "shared_ips"("last_seen", "token");

-- Logins by UTC hour and day, for charts and facet counts. `*` is every value, `-` is null, `=DE` is
-- DE: each login counts in four rows, so that one value's history is one short range of the index.
CREATE TABLE "login_hours" (
    "device_type" VARCHAR(33) COLLATE "C" NOT NULL,
    "locale" VARCHAR(33) COLLATE "C" NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "logins" BIGINT NOT NULL,
    CONSTRAINT "login_hours_pkey" PRIMARY KEY ("device_type", "locale", "hour")
) WITH (fillfactor = 70);

CREATE TABLE "login_days" (
    "device_type" VARCHAR(33) COLLATE "C" NOT NULL,
    "locale" VARCHAR(33) COLLATE "C" NOT NULL,
    "day" DATE NOT NULL,
    "logins" BIGINT NOT NULL,
    CONSTRAINT "login_days_pkey" PRIMARY KEY ("device_type", "locale", "day")
) WITH (fillfactor = 70);

-- Each spelling of each version. It is -1 and the empty text where a login has none.
CREATE TABLE "login_versions" (
    "app_version" INTEGER NOT NULL,
    "app_version_text" VARCHAR(64) COLLATE "C" NOT NULL,
    "logins" BIGINT NOT NULL,
    CONSTRAINT "login_versions_pkey" PRIMARY KEY ("app_version", "app_version_text")
) WITH (fillfactor = 70);

-- What people say of a device: every word is kept, the newest holds.
CREATE TABLE "device_reviews" (
    "id" BIGSERIAL NOT NULL,
    "token" VARCHAR(256) COLLATE "C" NOT NULL,
    "mark" VARCHAR(16) NOT NULL,
    "note" TEXT NOT NULL,
    "reviewed_by" VARCHAR(320) NOT NULL,
    "reviewed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "device_reviews_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "device_reviews_mark_check" CHECK ("mark" IN ('reviewed', 'suspicious', 'expected'))
);
CREATE INDEX "device_reviews_token_id_idx" ON "device_reviews"("token", "id");

CREATE TABLE "saved_views" (
    "id" SERIAL NOT NULL,
    "name" VARCHAR(80) NOT NULL,
    "owner_id" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "saved_views_owner_id_name_key" ON "saved_views"("owner_id", "name");
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "default_views" (
    "user_id" TEXT NOT NULL,
    "view_id" INTEGER NOT NULL,
    CONSTRAINT "default_views_pkey" PRIMARY KEY ("user_id")
);
CREATE INDEX "default_views_view_id_idx" ON "default_views"("view_id");
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_view_id_fkey" FOREIGN KEY ("view_id") REFERENCES "saved_views"("id") ON DELETE CASCADE ON UPDATE CASCADE;
