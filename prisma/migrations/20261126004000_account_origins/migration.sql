-- Who made, promoted or reset an account. For a day the limits of both count together, so that a
-- new account does not begin with limits of its own. No foreign keys: a removed account still counts.
CREATE TABLE "account_origins" (
    "id" BIGSERIAL NOT NULL,
    "user_id" TEXT NOT NULL,
    "origin_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "account_origins_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "account_origins_at_idx" ON "account_origins"("at");

-- Whether it is known what the passphrase was. Until then an attempt counts as wrong.
ALTER TABLE "reveal_attempts" ADD COLUMN "settled" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "reveal_attempts" ALTER COLUMN "settled" SET DEFAULT false;
-- The limits of the vault count the attempts of everybody.
CREATE INDEX "reveal_attempts_at_idx" ON "reveal_attempts"("at");
