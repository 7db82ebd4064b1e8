package io.monitorapi.spring;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Supplies the name and the keys of the observation of a call. A bean of this type replaces the convention of the starter, which
 * its README describes.
 *
 * <p>Low-cardinality keys become tags of metrics: never use ids of accounts, visitors or sessions as their values.
 */
public interface MonitorObservationConvention extends ObservationConvention<MonitorObservationContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof MonitorObservationContext;
    }
}
