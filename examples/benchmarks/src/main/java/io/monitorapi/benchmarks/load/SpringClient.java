package io.monitorapi.benchmarks.load;

import io.monitorapi.benchmarks.load.Work.Body;
import io.monitorapi.benchmarks.load.Work.EngagementResponse;
import java.net.http.HttpClient;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Spring's RestClient as Boot builds it without another HTTP client on the class path, called directly or by an interface. */
final class SpringClient implements LoadClient {

    private final Supplier<EngagementResponse> call;

    private SpringClient(Supplier<EngagementResponse> call) {
        this.call = call;
    }

    static SpringClient rest(Endpoint server) {
        RestClient client = client(server);
        return new SpringClient(() -> Objects.requireNonNull(client.post()
                .uri(Work.PATH + Work.IDS)
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .body(Work.BODY)
                .retrieve()
                .body(EngagementResponse.class)));
    }

    static SpringClient exchange(Endpoint server) {
        Api api = HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client(server)))
                .build()
                .createClient(Api.class);
        return new SpringClient(() -> api.getEngagement(Work.BODY));
    }

    private static RestClient client(Endpoint server) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(server.trust())
                .build();
        return RestClient.builder()
                .baseUrl(server.uri())
                .requestFactory(new JdkClientHttpRequestFactory(http))
                .configureMessageConverters(converters ->
                        converters.registerDefaults().withJsonConverter(new JacksonJsonHttpMessageConverter(Work.JSON)))
                .build();
    }

    @Override
    public void call(int caller) {
        Work.check(call.get().sessionId());
    }

    @Override
    public void close() {
        // On JDK 17, HttpClient cannot be closed.
    }

    interface Api {

        @PostExchange(url = Work.PATH + Work.IDS, contentType = "application/json", accept = "application/json")
        EngagementResponse getEngagement(@RequestBody Body body);
    }
}
