-- Logins by UTC minute, of all types and locales together: what is left of an hour at either end of
-- a time that is asked for, and the chart of the last minutes, however many logins they hold.
CREATE TABLE "login_minutes" (
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "logins" BIGINT NOT NULL,
    CONSTRAINT "login_minutes_pkey" PRIMARY KEY ("minute")
) WITH (fillfactor = 70);
INSERT INTO "login_minutes"
SELECT date_trunc('minute', "sent_at", 'UTC'), count(*) FROM "user_logins"
WHERE NOT EXISTS (SELECT 1 FROM "unfolded_batches" AS "unfolded"
                  WHERE "unfolded"."batch_id" = coalesce("user_logins"."batch_id", 0))
GROUP BY 1;
