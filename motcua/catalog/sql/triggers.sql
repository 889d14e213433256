-- A published process never changes: dossiers run by it for months.
CREATE FUNCTION catalog_published_process_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'published' THEN
        RAISE EXCEPTION 'Quy trình đã ban hành không được sửa, hãy lập phiên bản mới. / A published process does not change; make a new version.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'published_process_never_changes';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER published_process_never_changes BEFORE UPDATE OR DELETE ON catalog_processversion
    FOR EACH ROW EXECUTE FUNCTION catalog_published_process_is_kept();

-- Only a published process may work dossiers.
CREATE FUNCTION catalog_bound_process_is_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM catalog_processversion WHERE id = NEW.process_version_id AND status = 'published') THEN
        RAISE EXCEPTION 'Chỉ quy trình đã ban hành mới được gắn với thủ tục. / Only a published process can be bound to a procedure.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'bound_process_is_published';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER bound_process_is_published BEFORE INSERT OR UPDATE ON catalog_procedureprocess
    FOR EACH ROW EXECUTE FUNCTION catalog_bound_process_is_published();

-- What was published is kept as it was: a change is a new version.
CREATE FUNCTION catalog_version_text_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.procedure_id, OLD.number, OLD.valid_from, OLD.name, OLD.source_hash) IS DISTINCT FROM
       (NEW.procedure_id, NEW.number, NEW.valid_from, NEW.name, NEW.source_hash) OR OLD.source IS DISTINCT FROM NEW.source THEN
        RAISE EXCEPTION 'Nội dung một phiên bản thủ tục không được sửa, hãy lập phiên bản mới. / A version of a procedure keeps its text; make a new version.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'procedure_version_keeps_its_text';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER procedure_version_keeps_its_text BEFORE UPDATE ON catalog_procedureversion
    FOR EACH ROW EXECUTE FUNCTION catalog_version_text_is_kept();

INSERT INTO catalog_stamp (id, value) VALUES (1, 0);
