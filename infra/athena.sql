-- Tables over the results bucket for Amazon Athena. Put the bucket's name in the place of RESULTS-BUCKET, and run one
-- statement after the other. A row is the text of one record; the views read it. Times are in
-- UTC; a view of Athena's can hold neither times with zones nor JSON.
-- https://docs.aws.amazon.com/athena/latest/ug/extracting-data-from-JSON.html

CREATE EXTERNAL TABLE boardsift_decision_lines (line string)
LOCATION 's3://RESULTS-BUCKET/decisions/';

CREATE EXTERNAL TABLE boardsift_verdict_lines (line string)
LOCATION 's3://RESULTS-BUCKET/verdicts/';

CREATE OR REPLACE VIEW boardsift_decisions AS
SELECT
  json_extract_scalar(line, '$["photo"]["id"]') AS photo,
  json_extract_scalar(line, '$["photo"]["key"]') AS photo_key,
  json_extract_scalar(line, '$["photo"]["versionId"]') AS photo_version,
  json_extract_scalar(line, '$["outcome"]') AS outcome,
  json_extract_scalar(line, '$["by"]') AS decided_by,
  json_extract_scalar(line, '$["rule"]') AS rule,
  json_extract_scalar(line, '$["reason"]') AS reason,
  CAST(json_extract_scalar(line, '$["wouldDelete"]') AS boolean) AS would_delete,
  CAST(from_iso8601_timestamp(json_extract_scalar(line, '$["decidedAt"]')) AS timestamp) AS decided_at,
  json_format(json_extract(line, '$["evidence"]')) AS evidence,
  line
FROM boardsift_decision_lines;

CREATE OR REPLACE VIEW boardsift_verdicts AS
SELECT
  json_extract_scalar(line, '$["boardsift-photo"]["id"]') AS photo,
  json_extract_scalar(line, '$["boardsift-photo"]["key"]') AS photo_key,
  json_extract_scalar(line, '$["board-verdict-metadata"]["class-name"]') AS answer,
  json_extract_scalar(line, '$["board-verdict-metadata"]["answered-by"]') AS answered_by,
  json_extract_scalar(line, '$["board-verdict-metadata"]["job-name"]') AS job,
  CAST(from_iso8601_timestamp(json_extract_scalar(line, '$["board-verdict-metadata"]["creation-date"]')) AS timestamp)
    AS answered_at,
  json_extract_scalar(line, '$["boardsift-defect"]["reason"]') AS defect,
  line
FROM boardsift_verdict_lines;

-- How often a rule would have deleted a board, by what people checked:
--   SELECT d.rule, count(*) AS checked, count_if(v.answer IN ('good board', 'broken board')) AS boards
--   FROM boardsift_decisions d JOIN boardsift_verdicts v ON v.photo = d.photo
--   WHERE d.would_delete GROUP BY d.rule ORDER BY boards DESC;
