-- The newest findings of an entity, without looking at the others.
CREATE INDEX finding_entity_newest ON finding_entity (kind, entity_key, entity_account, last_seen);
