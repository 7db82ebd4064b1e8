package io.monitorapi.spring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names the observation of a call and its keys; a bean of this type replaces the convention of the starter, which is described in
 * its README.
 *
 * <p>Keys of low cardinality become tags of metrics: never use an id of an account, a visitor or a session there.
 */
public interface MonitorObservationConvention extends ObservationConvention<MonitorObservationContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof MonitorObservationContext;
    }
}
