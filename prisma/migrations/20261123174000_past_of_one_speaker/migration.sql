-- The earlier rows of one speaker's or publisher's statements in the order in which their lists are read, so that a
-- page of the past stops after a page, as one of the present does.
DROP INDEX versions_statements_by_speaker_idx;
DROP INDEX versions_statements_by_publisher_idx;
CREATE INDEX versions_statements_by_speaker_idx ON versions
  (((row ->> 'speaker_id')::bigint), past.day(row ->> 'published_on') DESC, resource_id DESC)
  WHERE resource_type = 'statements';
CREATE INDEX versions_statements_by_publisher_idx ON versions
  (((row ->> 'publisher_id')::bigint), past.day(row ->> 'published_on') DESC, resource_id DESC)
  WHERE resource_type = 'statements';
