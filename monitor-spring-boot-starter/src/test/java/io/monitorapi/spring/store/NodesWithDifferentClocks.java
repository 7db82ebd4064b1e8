package io.monitorapi.spring.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engine.MonitorServiceBuilder;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Two nodes whose clocks differ by 31 minutes show ten pages to one visitor in turn, through one shared store. */
public final class NodesWithDifferentClocks {

    private static final Duration DIFFERENCE = Duration.ofMinutes(31);
    private static final Duration BETWEEN_PAGES = Duration.ofSeconds(11); // longer than a node trusts its cache

    private final VirtualTime time = new VirtualTime();
    private final InstantSource ahead = () -> time.instant().plus(DIFFERENCE);
    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final List<Duration> skews = Collections.synchronizedList(new ArrayList<>());

    private NodesWithDifferentClocks() {
        time.moveWallClock(Duration.between(time.instant(), Instant.now()));
    }

    /** Ten pages have one session; and ten, as a control, if the store does not convert the times of records. */
    public static void shareOneSession(Function<StoreClock, SessionStore> store) {
        NodesWithDifferentClocks nodes = new NodesWithDifferentClocks();
        assertThat(nodes.sessionsOfTenPages(
                        store.apply(new StoreClock(nodes.time, nodes.time)),
                        store.apply(new StoreClock(nodes.ahead, nodes.time))))
                .isEqualTo(1);
        assertThat(nodes.skews)
                .anySatisfy(skew -> assertThat(skew.abs()).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(34)));

        NodesWithDifferentClocks control = new NodesWithDifferentClocks();
        assertThat(control.sessionsOfTenPages(store.apply(new StoreClock()), store.apply(new StoreClock())))
                .isEqualTo(10);
    }

    private int sessionsOfTenPages(SessionStore storeHere, SessionStore storeThere) {
        Visitor visitor = Visitor.of("device-" + UUID.randomUUID());
        try (MonitorService here = node(storeHere, time);
                MonitorService there = node(storeThere, ahead)) {
            for (int page = 0; page < 10; page++) {
                MonitorService node = page % 2 == 0 ? here : there;
                node.getEngagement(visitor, EngagementRequest.empty());
                time.advance(BETWEEN_PAGES);
            }
        }
        return (int) gateway.requests().stream()
                .filter(request -> !(request.record() instanceof Paired))
                .count();
    }

    private MonitorService node(SessionStore store, InstantSource clock) {
        return MonitorServiceBuilder.forGateway(gateway)
                .sessionStore(store)
                .time(clock, time, time)
                .listener(new MonitorListener() {
                    @Override
                    public void clockSkewed(ClockSkewed event) {
                        skews.add(event.skew());
                    }
                })
                .build();
    }
}
