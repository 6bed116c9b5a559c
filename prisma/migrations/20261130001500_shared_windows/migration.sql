-- The UTC day on which a user was last seen with a device or an IP: how many users one had within a time is
-- counted from it. A pair is written once a day at most, however often it logs in. Of pairs that are
-- there already the logins alone can tell, which would hold up readers here: whoever applied this computes
-- the rollups anew beside them, see lib/db/rollups/complete-rollups.ts.
ALTER TABLE "device_users" ADD COLUMN "last_day" DATE NOT NULL DEFAULT '-infinity';
ALTER TABLE "ip_users" ADD COLUMN "last_day" DATE NOT NULL DEFAULT '-infinity';
CREATE INDEX "device_users_device_last_day_idx" ON "device_users"("device", "last_day");
CREATE INDEX "ip_users_ip_last_day_idx" ON "ip_users"("ip", "last_day");

-- What is new: by when it was first seen.
CREATE INDEX "shared_devices_first_seen_token_idx" ON "shared_devices"("first_seen", "token");
CREATE INDEX "shared_ips_first_seen_token_idx" ON "shared_ips"("first_seen", "token");
