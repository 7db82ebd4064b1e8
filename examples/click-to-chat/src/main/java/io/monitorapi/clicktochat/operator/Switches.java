package io.monitorapi.clicktochat.operator;

import io.monitorapi.simulator.Campaign;
import io.monitorapi.simulator.MonitorSimulator;
import java.time.Duration;

/** What the operator can set; safe for use by any thread. */
final class Switches {

    private static final String CONVERSATION = "2d9d7b0a-4c0e-4f45-9b5e-000000000001";

    private final MonitorSimulator simulator;
    private Setting setting = Setting.ALL_WELL;

    Switches(MonitorSimulator simulator) {
        this.simulator = simulator;
    }

    synchronized Setting setting() {
        return setting;
    }

    /** Makes the service behave so from now on. */
    synchronized Setting set(Setting wanted) {
        setting = wanted;
        Campaign.Builder campaign = Campaign.builder().language("en-US");
        simulator
                .campaigns()
                .offer(
                        wanted.conversation()
                                ? campaign.conversation(CONVERSATION).build()
                                : campaign.build());
        simulator.campaigns().agentsOnline(wanted.agents());
        simulator.script().clear();
        if (wanted.trouble() != Trouble.NONE || wanted.delay() > 0) {
            simulator.script().always(wanted.trouble().answer().after(Duration.ofMillis(wanted.delay())));
        }
        return wanted;
    }

    void expireSessions() {
        simulator.expireSessions();
    }

    /**
     * How the service behaves.
     *
     * @param agents whether agents are there
     * @param conversation whether a conversation is running
     * @param trouble what it does instead of answering
     * @param delay how late it answers, in milliseconds, at most 10,000
     */
    record Setting(boolean agents, boolean conversation, Trouble trouble, int delay) {

        static final Setting ALL_WELL = new Setting(true, false, Trouble.NONE, 0);

        Setting {
            if (delay < 0 || delay > 10_000) {
                throw new IllegalArgumentException("delay must be from 0 to 10000, but is " + delay);
            }
        }
    }
}
