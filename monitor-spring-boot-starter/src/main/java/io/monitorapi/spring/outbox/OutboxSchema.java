package io.monitorapi.spring.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.jdbc.init.PlatformPlaceholderDatabaseDriverResolver;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.util.StringUtils;

/** Creates db-scheduler's table under its configured name by running a script. */
final class OutboxSchema extends DataSourceScriptDatabaseInitializer {

    private static final String TABLE = "scheduled_tasks";

    private final String tableName;

    OutboxSchema(DataSource database, OutboxProperties properties) {
        super(database, settings(database, properties));
        this.tableName = properties.tableName();
    }

    @Override
    protected void runScripts(Scripts scripts) {
        List<Resource> renamed = StreamSupport.stream(scripts.spliterator(), false)
                .map(this::renamed)
                .toList();
        super.runScripts(new Scripts(renamed)
                .continueOnError(scripts.isContinueOnError())
                .separator(scripts.getSeparator())
                .encoding(scripts.getEncoding()));
    }

    private Resource renamed(Resource script) {
        try {
            String text = script.getContentAsString(StandardCharsets.UTF_8);
            String local = tableName.substring(tableName.indexOf('.') + 1);
            String renamed = text.replace(" " + TABLE + "_", " " + local + "_")
                    .replace(" " + TABLE + " ", " " + tableName + " ");
            return new ByteArrayResource(renamed.getBytes(StandardCharsets.UTF_8), script.getDescription());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the schema script of the outbox", failure);
        }
    }

    private static DatabaseInitializationSettings settings(DataSource database, OutboxProperties properties) {
        PlatformPlaceholderDatabaseDriverResolver platforms = new PlatformPlaceholderDatabaseDriverResolver();
        String platform = properties.platform();
        DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
        settings.setSchemaLocations(
                StringUtils.hasText(platform)
                        ? platforms.resolveAll(platform, properties.schema())
                        : platforms.resolveAll(database, properties.schema()));
        settings.setMode(properties.initializeSchema());
        return settings;
    }
}
