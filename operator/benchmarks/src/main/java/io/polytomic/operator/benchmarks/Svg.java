package io.polytomic.operator.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** A line chart: number of objects to the right, a figure upwards, a line a candidate. Logarithmic to the right. */
record Svg(String title, String unit, List<Line> lines) {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 300;
    private static final int LEFT = 60;
    private static final int RIGHT = 540;
    private static final int TOP = 44;
    private static final int BOTTOM = 258;
    private static final List<String> COLOURS = List.of("#1f5fa8", "#c2571a", "#3a8f3a", "#7a4fa0");

    /** Values by number of objects. */
    record Line(String name, SortedMap<Integer, Double> values) {}

    String text() {
        var out = new StringBuilder();
        out.append(line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH, HEIGHT));
        out.append(line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT));
        out.append(line(
                "<text x=\"%d\" y=\"20\" font-size=\"14\">%s</text>",
                LEFT, escaped(title + (unit.isEmpty() ? "" : " (" + unit + ")"))));
        axes(out);
        for (int i = 0; i < lines.size(); i++) {
            draw(out, lines.get(i), COLOURS.get(i % COLOURS.size()), i);
        }
        return out.append("</svg>\n").toString();
    }

    private void axes(StringBuilder out) {
        for (int i = 0; i <= 4; i++) {
            double value = top() * i / 4;
            out.append(line(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
                    LEFT, RIGHT, y(value), y(value)));
            out.append(line(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT - 6, y(value) + 4, Numbers.shortly(value)));
        }
        sizes().forEach(size -> out.append(
                line("<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>", x(size), BOTTOM + 18, size)));
        out.append(
                line("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">objects</text>", (LEFT + RIGHT) / 2, BOTTOM + 36));
    }

    private void draw(StringBuilder out, Line drawn, String colour, int number) {
        var points = new StringBuilder();
        drawn.values().forEach((size, value) -> points.append("%.1f,%.1f ".formatted(x(size), y(value))));
        out.append(line(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
                points.toString().strip(), colour));
        drawn.values()
                .forEach((size, value) -> out.append(
                        line("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x(size), y(value), colour)));
        out.append(line(
                "<text x=\"%d\" y=\"36\" fill=\"%s\">%s</text>", LEFT + number * 80, colour, escaped(drawn.name())));
    }

    private List<Integer> sizes() {
        return lines.stream()
                .flatMap(each -> each.values().keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private double x(int size) {
        double least = Math.log(sizes().get(0));
        double most = Math.log(sizes().get(sizes().size() - 1));
        return most == least
                ? (LEFT + RIGHT) / 2.0
                : LEFT + 20 + (RIGHT - LEFT - 40) * (Math.log(size) - least) / (most - least);
    }

    private double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * value / top();
    }

    /** A round number above everything that is drawn. */
    private double top() {
        double most = lines.stream()
                .flatMap(each -> each.values().values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        double unitOfTen = Math.pow(10, Math.floor(Math.log10(most <= 0 ? 1 : most)));
        return Math.ceil(most / unitOfTen * 2) / 2 * unitOfTen;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String line(String format, Object... values) {
        return String.format(Locale.ROOT, format, values) + "\n";
    }
}
