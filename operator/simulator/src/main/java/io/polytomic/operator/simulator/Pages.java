package io.polytomic.operator.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A part of a list, by position: an update between two pages moves items from one to the other, as it may at the real API. */
record Pages<T>(List<T> items, String next) {
    static <T> Pages<T> of(List<T> all, String token, int size) {
        int from = Math.min(all.size(), position(token));
        int to = Math.min(all.size(), from + size);
        return new Pages<>(all.subList(from, to), to < all.size() ? token(to) : null);
    }

    private static String token(int position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("from:" + position).getBytes(StandardCharsets.UTF_8));
    }

    private static int position(String token) {
        if (token == null || token.isEmpty()) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            return Integer.parseInt(text.substring("from:".length()));
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
            throw ApiProblem.badRequest("page_token is not valid");
        }
    }

    /** Limits as the API treats them: above the greatest is lowered, zero or less is the standard. */
    static int size(int wanted, int standard, int greatest) {
        return wanted <= 0 ? standard : Math.min(wanted, greatest);
    }
}
