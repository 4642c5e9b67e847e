from django.db import migrations

# Whoever writes an appointment and whoever gives its file to a service, or takes it away, wait for each other at the
# file: the one so that bookings, moves and outcomes do not hold up each other nor an agent who edits the file, the other
# against all of them. What comes second sees what the first has written (READ COMMITTED: each statement anew). Triggers
# fire by their names: the file is locked alone before `affiliation_copy` shares it. Who deletes an appointment or ends an
# affiliation has that row before the file: beside one who has the file already, PostgreSQL may have to end one of them.
#
# With the owner's rights: the version that runs meanwhile is given none on the new table before all migrations have run.
KEEP = """
CREATE FUNCTION agenda_heldelsewhere_note(a agenda_appointment) RETURNS void LANGUAGE sql AS $$
    INSERT INTO agenda_heldelsewhere (appointment_id, organisation_id, held_by_id, type_id, starts_at, state)
    SELECT a.id, f.organisation_id, a.organisation_id, a.type_id, a.starts_at, a.state
    FROM probationers_affiliation f
    WHERE f.probationer_id = a.probationer_id AND f.until IS NULL AND f.organisation_id <> a.organisation_id
    ON CONFLICT (appointment_id, organisation_id) DO NOTHING
$$;
CREATE FUNCTION agenda_heldelsewhere_booked() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM probationers_probationer p WHERE p.id = NEW.probationer_id FOR KEY SHARE;
    PERFORM agenda_heldelsewhere_note(NEW);
    RETURN NULL;
END $$;
CREATE FUNCTION agenda_heldelsewhere_changed() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM probationers_probationer p
    WHERE p.id IN (OLD.probationer_id, NEW.probationer_id) ORDER BY p.id FOR KEY SHARE;
    IF (OLD.probationer_id, OLD.organisation_id) IS DISTINCT FROM (NEW.probationer_id, NEW.organisation_id) THEN
        DELETE FROM agenda_heldelsewhere h WHERE h.appointment_id = NEW.id;
        PERFORM agenda_heldelsewhere_note(NEW);
    ELSE
        UPDATE agenda_heldelsewhere h SET starts_at = NEW.starts_at, state = NEW.state, type_id = NEW.type_id
        WHERE h.appointment_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION agenda_heldelsewhere_gone() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM probationers_probationer p WHERE p.id = OLD.probationer_id FOR KEY SHARE;
    DELETE FROM agenda_heldelsewhere h WHERE h.appointment_id = OLD.id;
    RETURN OLD;
END $$;
CREATE FUNCTION agenda_heldelsewhere_alone() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM FROM probationers_probationer p WHERE p.id = NEW.probationer_id FOR UPDATE;
        RETURN NEW;
    ELSIF TG_OP = 'UPDATE' THEN
        PERFORM FROM probationers_probationer p
        WHERE p.id IN (OLD.probationer_id, NEW.probationer_id) ORDER BY p.id FOR UPDATE;
        RETURN NEW;
    END IF;
    PERFORM FROM probationers_probationer p WHERE p.id = OLD.probationer_id FOR UPDATE;
    RETURN OLD;
END $$;
CREATE FUNCTION agenda_heldelsewhere_given() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM agenda_heldelsewhere h USING agenda_appointment a
        WHERE a.probationer_id = OLD.probationer_id AND h.appointment_id = a.id
        AND h.organisation_id = OLD.organisation_id AND OLD.until IS NULL;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM agenda_heldelsewhere_note(a) FROM agenda_appointment a
        WHERE a.probationer_id = NEW.probationer_id AND NEW.until IS NULL;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER appointment_booked AFTER INSERT ON agenda_appointment
    FOR EACH ROW EXECUTE FUNCTION agenda_heldelsewhere_booked();
CREATE TRIGGER appointment_changed AFTER UPDATE ON agenda_appointment
    FOR EACH ROW WHEN ((OLD.probationer_id, OLD.organisation_id, OLD.type_id, OLD.starts_at, OLD.state)
        IS DISTINCT FROM (NEW.probationer_id, NEW.organisation_id, NEW.type_id, NEW.starts_at, NEW.state))
    EXECUTE FUNCTION agenda_heldelsewhere_changed();
CREATE TRIGGER appointment_gone BEFORE DELETE ON agenda_appointment
    FOR EACH ROW EXECUTE FUNCTION agenda_heldelsewhere_gone();
CREATE TRIGGER affiliation_alone BEFORE INSERT OR DELETE ON probationers_affiliation
    FOR EACH ROW EXECUTE FUNCTION agenda_heldelsewhere_alone();
CREATE TRIGGER affiliation_alone_meanwhile BEFORE UPDATE ON probationers_affiliation
    FOR EACH ROW WHEN ((OLD.probationer_id, OLD.organisation_id, OLD.until)
        IS DISTINCT FROM (NEW.probationer_id, NEW.organisation_id, NEW.until))
    EXECUTE FUNCTION agenda_heldelsewhere_alone();
CREATE TRIGGER affiliation_given AFTER INSERT OR DELETE ON probationers_affiliation
    FOR EACH ROW EXECUTE FUNCTION agenda_heldelsewhere_given();
CREATE TRIGGER affiliation_given_otherwise AFTER UPDATE ON probationers_affiliation
    FOR EACH ROW WHEN ((OLD.probationer_id, OLD.organisation_id, OLD.until)
        IS DISTINCT FROM (NEW.probationer_id, NEW.organisation_id, NEW.until))
    EXECUTE FUNCTION agenda_heldelsewhere_given();
"""
DROP = """
DROP TRIGGER affiliation_given_otherwise ON probationers_affiliation;
DROP TRIGGER affiliation_given ON probationers_affiliation;
DROP TRIGGER affiliation_alone_meanwhile ON probationers_affiliation;
DROP TRIGGER affiliation_alone ON probationers_affiliation;
DROP TRIGGER appointment_gone ON agenda_appointment;
DROP TRIGGER appointment_changed ON agenda_appointment;
DROP TRIGGER appointment_booked ON agenda_appointment;
DROP FUNCTION agenda_heldelsewhere_given();
DROP FUNCTION agenda_heldelsewhere_alone();
DROP FUNCTION agenda_heldelsewhere_gone();
DROP FUNCTION agenda_heldelsewhere_changed();
DROP FUNCTION agenda_heldelsewhere_booked();
DROP FUNCTION agenda_heldelsewhere_note(agenda_appointment);
"""


class Migration(migrations.Migration):
    """Whoever writes, the release that runs meanwhile among them."""

    dependencies = [("agenda", "0019_held_elsewhere")]
    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '4s'", migrations.RunSQL.noop),
        migrations.RunSQL(KEEP, DROP),
    ]
