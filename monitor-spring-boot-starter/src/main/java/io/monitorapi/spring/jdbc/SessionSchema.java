package io.monitorapi.spring.jdbc;

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

/** Creates the table under its configured name by running a script. */
final class SessionSchema extends DataSourceScriptDatabaseInitializer {

    static final String TABLE = "monitor_session";

    private final String tableName;

    SessionSchema(DataSource database, JdbcSessionProperties properties) {
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
            return new ByteArrayResource(renamed(text).getBytes(StandardCharsets.UTF_8), script.getDescription());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read the schema script of the session table", failure);
        }
    }

    /** The name of an index must not be qualified: it is in the schema of its table. */
    private String renamed(String script) {
        String local = tableName.substring(tableName.indexOf('.') + 1);
        return script.replace(" " + TABLE + "_", " " + local + "_").replace(" " + TABLE + " ", " " + tableName + " ");
    }

    private static DatabaseInitializationSettings settings(DataSource database, JdbcSessionProperties properties) {
        DatabaseInitializationSettings settings = new DatabaseInitializationSettings();
        settings.setSchemaLocations(List.of(location(database, properties)));
        settings.setMode(properties.initializeSchema());
        return settings;
    }

    private static String location(DataSource database, JdbcSessionProperties properties) {
        PlatformPlaceholderDatabaseDriverResolver platforms = new PlatformPlaceholderDatabaseDriverResolver();
        String platform = properties.platform();
        if (!StringUtils.hasText(platform) && properties.schema().contains("@@platform@@")) {
            SessionDialects.of(database); // Refuses an unsupported database, for which there is no script.
        }
        return StringUtils.hasText(platform)
                ? platforms.resolveAll(platform, properties.schema()).get(0)
                : platforms.resolveAll(database, properties.schema()).get(0);
    }
}
