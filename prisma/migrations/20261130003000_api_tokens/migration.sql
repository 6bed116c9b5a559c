-- What programs read the API with. Of a secret, its SHA-256 alone: 256 random bits need no salt.
CREATE TYPE "api_scope" AS ENUM ('logins', 'devices', 'ips', 'runs', 'rejected');

CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" VARCHAR(80) NOT NULL,
    "secret_hash" CHAR(64) NOT NULL,
    "scopes" "api_scope"[],
    "owner_id" TEXT NOT NULL,
    "created_by" VARCHAR(320) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" VARCHAR(320),
    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "api_tokens_expires_at_check"
        CHECK ("expires_at" <= "created_at" + interval '366 days'),
    CONSTRAINT "api_tokens_revoked_check" CHECK (("revoked_at" IS NULL) = ("revoked_by" IS NULL))
);
CREATE UNIQUE INDEX "api_tokens_secret_hash_key" ON "api_tokens"("secret_hash");
CREATE INDEX "api_tokens_created_at_idx" ON "api_tokens"("created_at");

DO $$
BEGIN
    -- Roles that prisma/roles.sql made go on without being brought up to date.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'veilgate_console') THEN
        GRANT SELECT, INSERT, UPDATE ON api_tokens TO veilgate_console;
    END IF;
END
$$;
