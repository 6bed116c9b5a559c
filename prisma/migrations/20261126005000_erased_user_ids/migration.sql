-- An erasure may replace the user id as well: the list then keeps an HMAC of it, under a key that the
-- database does not have, which is enough to do the same again after a restore.
ALTER TABLE "erasures"
    ADD COLUMN IF NOT EXISTS "user_hash" VARCHAR(64),
    ADD COLUMN IF NOT EXISTS "replaced_by" VARCHAR(64),
    ALTER COLUMN "user_id" DROP NOT NULL,
    DROP CONSTRAINT IF EXISTS "erasures_user_check",
    ADD CONSTRAINT "erasures_user_check" CHECK ("user_id" IS NOT NULL OR "user_hash" IS NOT NULL);
