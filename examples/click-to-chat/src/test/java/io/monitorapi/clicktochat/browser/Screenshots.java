package io.monitorapi.clicktochat.browser;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Keeps pictures of the page: in the build folder, and with {@code -Dscreenshots=docs} where the README shows them. */
final class Screenshots {

    private Screenshots() {}

    static void keep(String name, byte[] png) throws IOException {
        boolean forReaders = System.getProperty("screenshots", "").equals("docs");
        Path folder = Files.createDirectories(Path.of(forReaders ? "docs" : "target/screenshots"));
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        ImageIO.write(
                inFewColours(picture), "png", folder.resolve(name + ".png").toFile());
    }

    /** A page has few colours: 256 of them make a third of the file. */
    private static BufferedImage inFewColours(BufferedImage picture) {
        BufferedImage few = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED);
        Graphics2D canvas = few.createGraphics();
        canvas.drawImage(picture, 0, 0, null);
        canvas.dispose();
        return few;
    }
}
