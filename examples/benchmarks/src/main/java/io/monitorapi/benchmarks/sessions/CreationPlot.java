package io.monitorapi.benchmarks.sessions;

import io.monitorapi.benchmarks.sessions.Run.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Plots the opened sessions over time. */
final class CreationPlot {

    /** The number of seconds per point of the plot. */
    private static final int STEP = 20;

    private CreationPlot() {}

    static void write(List<Outcome> outcomes, Path file) throws IOException {
        Scenario scenario = outcomes.get(0).scenario();
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(420)
                .title("Sessions opened in a second: " + scenario.nodesAndStickiness()
                        + "; the service is out in minutes "
                        + 3 * scenario.minutes() / 10 + "-" + 4 * scenario.minutes() / 10 + ", the store in "
                        + 7 * scenario.minutes() / 10 + "-" + 8 * scenario.minutes() / 10)
                .xAxisTitle("minute")
                .yAxisTitle("sessions per second")
                .build();
        chart.getStyler()
                .setLegendPosition(LegendPosition.InsideNW)
                .setChartTitleFont(chart.getStyler().getChartTitleFont().deriveFont(13f));
        for (Outcome outcome : outcomes) {
            add(chart, outcome.client(), average(outcome.service().createdBySecond()));
        }
        double[] cap = new double[scenario.seconds() / STEP];
        Arrays.fill(cap, scenario.cap());
        add(chart, "the service's cap", cap);
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }

    private static void add(XYChart chart, String name, double[] values) {
        double[] minutes = IntStream.range(0, values.length)
                .mapToDouble(i -> i * STEP / 60.0)
                .toArray();
        chart.addSeries(name, minutes, values).setMarker(SeriesMarkers.NONE);
    }

    private static double[] average(int[] bySecond) {
        return IntStream.range(0, bySecond.length / STEP)
                .mapToDouble(i -> Arrays.stream(bySecond, i * STEP, (i + 1) * STEP)
                        .average()
                        .orElse(0))
                .toArray();
    }
}
