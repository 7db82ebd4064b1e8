package io.monitorapi.clicktochat.operator;

import io.monitorapi.clicktochat.operator.Meter.Sample;
import io.monitorapi.clicktochat.operator.Switches.Setting;
import io.monitorapi.simulator.MonitorSimulator;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the panel sets and shows. */
@RestController
@RequestMapping("/operator")
@ConditionalOnBean(MonitorSimulator.class)
class OperatorController {

    private final Switches switches;
    private final Meter meter;

    OperatorController(Switches switches, Meter meter) {
        this.switches = switches;
        this.meter = meter;
    }

    @GetMapping
    View view(@RequestParam(defaultValue = "0") long after) {
        List<Sample> newer =
                meter.samples().stream().filter(sample -> sample.at() > after).toList();
        return new View(switches.setting(), newer);
    }

    @PostMapping("/setting")
    Setting set(@RequestBody Setting wanted) {
        return switches.set(wanted);
    }

    @PostMapping("/expire")
    Setting expire() {
        switches.expireSessions();
        return switches.setting();
    }

    /**
     * What the panel shows.
     *
     * @param setting how the service behaves
     * @param samples what went on, second by second
     */
    record View(Setting setting, List<Sample> samples) {}
}
