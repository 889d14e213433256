-- A form that was ever in use keeps its text: dossiers were filled in on it. Only its standing changes, one way.
CREATE FUNCTION catalog_published_form_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status <> 'draft' AND (TG_OP = 'DELETE'
        OR (OLD.version_id, OLD.number, OLD.digest, OLD.published_at)
           IS DISTINCT FROM (NEW.version_id, NEW.number, NEW.digest, NEW.published_at)
        OR OLD.definition IS DISTINCT FROM NEW.definition
        OR NEW.status = 'draft' OR (OLD.status = 'retired' AND NEW.status <> 'retired')) THEN
        RAISE EXCEPTION 'Biểu mẫu đã ban hành không được sửa, hãy lập phiên bản mới. / A published form does not change; make a new version.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'published_form_never_changes';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER published_form_never_changes BEFORE UPDATE OR DELETE ON catalog_formversion
    FOR EACH ROW EXECUTE FUNCTION catalog_published_form_is_kept();
