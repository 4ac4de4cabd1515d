package io.polytomic.operator.core.sync;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How the values of a member are brought into canonical form, compared, and laid over each other. Null is the canonical
 * "nothing": a stated empty value and an absent one are equal where the API says so (notes.md §8).
 */
public enum Form {
    /** A word or free text; empty is nothing. */
    TEXT {
        @Override
        public Object canonical(Object value) {
            return value == null || value.toString().isEmpty() ? null : value.toString();
        }
    },
    /** True or false; nothing is false. */
    FLAG {
        @Override
        public Object canonical(Object value) {
            return Boolean.TRUE.equals(value);
        }
    },
    /** A number; 0 is "none", which is nothing. */
    LIMIT {
        @Override
        public Object canonical(Object value) {
            return value == null || BigDecimal.ZERO.equals(Json.canonical(value)) ? null : Json.canonical(value);
        }
    },
    /** An instant, whatever offset or precision it is written with; empty is nothing. */
    INSTANT {
        @Override
        public Object canonical(Object value) {
            if (value == null || value.toString().isEmpty()) {
                return null;
            }
            try {
                return OffsetDateTime.parse(value.toString()).toInstant().toString();
            } catch (DateTimeException unusual) {
                return value.toString();
            }
        }
    },
    /** A JSON object of which only the stated keys count. */
    CONFIGURATION {
        @Override
        public Object canonical(Object value) {
            return value == null ? Json.canonical(Map.of()) : Json.canonical(value);
        }

        @Override
        public boolean same(Object desired, Object observed) {
            return Json.covers(desired, observed);
        }

        @Override
        public Object overlay(Object observed, Object desired) {
            return Json.overlay(observed, desired);
        }
    },
    /** A list whose order and repetitions mean nothing. */
    SET {
        @Override
        public Object canonical(Object value) {
            return sorted(value, true);
        }
    },
    /** Filters: their order means nothing, their values are any JSON. */
    FILTERS {
        @Override
        public Object canonical(Object value) {
            return sorted(value, false);
        }
    },
    /** One schedule, reduced to the parts that matter for its frequency. */
    SCHEDULE {
        @Override
        public Object canonical(Object value) {
            return value == null ? null : ScheduleForm.canonical((Map<?, ?>) value);
        }

        @Override
        public boolean same(Object desired, Object observed) {
            return desired == null ? observed == null : observed != null && Json.covers(desired, observed);
        }

        /** Parts that are not stated stay as they are, unless another frequency gives them another meaning. */
        @Override
        public Object overlay(Object observed, Object desired) {
            boolean sameFrequency = observed instanceof Map<?, ?> o
                    && desired instanceof Map<?, ?> d
                    && Objects.equals(o.get("frequency"), d.get("frequency"));
            return sameFrequency ? Json.overlay(observed, desired) : desired;
        }
    },
    /** Additional schedules, matched by content: their order and their ids mean nothing. */
    SCHEDULES {
        @Override
        public Object canonical(Object value) {
            var items = new ArrayList<Object>();
            if (value instanceof Collection<?> list) {
                list.forEach(item -> items.add(ScheduleForm.canonicalAdditional((Map<?, ?>) item)));
            }
            return sorted(items, false);
        }
    };

    /** The canonical form of a stated or observed value. */
    public abstract Object canonical(Object value);

    /** True when the observed value already is what is desired; both canonical. */
    public boolean same(Object desired, Object observed) {
        return Objects.equals(desired, observed);
    }

    /** The value to write so that the observed one becomes the desired one; both canonical. */
    public Object overlay(Object observed, Object desired) {
        return desired;
    }

    private static Object sorted(Object value, boolean distinct) {
        var byText = new TreeMap<String, Object>();
        int position = 0;
        if (value instanceof Collection<?> items) {
            for (var item : items) {
                byText.put(Json.text(item) + (distinct ? "" : String.format("#%06d", position++)), item);
            }
        }
        return Json.canonical(byText.values());
    }
}
