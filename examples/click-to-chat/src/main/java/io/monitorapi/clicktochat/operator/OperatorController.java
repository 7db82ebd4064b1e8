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

/** The requests of the operator panel. */
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
    Setting set(@RequestBody Setting setting) {
        return switches.set(setting);
    }

    @PostMapping("/expire")
    Setting expire() {
        switches.expireSessions();
        return switches.setting();
    }

    /**
     * The state of the panel.
     *
     * @param setting the behaviour of the service
     * @param samples the traffic per second
     */
    record View(Setting setting, List<Sample> samples) {}
}
