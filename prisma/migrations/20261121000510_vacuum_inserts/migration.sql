-- An index answers alone where VACUUM has looked: soon after logins arrive, however many there are.
-- It reads the new pages alone, as nothing was deleted.
ALTER TABLE "user_logins" SET (autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000);
