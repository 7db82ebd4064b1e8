package io.monitorapi.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Plots one figure of all clients as ratio to the baseline. */
final class RatioPlot {

    private RatioPlot() {}

    static void write(String heading, Map<String, Rounds> tables, ToDoubleFunction<Sample> figure, Path file)
            throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(1000)
                .height(520)
                .title(heading + ", JDK " + Runtime.version().feature() + " (JDK client + Jackson by hand = 1)")
                .build();
        chart.getStyler().setXAxisLabelRotation(30);
        chart.getStyler()
                .setLegendPosition(LegendPosition.InsideNW)
                .setChartTitleFont(chart.getStyler().getChartTitleFont().deriveFont(13f));
        List<String> clients = Stream.of(Contender.values())
                .map(Contender::title)
                .filter(title -> tables.values().stream()
                        .anyMatch(rounds -> rounds.names().contains(title)))
                .toList();
        List<String> titles =
                clients.stream().map(client -> client.replace("*", "")).toList();
        tables.forEach((table, rounds) -> {
            String baseline = rounds.names().get(0);
            List<@Nullable Double> ratios = new ArrayList<>();
            for (String client : clients) {
                double ratio = rounds.names().contains(client)
                        ? figure.applyAsDouble(rounds.ratio(client, baseline))
                        : Double.NaN;
                ratios.add(Double.isFinite(ratio) ? ratio : null);
            }
            chart.addSeries(table, titles, ratios);
        });
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}
