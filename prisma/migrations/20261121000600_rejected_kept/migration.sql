-- What waits for an admin is counted at each turn of the live view; what is settled may be far more.
CREATE INDEX "rejected_messages_kept_idx" ON "rejected_messages" ("id") WHERE "state" = 'kept';
