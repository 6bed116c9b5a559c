-- Whether the sequence of ids stands behind the rows is looked up at each start. Ids grow as the table
-- does, so an index of a few pages knows where to look, and an insert next to nothing of it.
CREATE INDEX "user_logins_id_idx" ON "user_logins" USING BRIN ("id");
