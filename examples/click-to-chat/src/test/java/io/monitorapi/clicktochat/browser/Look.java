package io.monitorapi.clicktochat.browser;

import java.util.Locale;

/** A colour scheme and a window size. */
enum Look {
    LIGHT("light", 1280, 860),
    DARK("dark", 1280, 860),
    TABLET("light", 768, 1024),
    TABLET_AT_NIGHT("dark", 768, 1024),
    TELEPHONE("light", 390, 844),
    TELEPHONE_AT_NIGHT("dark", 390, 844),
    NARROW_TELEPHONE("light", 360, 740),
    SMALL_TELEPHONE("light", 320, 568),
    SMALL_TELEPHONE_AT_NIGHT("dark", 320, 568);

    final String theme;
    final int width;
    final int height;

    Look(String theme, int width, int height) {
        this.theme = theme;
        this.width = width;
        this.height = height;
    }

    /** {@return its part of a screenshot's file name} */
    String suffix() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
