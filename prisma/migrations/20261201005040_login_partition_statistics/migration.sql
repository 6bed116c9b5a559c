-- The planner knows nothing of the new table yet. By itself, so that nobody waits meanwhile: it reads a sample, however
-- many logins there are.
ANALYZE "user_logins";
