-- The table analysts know, exactly as the exercise gives it. A database that already has it is
-- baselined here: this migration is marked as applied and its rows stay.
CREATE TABLE "user_logins" (
    "user_id" VARCHAR(128),
    "device_type" VARCHAR(32),
    "masked_ip" VARCHAR(256),
    "masked_device_id" VARCHAR(256),
    "locale" VARCHAR(32),
    "app_version" INTEGER,
    "create_date" DATE
);
