package io.monitorapi.middleboxes;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Visitors who request the page of {@link WebNode}s, and reload it when it does not load: what a browser does when the node that
 * serves it dies. Records which node served which visitor.
 */
final class PageVisits implements AutoCloseable {

    static final int BROWSERS = 16;

    private static final int RELOADS = 5;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final ExecutorService browsers = Executors.newFixedThreadPool(BROWSERS);
    private final AtomicInteger visits = new AtomicInteger();
    private final AtomicInteger reloads = new AtomicInteger();
    private final Set<String> contacts = new HashSet<>();
    private final Map<String, String> visitorsBySession = new TreeMap<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final Map<String, Integer> created = new TreeMap<>();
    private int firstContactsInOutage;
    private boolean outage;

    /** Lets each of the visitors request the page so many times, one round after the other. */
    CompletableFuture<Void> begin(URI page, int visitors, int rounds) {
        AtomicInteger next = new AtomicInteger();
        return CompletableFuture.allOf(IntStream.range(0, BROWSERS)
                .mapToObj(browser -> CompletableFuture.runAsync(
                        () -> {
                            int number = next.getAndIncrement();
                            while (number < visitors * rounds) {
                                visit(page, "visitor-" + number % visitors);
                                number = next.getAndIncrement();
                            }
                        },
                        browsers))
                .toArray(CompletableFuture[]::new));
    }

    /** {@return whether the node that served the page reaches the session store} */
    boolean visit(URI page, String visitor) {
        boolean reachable = false;
        for (int attempt = 0; attempt <= RELOADS; attempt++) {
            HttpResponse<String> response = get(page, visitor);
            if (response != null && response.statusCode() == 200) {
                reachable = served(visitor, response.body().split(" "));
                break;
            }
            if (response != null && response.statusCode() == 500) {
                failed(response.body());
                break;
            }
            if (attempt == RELOADS) {
                failed("no node serves the page");
            }
            reloads.incrementAndGet();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        visits.incrementAndGet();
        return reachable;
    }

    /** {@return the response, or null if the connection was lost} */
    private HttpResponse<String> get(URI page, String visitor) {
        try {
            HttpRequest request = HttpRequest.newBuilder(page.resolve("/?" + visitor))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException lost) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private synchronized boolean served(String visitor, String[] body) {
        boolean isFirst = contacts.add(body[0] + " " + visitor);
        boolean isReachable = body[1].equals("reachable") && !outage;
        if (isFirst && !isReachable) {
            firstContactsInOutage++;
        }
        if (body[2].equals("created")) {
            String when = (isFirst ? "at the first contact" : "later") + (isReachable ? "" : " in the outage");
            created.merge(when, 1, Integer::sum);
        }
        String other = visitorsBySession.put(body[3], visitor);
        if (other != null && !other.equals(visitor)) {
            failures.merge("a session of another visitor", 1, Integer::sum);
        }
        return body[1].equals("reachable");
    }

    private synchronized void failed(String reason) {
        failures.merge(reason, 1, Integer::sum);
    }

    void await(int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (visits.get() < count) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("only " + visits + " of " + count + " visits ended");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    int visits() {
        return visits.get();
    }

    int reloads() {
        return reloads.get();
    }

    /** Says that the session store is out of reach, whatever the nodes have noticed. */
    synchronized void outage(boolean begins) {
        outage = begins;
    }

    /** {@return how often a visitor came to a node for the first time while the session store was out of reach} */
    synchronized int firstContactsInOutage() {
        return firstContactsInOutage;
    }

    /** {@return how many visits opened a session, by when they did} */
    synchronized Map<String, Integer> created() {
        return new TreeMap<>(created);
    }

    synchronized Map<String, Integer> failures() {
        return new TreeMap<>(failures);
    }

    @Override
    public void close() {
        browsers.shutdownNow();
    }
}
