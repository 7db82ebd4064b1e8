package io.monitorapi.clicktochat.operator;

import io.monitorapi.simulator.MonitorSimulator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans of the operator panel, if the application runs on the simulator. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(MonitorSimulator.class)
@Import({Switches.class, Meter.class})
class OperatorConfiguration {}
