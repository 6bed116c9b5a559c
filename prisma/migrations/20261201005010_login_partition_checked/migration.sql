-- Reads the table once, while others read and write it: the next step need not.
ALTER TABLE "user_logins" VALIDATE CONSTRAINT "user_logins_bound";
