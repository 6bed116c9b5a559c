-- Why a message was rejected stood here as English sentences. It is `field:code` now, or a code alone
-- where the message as a whole is at fault, so that it can be counted, filtered and worded anew.
-- A version before this one may still write sentences while an upgrade is rolled out; they are read.
UPDATE rejected_messages
SET reasons = ARRAY(
  SELECT CASE
    WHEN reason !~ ' ' THEN reason
    WHEN reason = 'The message is not JSON.' THEN 'not-json'
    WHEN reason = 'The message is not a JSON object.' THEN 'not-an-object'
    WHEN reason LIKE 'The message is an SNS subscription confirmation%' THEN 'subscription-confirmation'
    WHEN reason LIKE 'The message is a pointer into S3 %' THEN 's3-pointer'
    WHEN reason ~ '^The message is an (SNS|EventBridge) ' THEN 'no-login-inside'
    WHEN reason !~ '^[a-z_]+ (is|holds) ' THEN 'unknown'
    ELSE coalesce(split_part(reason, ' ', 1) || ':' || CASE
      WHEN reason LIKE '% is missing.' THEN 'missing'
      WHEN reason LIKE '% is null.' THEN 'null'
      WHEN reason LIKE '% is empty.' THEN 'empty'
      WHEN reason LIKE '% is not text.' THEN 'not-text'
      WHEN reason LIKE '% holds a NUL character%' THEN 'nul-character'
      WHEN reason LIKE '% holds half a surrogate pair%' THEN 'half-surrogate'
      WHEN reason ~ ' is longer than [0-9]+ characters.$' THEN 'too-long'
      WHEN reason LIKE '% is not an IP address.' THEN 'not-an-ip'
      WHEN reason LIKE '% is blank, or longer than %' THEN 'blank-or-too-long'
      WHEN reason LIKE '% is not a version %' THEN 'not-a-version'
      WHEN reason LIKE '% is not a date %' THEN 'not-a-date'
    END, 'unknown')
  END
  FROM unnest(reasons) WITH ORDINALITY AS given(reason, at)
  ORDER BY at
)
WHERE EXISTS (SELECT FROM unnest(reasons) AS reason WHERE reason ~ ' ');
