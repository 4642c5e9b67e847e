from django.db import migrations, models

# Whoever renames a file and whoever affiliates it at the same time wait for each other, so that neither misses the other.
COPY = """
CREATE FUNCTION probationers_affiliation_copy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT p.search_key, p.birth_date, p.birth_year, p.phone, p.appi_number
    INTO NEW.search_key, NEW.birth_date, NEW.birth_year, NEW.phone, NEW.appi_number
    FROM probationers_probationer p WHERE p.id = NEW.probationer_id FOR SHARE;
    RETURN NEW;
END $$;
CREATE FUNCTION probationers_probationer_copied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE probationers_affiliation
    SET search_key = NEW.search_key, birth_date = NEW.birth_date, birth_year = NEW.birth_year, phone = NEW.phone,
        appi_number = NEW.appi_number
    WHERE probationer_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER affiliation_copy BEFORE INSERT OR UPDATE OF probationer_id ON probationers_affiliation
    FOR EACH ROW EXECUTE FUNCTION probationers_affiliation_copy();
CREATE TRIGGER probationer_copied AFTER UPDATE ON probationers_probationer
    FOR EACH ROW WHEN ((OLD.search_key, OLD.birth_date, OLD.birth_year, OLD.phone, OLD.appi_number)
        IS DISTINCT FROM (NEW.search_key, NEW.birth_date, NEW.birth_year, NEW.phone, NEW.appi_number))
    EXECUTE FUNCTION probationers_probationer_copied();
"""
DROP = """
DROP TRIGGER probationer_copied ON probationers_probationer;
DROP TRIGGER affiliation_copy ON probationers_affiliation;
DROP FUNCTION probationers_probationer_copied();
DROP FUNCTION probationers_affiliation_copy();
"""


def empty(longest: int) -> "models.CharField[str, str]":
    return models.CharField(db_default="", editable=False, max_length=longest)


class Migration(migrations.Migration):
    """What a file is searched by stands beside each of its services too, kept by the database whoever writes: the
    release that runs meanwhile among them."""

    dependencies = [("probationers", "0017_contact_named_by_agent")]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),
        migrations.AddField("affiliation", "search_key", empty(170)),
        migrations.AddField("affiliation", "birth_date", models.DateField(blank=True, editable=False, null=True)),
        migrations.AddField(
            "affiliation", "birth_year", models.PositiveSmallIntegerField(blank=True, editable=False, null=True)
        ),
        migrations.AddField("affiliation", "phone", empty(20)),
        migrations.AddField("affiliation", "appi_number", empty(13)),
        migrations.RunSQL(COPY, DROP),
    ]
