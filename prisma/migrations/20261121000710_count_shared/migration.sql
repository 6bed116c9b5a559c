-- How many are shared by so many users and were active so lately, told without fetching a row: with
-- the rows, counting cost the more the wider the table lay spread.
DROP INDEX "shared_devices_users_token_idx";
CREATE INDEX "shared_devices_users_token_last_seen_idx" ON "shared_devices"("users", "token", "last_seen");
DROP INDEX "shared_ips_users_token_idx";
CREATE INDEX "shared_ips_users_token_last_seen_idx" ON "shared_ips"("users", "token", "last_seen");
