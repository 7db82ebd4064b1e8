package io.monitorapi.clicktochat.operator;

import io.monitorapi.simulator.Campaign;
import io.monitorapi.simulator.MonitorSimulator;
import java.time.Duration;

/** The behaviour of the simulator as set by the operator. Safe for use by any thread. */
final class Switches {

    private static final String CONVERSATION = "2d9d7b0a-4c0e-4f45-9b5e-000000000001";

    private final MonitorSimulator simulator;
    private Setting setting = Setting.DEFAULT;

    Switches(MonitorSimulator simulator) {
        this.simulator = simulator;
    }

    synchronized Setting setting() {
        return setting;
    }

    /** Applies a setting from now on. */
    synchronized Setting set(Setting next) {
        setting = next;
        Campaign.Builder campaign = Campaign.builder().language("en-US");
        simulator
                .campaigns()
                .offer(next.conversation() ? campaign.conversation(CONVERSATION).build() : campaign.build());
        simulator.campaigns().agentsOnline(next.agents());
        simulator.script().clear();
        if (next.trouble() != Trouble.NONE || next.delay() > 0) {
            simulator.script().always(next.trouble().response().after(Duration.ofMillis(next.delay())));
        }
        return next;
    }

    void expireSessions() {
        simulator.expireSessions();
    }

    /**
     * The behaviour of the service.
     *
     * @param agents whether agents are online
     * @param conversation whether a conversation is running
     * @param trouble the fault of the service, or {@code NONE}
     * @param delay the delay of each response in milliseconds, 0 to 10,000
     */
    record Setting(boolean agents, boolean conversation, Trouble trouble, int delay) {

        static final Setting DEFAULT = new Setting(true, false, Trouble.NONE, 0);

        Setting {
            if (delay < 0 || delay > 10_000) {
                throw new IllegalArgumentException("delay must be from 0 to 10000, but is " + delay);
            }
        }
    }
}
