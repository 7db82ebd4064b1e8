package io.monitorapi.benchmarks.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** One figure of all clients, in shares of the baseline's. */
final class RatioPlot {

    private RatioPlot() {}

    static void write(String title, Map<String, Rounds> tables, ToDoubleFunction<Sample> figure, Path file)
            throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(1000)
                .height(520)
                .title(title + ", JDK " + Runtime.version().feature() + " (JDK client + Jackson by hand = 1)")
                .build();
        chart.getStyler().setXAxisLabelRotation(30);
        chart.getStyler()
                .setLegendPosition(LegendPosition.InsideNW)
                .setChartTitleFont(chart.getStyler().getChartTitleFont().deriveFont(13f));
        for (Map.Entry<String, Rounds> table : tables.entrySet()) {
            Rounds rounds = table.getValue();
            List<String> names = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            for (String name : rounds.names()) {
                names.add(name.replace("*", ""));
                ratios.add(
                        figure.applyAsDouble(rounds.ratio(name, rounds.names().get(0))));
            }
            chart.addSeries(table.getKey(), names, ratios);
        }
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}
