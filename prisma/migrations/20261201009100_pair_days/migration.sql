-- On which day a pair was last seen is asked of values that several users share, and of no others: only their pairs
-- are dated, and only they are in the index by day. A pair of any other value is written once then, instead of once
-- for each day with all of its indexes.
-- When a pair was first seen tells whether a device was new for the user, at the same price however many months of
-- logins there are.
-- Of pairs that are there already the logins alone can tell when, and which are not dated: whoever applied this
-- computes the rollups anew beside readers and ingestion, see lib/db/rollups/complete-rollups.ts. Until then they
-- count as known since ever.
ALTER TABLE "device_users" ADD COLUMN "first_seen" TIMESTAMPTZ(3) NOT NULL DEFAULT '-infinity';

DROP INDEX "device_users_device_last_day_idx";
DROP INDEX "ip_users_ip_last_day_idx";
CREATE INDEX "device_users_device_last_day_idx" ON "device_users"("device", "last_day") WHERE "last_day" > '-infinity';
CREATE INDEX "ip_users_ip_last_day_idx" ON "ip_users"("ip", "last_day") WHERE "last_day" > '-infinity';
