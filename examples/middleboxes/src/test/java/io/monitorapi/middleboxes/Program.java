package io.monitorapi.middleboxes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** A program of the operating system, started by a test on a free port of the loopback. */
final class Program implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private final Path executable;
    private final List<String> arguments;
    private final Path log;
    private final int port;
    private Process process;

    private Program(Path executable, List<String> arguments, Path log, int port) {
        this.executable = executable;
        this.arguments = arguments;
        this.log = log;
        this.port = port;
        this.process = launch();
    }

    /** Starts a program and waits until it listens; the test is skipped, or fails if required, where it is not installed. */
    static Program start(String name, int port, Path folder, String... arguments) {
        return new Program(installed(name), List.of(arguments), folder.resolve(name + "-" + port + ".log"), port);
    }

    /** {@return where a program is installed; {@code -Dmiddleboxes=required} turns a missing one into a failure} */
    static Path installed(String name) {
        return Stream.of("/usr/sbin", "/usr/bin", "/usr/local/bin", "/usr/local/sbin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing(name));
    }

    private static RuntimeException missing(String name) {
        String problem = name + " is not installed on this machine";
        if ("required".equals(System.getProperty("middleboxes"))) {
            throw new AssertionError(problem);
        }
        System.out.println("SKIPPED: " + problem);
        return new TestAbortedException(problem);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return port;
    }

    /** Sends a signal to the program, such as HUP for a graceful reload. */
    void signal(String signal) {
        run("kill", "-" + signal, Long.toString(process.pid()));
    }

    /** Sends a signal to the program and its workers. */
    void signalAll(String signal) {
        signal(signal);
        process.descendants().forEach(worker -> run("kill", "-" + signal, Long.toString(worker.pid())));
    }

    /** Ends the program gracefully and starts it anew on the same port. */
    void restart(String gracefulSignal) {
        stop(gracefulSignal);
        process = launch();
    }

    void stop(String signal) {
        signal(signal);
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new AssertionError(executable + " did not end after " + signal + ":\n" + output());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    void startAgain() {
        process = launch();
    }

    private Process launch() {
        try {
            Process started = new ProcessBuilder(Stream.concat(Stream.of(executable.toString()), arguments.stream())
                            .toList())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            await(started);
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void await(Process started) {
        long end = System.nanoTime() + PATIENCE;
        while (!listens()) {
            if (!started.isAlive() || System.nanoTime() - end > 0) {
                List<ProcessHandle> workers = started.descendants().toList();
                started.destroyForcibly();
                workers.forEach(ProcessHandle::destroyForcibly);
                throw new AssertionError(executable + " does not listen on port " + port + ":\n" + output());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    String output() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void run(String... command) {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** The program ends before its workers: it would start new ones, which would outlive the test. */
    @Override
    public void close() {
        List<ProcessHandle> workers = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        workers.forEach(ProcessHandle::destroyForcibly);
        workers.forEach(worker -> worker.onExit().join());
    }
}
