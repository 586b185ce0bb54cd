-- Where a finding went whose own channel could not be spoken in.
ALTER TABLE thread ADD COLUMN routed_to TEXT;
CREATE INDEX thread_unseen ON thread (vendor, workspace, channel, created_at) WHERE finding_id IS NOT NULL AND external_id IS NULL AND routed_to IS NULL;
