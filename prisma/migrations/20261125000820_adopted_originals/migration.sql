-- Adopted logins with a value that may be an original: an address or a device id of the known shape, as
-- it is, percent-encoded, in hex or in base64. Few but those match, and tokens and digests hardly ever;
-- lib/find-original.ts decides. lib/db/read-adopted.ts asks by the same condition. A login leaves the
-- index when it is masked, so that looking costs nothing once none is left. New logins have a batch_id,
-- for which nothing more is evaluated.
CREATE INDEX "user_logins_adopted_originals" ON "user_logins"("id") WHERE "batch_id" IS NULL AND (
    "masked_ip" ~ '^[[:space:]]*([[]?[0-9A-Fa-f]{0,4}[.:%]|[0-9]{3}-[0-9]{2}-[0-9]{4}[[:space:]]*$|(.[xX])?([02-7][0-9A-Fa-f])+[[:space:]]*$|([C-Za-e][0-9A-Za-z_+/-]{3})*([C-Za-e][0-9A-Za-z_+/-]{1,2})?={0,2}[[:space:]]*$)'
    OR "masked_device_id" ~ '^[[:space:]]*([[]?[0-9A-Fa-f]{0,4}[.:%]|[0-9]{3}-[0-9]{2}-[0-9]{4}[[:space:]]*$|(.[xX])?([02-7][0-9A-Fa-f])+[[:space:]]*$|([C-Za-e][0-9A-Za-z_+/-]{3})*([C-Za-e][0-9A-Za-z_+/-]{1,2})?={0,2}[[:space:]]*$)');
