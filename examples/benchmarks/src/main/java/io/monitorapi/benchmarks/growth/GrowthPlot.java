package io.monitorapi.benchmarks.growth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** Plots one cost over a number that grows tenfold. */
final class GrowthPlot {

    private GrowthPlot() {}

    static void write(String cost, String number, Map<Integer, Double> points, Path file) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(700)
                .height(360)
                .title(cost + ", JDK " + Runtime.version().feature())
                .xAxisTitle(number)
                .yAxisTitle(cost)
                .build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisMin(0.0);
        chart.getStyler().setLegendVisible(false);
        double[] numbers =
                points.keySet().stream().mapToDouble(Integer::doubleValue).toArray();
        double[] costs =
                points.values().stream().mapToDouble(Double::doubleValue).toArray();
        chart.addSeries(cost, numbers, costs);
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
    }
}
