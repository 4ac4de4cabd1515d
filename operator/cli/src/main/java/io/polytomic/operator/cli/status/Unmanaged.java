package io.polytomic.operator.cli.status;

import io.polytomic.operator.api.v1alpha1.PolytomicOrganization;
import java.util.ArrayList;
import java.util.List;

/** Syncs that nobody manages, as far as the status of their organization names them. */
final class Unmanaged {
    private Unmanaged() {}

    static List<Row> of(PolytomicOrganization organization) {
        var counts = organization.getStatus() == null
                ? null
                : organization.getStatus().syncs();
        if (counts == null || counts.unmanaged() == null || counts.unmanaged() == 0) {
            return List.of();
        }
        var names = counts.unmanagedNames() == null ? List.<String>of() : counts.unmanagedNames();
        var rows = new ArrayList<Row>();
        names.forEach(name -> rows.add(row("sync " + name.replaceAll("\\p{Cntrl}+", " "), "")));
        int more = counts.unmanaged() - names.size();
        if (more > 0) {
            rows.add(row("sync … and " + more + " more", "export lists all"));
        }
        return rows;
    }

    private static Row row(String name, String details) {
        return new Row(Health.UNMANAGED, name, "Unmanaged", "", "", details);
    }
}
