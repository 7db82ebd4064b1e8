package io.monitorapi.benchmarks.load;

/** The clients under comparison: this SDK and the alternatives of a user. */
enum Contender {
    BASELINE("JDK client, Jackson (baseline)"),
    TWIN("the same again (noise)"),
    SDK_ON_JDK("**this SDK**, JDK transport"),
    SDK_ON_APACHE("**this SDK**, Apache transport"),
    RETROFIT("Retrofit + OkHttp"),
    APACHE("Apache HttpClient 5, Jackson"),
    FEIGN("OpenFeign on Apache 5"),
    REST_CLIENT("Spring RestClient"),
    HTTP_EXCHANGE("Spring @HttpExchange"),
    FLOOR("lower bound: a raw TLS socket");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    /** {@return how it is called in a table} */
    String title() {
        return title;
    }

    LoadClient open(Endpoint server) {
        return switch (this) {
            case BASELINE, TWIN -> new JdkClient(server);
            case SDK_ON_JDK -> SdkClient.onJdk(server);
            case SDK_ON_APACHE -> SdkClient.onApache(server);
            case RETROFIT -> new RetrofitClient(server);
            case APACHE -> new ApacheClient(server);
            case FEIGN -> new FeignClient(server);
            case REST_CLIENT -> SpringClient.rest(server);
            case HTTP_EXCHANGE -> SpringClient.exchange(server);
            case FLOOR -> new RawClient(server);
        };
    }
}
