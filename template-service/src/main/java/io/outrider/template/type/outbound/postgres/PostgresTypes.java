package io.outrider.template.type.outbound.postgres;

import io.outrider.template.database.Database;
import io.outrider.template.manifest.domain.CanonicalJson;
import io.outrider.template.manifest.domain.SchemaChecker;
import io.outrider.template.manifest.yaml.YamlDocuments;
import io.outrider.template.type.application.TypeStore;
import io.outrider.template.type.domain.RegisteredType;
import io.outrider.template.type.domain.TemplateType;
import io.outrider.template.type.domain.TemplateTypeReader;
import io.outrider.template.type.domain.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Keeps the documents as their authors wrote them and reads them again each time: they are small and never change. */
@ApplicationScoped
public class PostgresTypes implements TypeStore {
    private static final String FIND = """
            from TypeRow where name = :name and project in (:project, '*') and (:version = 0 or version = :version)
            order by case when project = '*' then 1 else 0 end, version desc""";
    private static final String NEWEST = "from TypeRow where name = :name and project = :project order by version desc";
    private static final String LIST = """
            from TypeRow t where t.project in (:project, '*') and t.name > :after
            and t.version = (select max(o.version) from TypeRow o where o.project = t.project and o.name = t.name)
            and (t.project <> '*' or :project = '*'
                 or not exists (select 1 from TypeRow p where p.project = :project and p.name = t.name))
            order by t.name""";

    private final Database database;
    private final TemplateTypeReader reader;

    PostgresTypes(Database database, SchemaChecker checker) {
        this.database = database;
        this.reader = new TemplateTypeReader(checker);
    }

    @Override
    public Optional<RegisteredType> find(String project, TypeReference reference) {
        return first(database.read(session -> session.createSelectionQuery(FIND, TypeRow.class)
                .setParameter("name", reference.name())
                .setParameter("project", project)
                .setParameter("version", reference.version().orElse(0))
                .setMaxResults(1)
                .getResultList()));
    }

    @Override
    public Optional<RegisteredType> newest(String project, String name) {
        return first(database.read(session -> session.createSelectionQuery(NEWEST, TypeRow.class)
                .setParameter("name", name)
                .setParameter("project", project)
                .setMaxResults(1)
                .getResultList()));
    }

    @Override
    public boolean add(RegisteredType registered) {
        TypeRow row = new TypeRow();
        row.id = registered.project() + "/" + registered.type().reference();
        row.project = registered.project();
        row.name = registered.type().name();
        row.version = registered.type().version();
        row.document = CanonicalJson.write(registered.type().document());
        row.createdAt = registered.createdAt();
        row.createdBy = registered.createdBy();
        try {
            database.inTransaction(session -> session.persist(row));
            return true;
        } catch (ConstraintViolationException e) {
            return false;
        }
    }

    @Override
    public List<RegisteredType> list(String project, @Nullable String after, int limit) {
        return database
                .read(session -> session.createSelectionQuery(LIST, TypeRow.class)
                        .setParameter("project", project)
                        .setParameter("after", after == null ? "" : after)
                        .setMaxResults(limit)
                        .getResultList())
                .stream()
                .map(this::read)
                .toList();
    }

    private Optional<RegisteredType> first(List<TypeRow> rows) {
        return rows.stream().findFirst().map(this::read);
    }

    private RegisteredType read(TypeRow row) {
        TemplateType type =
                reader.read(YamlDocuments.read(row.id, row.document)).withVersion(row.version);
        return new RegisteredType(row.project, type, row.createdAt, row.createdBy);
    }
}
