package io.monitorapi.clicktochat.browser;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Saves screenshots in the build folder, and with {@code -Dscreenshots=docs} those of the README in its folder. */
final class Screenshots {

    private static final int COLOURS = 64;

    /** The screenshots of the README. */
    private static final Set<String> IN_README = Set.of(
            "looking-light",
            "available-light",
            "clicked-light",
            "stale-light",
            "unavailable-dark",
            "conversation-dark",
            "available-telephone",
            "operator-telephone-at-night");

    private Screenshots() {}

    static void save(String name, byte[] png) throws IOException {
        boolean forReadme = System.getProperty("screenshots", "").equals("docs") && IN_README.contains(name);
        Path folder = Files.createDirectories(Path.of(forReadme ? "docs" : "target/screenshots"));
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        ImageIO.write(reduced(picture), "png", folder.resolve(name + ".png").toFile());
    }

    /** Reduces a picture to a palette, which makes the file small: a page has few colours. */
    private static BufferedImage reduced(BufferedImage picture) {
        int width = picture.getWidth();
        int[] pixels = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
        int[] palette = palette(pixels);
        IndexColorModel colours = new IndexColorModel(6, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage few = new BufferedImage(width, picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colours);
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int index = nearest.computeIfAbsent(pixels[i], colour -> nearest(palette, colour));
            few.getRaster().setSample(i % width, i / width, 0, index);
        }
        return few;
    }

    /** Chooses colours by frequency and by distance to those chosen before, so that a small red dot stays red. */
    private static int[] palette(int[] pixels) {
        Map<Integer, Long> counts = Arrays.stream(pixels)
                .boxed()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Map<Integer, Double> worth = new HashMap<>();
        counts.forEach((colour, count) -> worth.put(colour, Double.MAX_VALUE));
        int[] palette = new int[Math.min(COLOURS, counts.size())];
        for (int i = 0; i < palette.length; i++) {
            int next = Collections.max(worth.entrySet(), Map.Entry.comparingByValue())
                    .getKey();
            palette[i] = next;
            worth.replaceAll(
                    (colour, soFar) -> Math.min(soFar, Math.pow(counts.get(colour), 0.8) * distance(colour, next)));
        }
        return palette;
    }

    private static int nearest(int[] palette, int colour) {
        return IntStream.range(0, palette.length)
                .boxed()
                .min(Comparator.comparingInt(index -> distance(palette[index], colour)))
                .orElseThrow();
    }

    private static int distance(int one, int other) {
        int red = (one >> 16 & 255) - (other >> 16 & 255);
        int green = (one >> 8 & 255) - (other >> 8 & 255);
        int blue = (one & 255) - (other & 255);
        return red * red + green * green + blue * blue;
    }
}
