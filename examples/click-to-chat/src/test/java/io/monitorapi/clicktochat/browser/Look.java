package io.monitorapi.clicktochat.browser;

import java.util.Locale;

/** How a page is looked at. */
enum Look {
    LIGHT("light", 1280, 860),
    DARK("dark", 1280, 860),
    TELEPHONE("light", 390, 844),
    TELEPHONE_AT_NIGHT("dark", 390, 844);

    final String theme;
    final int width;
    final int height;

    Look(String theme, int width, int height) {
        this.theme = theme;
        this.width = width;
        this.height = height;
    }

    /** {@return its name in that of a picture} */
    String suffix() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
