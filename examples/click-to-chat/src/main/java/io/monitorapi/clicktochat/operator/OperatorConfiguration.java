package io.monitorapi.clicktochat.operator;

import io.monitorapi.simulator.MonitorSimulator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the operator panel works with, if there is something to operate. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(MonitorSimulator.class)
@Import({Switches.class, Meter.class})
class OperatorConfiguration {}
