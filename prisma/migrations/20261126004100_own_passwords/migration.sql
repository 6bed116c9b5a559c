-- A password that somebody else generated has to be replaced before anything else is done.
ALTER TABLE "users" ADD COLUMN "must_change_password" BOOLEAN NOT NULL DEFAULT false;
-- Who reset the password, until the person has seen it.
ALTER TABLE "users" ADD COLUMN "password_reset_by" VARCHAR(320);
ALTER TABLE "users" ADD COLUMN "password_reset_at" TIMESTAMPTZ(3);

-- Links by which people choose their own password. Only a hash of the token is kept.
CREATE TABLE "set_password_links" (
    "token_hash" CHAR(64) NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "set_password_links_pkey" PRIMARY KEY ("token_hash"),
    CONSTRAINT "set_password_links_user_id_fkey" FOREIGN KEY ("user_id")
        REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "set_password_links_user_id_idx" ON "set_password_links"("user_id");
