-- What an attempt counts against: a browser that is known to the account, an address, or the account.
ALTER TABLE "sign_in_attempts" ADD COLUMN "bucket" VARCHAR(64) NOT NULL DEFAULT '';
-- Whether it is known how it ended. One in hand is no failure yet.
ALTER TABLE "sign_in_attempts" ADD COLUMN "settled" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "sign_in_attempts" ALTER COLUMN "bucket" DROP DEFAULT;
ALTER TABLE "sign_in_attempts" ALTER COLUMN "settled" SET DEFAULT false;
CREATE INDEX "sign_in_attempts_bucket_at_idx" ON "sign_in_attempts"("bucket", "at");
CREATE INDEX IF NOT EXISTS "sign_in_attempts_at_idx" ON "sign_in_attempts"("at");
