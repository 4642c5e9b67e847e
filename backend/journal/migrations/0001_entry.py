from django.db import migrations, models

MAKE = """
CREATE TABLE journal_entry (
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    actor varchar(80) NOT NULL,
    organisation varchar(80) NOT NULL DEFAULT '',
    verb varchar(80) NOT NULL,
    subject varchar(80) NOT NULL,
    about varchar(80) NOT NULL DEFAULT '',
    detail jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX journal_entry_about ON journal_entry (about, at DESC) WHERE about <> '';
CREATE INDEX journal_entry_actor ON journal_entry (actor, at DESC);
-- What falls outside the monthly partitions is kept, not lost; tend_journal sorts it into the months that it makes.
CREATE TABLE journal_entry_rest PARTITION OF journal_entry DEFAULT;
CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal_entry_rest
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();
"""
DROP = "DROP TABLE journal_entry; DROP FUNCTION journal_refuse();"


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(MAKE, DROP),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=80)),
                ("organisation", models.CharField(blank=True, max_length=80)),
                ("verb", models.CharField(max_length=80)),
                ("subject", models.CharField(max_length=80)),
                ("about", models.CharField(blank=True, max_length=80)),
                ("detail", models.JSONField(default=dict)),
            ],
            options={"db_table": "journal_entry", "managed": False},
        ),
    ]
