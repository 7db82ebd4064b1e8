package io.monitorapi.spring.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.port.SessionStore;
import io.monitorapi.session.Visitor;
import io.monitorapi.spring.store.NodesWithDifferentClocks;
import io.monitorapi.spring.store.TimeLimitedExecutor;
import io.monitorapi.spring.store.VisitorKeys;
import io.monitorapi.testkit.DurableSessionStoreContract;
import io.monitorapi.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;

/** The same for each database. */
abstract class JdbcSessionStoreContract extends DurableSessionStoreContract {

    private static final VisitorKeys KEYS = new VisitorKeys("sixteen-letters!", "40001234", "7d0a");

    private final Instant now = Instant.parse("2026-01-01T00:00:00.123456Z");
    private final TimeLimitedExecutor calls = new TimeLimitedExecutor(
            "Database", Duration.ofSeconds(60), 8, Set.of(CannotGetJdbcConnectionException.class));
    private JdbcTemplate jdbc;

    abstract DataSource database();

    abstract String platform();

    /** An interval of as many seconds as its parameter says. */
    String seconds() {
        return "INTERVAL '1' SECOND * CAST(? AS DOUBLE PRECISION)";
    }

    @BeforeEach
    void createTable() {
        jdbc = new JdbcTemplate(database());
        Schemas.create(database(), platform(), SessionSchema.TABLE);
    }

    @AfterEach
    void close() {
        calls.close();
    }

    @Override
    protected SessionStore store() {
        return storeWithRetention(Duration.ofDays(30));
    }

    @Override
    protected SessionStore storeWithRetention(Duration retention) {
        return new JdbcSessionStore(database(), KEYS, SessionSchema.TABLE, retention, calls);
    }

    @Override
    protected Instant now() {
        return now;
    }

    /** The database's clock cannot be moved, so everything else is moved back. */
    @Override
    protected void pass(Duration time) {
        jdbc.update(
                "UPDATE monitor_session SET expires_at = expires_at - " + seconds() + ", claim_until = claim_until - "
                        + seconds(),
                time.toMillis() / 1000.0,
                time.toMillis() / 1000.0);
    }

    @Override
    protected byte[] stored(Visitor visitor) {
        List<byte[]> payloads = jdbc.query(
                "SELECT payload FROM monitor_session WHERE session_key = ? AND payload IS NOT NULL",
                (row, number) -> row.getBytes(1),
                KEYS.keyOf(visitor));
        return payloads.isEmpty() ? new byte[0] : payloads.get(0);
    }

    @Override
    protected void plant(Visitor visitor, byte[] value) {
        String key = KEYS.keyOf(visitor);
        if (jdbc.update("UPDATE monitor_session SET payload = ? WHERE session_key = ?", value, key) == 0) {
            jdbc.update(
                    "INSERT INTO monitor_session (session_key, payload, generation, expires_at)"
                            + " VALUES (?, ?, 7, CURRENT_TIMESTAMP + INTERVAL '1' DAY)",
                    key,
                    value);
        }
    }

    @Override
    protected byte[] ofRelease(int number, byte[] value) {
        return new String(value, StandardCharsets.UTF_8)
                .replace("{\"v\":2,", "{\"v\":" + number + ",")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nodesWithDifferentClocksShareASession() {
        NodesWithDifferentClocks.shareOneSession(clock ->
                new JdbcSessionStore(database(), KEYS, SessionSchema.TABLE, Duration.ofDays(30), calls, clock));
    }

    @Test
    void deletesRowsWhoseRecordAndClaimAreOver() {
        jdbc.update("DELETE FROM monitor_session");
        SessionStore shortLived = storeWithRetention(Duration.ofSeconds(1));
        for (int i = 0; i < 25; i++) {
            shortLived.replace(Visitor.of("expired-" + i), 0, Samples.paired(i, 1));
            shortLived.claim(Visitor.of("dead-claimant-" + i), Duration.ofSeconds(1));
        }
        store().replace(Visitor.of("kept"), 0, Samples.paired(1, 1));
        store().claim(Visitor.of("claimed"), Duration.ofMinutes(1));
        pass(Duration.ofSeconds(2));

        try (ExpiredSessionCleaner expired = new ExpiredSessionCleaner(
                new SessionTable(database(), SessionSchema.TABLE, Duration.ofSeconds(30)), 10)) {
            assertThat(expired.delete()).isEqualTo(50);
            assertThat(expired.delete()).isZero();
        }

        assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM monitor_session", Integer.class))
                .isEqualTo(2);
    }
}
