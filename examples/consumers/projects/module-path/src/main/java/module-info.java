/** An application on the module path. */
module io.monitorapi.consumer {
    requires io.monitorapi.http;
    requires io.monitorapi.simulator;
}
