package io.monitorapi.consumer

import io.monitorapi.engagement.EngagementRequest
import io.monitorapi.http.HttpMonitor
import io.monitorapi.session.Visitor
import io.monitorapi.simulator.MonitorSimulator
import java.time.Duration
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking

/** Makes calls from coroutines; the compiler reads the nullness annotations of the library. */
fun main() {
    val minute = Duration.ofMinutes(1)
    MonitorSimulator.start().use { simulator ->
        HttpMonitor.builder()
            .accountId(simulator.accountId())
            .appInstallationId(simulator.appInstallationId())
            .baseUri(simulator.baseUri())
            .sslContext(simulator.sslContext())
            .connectTimeout(minute)
            .attemptLimit(minute)
            .deadline(minute)
            .build()
            .use { monitor ->
                val results = runBlocking {
                    List(10) {
                        async { monitor.getEngagementAsync(Visitor.of("device-1"), EngagementRequest.empty()).await() }
                    }.awaitAll()
                }
                val ok = results.all { it.isAvailable } && results.distinctBy { it.session()?.sessionId() }.size == 1
                println(
                    "CONSUMER | Kotlin | JDK ${Runtime.version().feature()} | ${KotlinVersion.CURRENT}" +
                        " | coroutines | ${if (ok) "ok" else "WRONG"}",
                )
                check(ok) { "unexpected result" }
            }
    }
}
