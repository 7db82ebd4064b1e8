package io.monitorapi.spring.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.monitorapi.spring.store.RealServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB process on a free port of this machine, shared by all tests of this JVM, with which it ends. Needs the programs of the
 * package mariadb-server.
 */
final class RealMariaDb {

    private static @Nullable RealMariaDb shared;
    private static @Nullable Exception missing;

    private final Path folder;
    private final int port = RealServers.freePort();
    private final Process server;

    private RealMariaDb() throws Exception {
        folder = Files.createTempDirectory("monitor-mariadb");
        String data = "--datadir=" + folder.resolve("data");
        String user = "--user=" + System.getProperty("user.name");
        Path setup = Files.writeString(folder.resolve("setup.sql"), """
                CREATE DATABASE sessions;
                CREATE USER test@'%' IDENTIFIED BY 'test';
                GRANT ALL ON *.* TO test@'%';
                """);
        int installed = start("mariadb-install-db", "--no-defaults", data, user, "--skip-test-db")
                .waitFor();
        if (installed != 0) {
            throw new IOException("mariadb-install-db ended with " + installed);
        }
        server = start(
                program("mariadbd"),
                "--no-defaults",
                data,
                user,
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + folder.resolve("socket"),
                "--init-file=" + setup,
                "--skip-name-resolve",
                "--innodb-flush-log-at-trx-commit=0",
                "--innodb-buffer-pool-size=32M");
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        awaitConnections();
    }

    static synchronized RealMariaDb shared() {
        if (shared == null) {
            shared = RealServers.start("MariaDB", RealMariaDb::startOnce);
        }
        return shared;
    }

    /** Starting takes seconds, so that it is not tried for each test. */
    private static RealMariaDb startOnce() throws Exception {
        if (missing != null) {
            throw missing;
        }
        try {
            return new RealMariaDb();
        } catch (Exception failure) {
            missing = failure;
            throw failure;
        }
    }

    /** Returns a pool of connections by one of the two drivers, mariadb or mysql. */
    HikariDataSource pool(String driver) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url(driver));
        config.setUsername("test");
        config.setPassword("test");
        config.setMaximumPoolSize(20);
        config.setMinimumIdle(1);
        return new HikariDataSource(config);
    }

    private String url(String driver) {
        return "jdbc:" + driver + "://127.0.0.1:" + port + "/sessions";
    }

    private Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /** Debian keeps the server out of the path of users. */
    private static String program(String name) {
        return Stream.of("/usr/sbin/", "/usr/local/sbin/")
                .map(folder -> folder + name)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse(name);
    }

    private void awaitConnections() throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() - end < 0 && server.isAlive()) {
            try {
                DriverManager.getConnection(url("mariadb"), "test", "test").close();
                return;
            } catch (SQLException notYet) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
        throw new IOException("mariadbd does not accept connections: " + Files.readString(folder.resolve("log")));
    }

    private void stop() {
        server.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            System.out.println("Files of MariaDB are left behind: " + left);
        }
    }
}
