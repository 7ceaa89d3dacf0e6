-- Each removal forgets what was removed a month ago; without this it would look through all that was removed since.
create index removed_entry_by_time on assistant.removed_entry (workspace_id, removed_at);
