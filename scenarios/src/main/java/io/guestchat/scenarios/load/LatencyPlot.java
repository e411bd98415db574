package io.guestchat.scenarios.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Latencies as curves: of so many messages, the slowest took so long. */
final class LatencyPlot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 500;
    /** For each halving of the distance to the slowest. */
    private static final int POINTS = 5;

    private LatencyPlot() {}

    /**
     * Draws it, anew if it is there.
     *
     * @param latencies in microseconds, by what is told of each
     * @param file a PNG
     */
    static void write(Map<String, Histogram> latencies, Path file) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle("the slowest of so many messages")
                .yAxisTitle("latency, ms")
                .build();
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        latencies.forEach((name, latency) -> {
            List<Double> ofSoMany = new ArrayList<>();
            List<Double> millis = new ArrayList<>();
            for (HistogramIterationValue point : latency.percentiles(POINTS)) {
                double above = 100 - point.getPercentileLevelIteratedTo();
                if (above > 0 && above < 100) {
                    ofSoMany.add(100 / above);
                    millis.add(Math.max(1, point.getValueIteratedTo()) / 1e3);
                }
            }
            if (!millis.isEmpty()) {
                chart.addSeries(name, ofSoMany, millis).setMarker(SeriesMarkers.NONE);
            }
        });
        try {
            BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
