-- While the token key is being replaced, a value has two tokens: this says which are the same. It is
-- empty at all other times. What groups or joins on tokens reads coalesce(alias.new, token).
CREATE TABLE "pii_alias" (
    "old" VARCHAR(64) NOT NULL,
    "new" VARCHAR(64) NOT NULL,
    CONSTRAINT "pii_alias_pkey" PRIMARY KEY ("old")
);
CREATE UNIQUE INDEX "pii_alias_new_key" ON "pii_alias"("new");

-- Replacements of the token key, and how far each has come, so that it goes on after a kill.
CREATE TABLE "key_rotations" (
    "id" SERIAL NOT NULL,
    "old_fp" VARCHAR(64) NOT NULL,
    "new_fp" VARCHAR(64) NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "cursor" VARCHAR(64) NOT NULL DEFAULT '',
    "unopenable" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    CONSTRAINT "key_rotations_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "key_rotations_state_check" CHECK ("state" IN ('preparing', 'updating', 'done'))
);

-- Who was erased and when, so that it can be done again after a restore. Never the erased tokens:
-- whoever has the token key could try them.
CREATE TABLE "erasures" (
    "id" SERIAL NOT NULL,
    "user_id" VARCHAR(128) NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,
    "erased_by" VARCHAR(320) NOT NULL,
    "reason" TEXT NOT NULL,
    "ticket" VARCHAR(128),
    "rows" INTEGER NOT NULL,
    "vault_rows" INTEGER NOT NULL,
    CONSTRAINT "erasures_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "erasures_user_id_idx" ON "erasures"("user_id");
