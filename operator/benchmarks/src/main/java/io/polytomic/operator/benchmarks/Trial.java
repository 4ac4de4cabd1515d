package io.polytomic.operator.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One operator, one number of objects, a control plane and a remote world of its own: from nothing to the restart. */
final class Trial implements AutoCloseable {
    private static final int BURST = 1000;
    private static final int ADMIN_THREADS = 8;
    private static final Duration OFTEN = Duration.ofMillis(20);
    /** A poll reads the changes of the last two minutes again: only then is it at rest. */
    private static final Duration AFTER_THE_LAST_CHANGE = Duration.ofSeconds(150);

    /** More than one poll: or the next part, a restart, would be the first to see what was edited. */
    private static final Duration UNTIL_EDITS_ARE_POLLED = Duration.ofSeconds(90);

    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final Candidate candidate;
    private final Load load;
    private final Path folder;
    private final FleetObjects objects;
    private final Cluster cluster;
    private final RemoteApi remote;
    private final RemoteJournal journal;
    private final FleetView view;
    private final Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    private Counts writes;
    private Counts calls;
    private Counts restCalls = Counts.of(Map.of());
    private Child operator;
    private boolean atRest;

    Trial(Candidate candidate, Path simulatorJava, Path jar, Path crds, int size, Load load, Path folder) {
        this.candidate = candidate;
        this.load = load;
        this.folder = folder;
        var seed = new Seed(Load.organizations(size));
        this.remote = RemoteApi.start(simulatorJava, jar, seed, load.latency(), folder);
        this.cluster = Cluster.start(crds);
        this.journal = new RemoteJournal(remote);
        this.view = new FleetView(cluster.client());
        this.objects = new FleetObjects(cluster.client(), remote.url(), seed, size);
    }

    Result run() {
        objects.create();
        ready();
        for (var part : load.parts()) {
            Progress.say("%s, %d objects: %s", candidate.name(), objects.size(), part);
            switch (part) {
                case FILL -> fill();
                case BURST -> burst();
                case BUSY -> new BusyHour(this).measure();
                case EDITS -> edits();
                case REST -> rest();
                case RESTART -> restart();
                case PRESSURE -> new Pressure(this).measure();
            }
            if (part != Part.PRESSURE) { // its crowd is not what the trial is about
                figures.merge(Figure.RSS_PEAK, Procfs.peakMegabytes(operator.pid()), Math::max);
            }
        }
        return new Result(
                candidate.name(),
                candidate.description(),
                objects.size(),
                objects.seed().organizations(),
                load.memoryMegabytes(),
                figures,
                writes.byName(),
                calls.byName(),
                restCalls.byName());
    }

    private void startOperator() {
        operator = candidate.start(
                cluster.kubeconfig(),
                freePort(),
                load.memoryMegabytes(),
                folder.resolve("%s-%d.log".formatted(candidate.name(), System.nanoTime())));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ready() {
        Progress.say("%s, %d objects: READY", candidate.name(), objects.size());
        var writesBefore = cluster.writes();
        var callsBefore = journal.counts();
        double apiServer = cluster.apiServerCpuSeconds();
        double etcd = cluster.etcdCpuSeconds();
        startOperator();
        Waiting.until("all to be Ready", () -> {
            operator.requireAlive();
            return view.ready() == objects.size();
        });
        set(Figure.READY, (view.lastReadyAt() - operator.startedAt()) / 1e9);
        set(Figure.OPERATOR_CPU, operator.cpuSeconds());
        set(Figure.API_SERVER_CPU, cluster.apiServerCpuSeconds() - apiServer);
        set(Figure.ETCD_CPU, cluster.etcdCpuSeconds() - etcd);
        set(Figure.CPU_RATIO, figures.get(Figure.OPERATOR_CPU) / figures.get(Figure.API_SERVER_CPU));
        set(Figure.RSS_READY, Procfs.residentMegabytes(operator.pid()));
        figures.merge(Figure.RSS_PEAK, Procfs.peakMegabytes(operator.pid()), Math::max);
        Waiting.pause(SETTLED); // what is on its way yet, for example events, belongs to it
        writes = cluster.writes().since(writesBefore).per(objects.size());
        calls = journal.counts().since(callsBefore).per(objects.size());
        set(Figure.WRITES_AN_OBJECT, writes.total());
        set(Figure.CALLS_AN_OBJECT, calls.total());
    }

    private void fill() {
        double before = operator.cpuSeconds();
        set(
                Figure.FILL,
                seconds(changeAll(IntStream.range(0, objects.size()).boxed().toList())));
        set(Figure.FILL_CPU, operator.cpuSeconds() - before);
    }

    private void burst() {
        double before = operator.cpuSeconds();
        double apiServer = cluster.apiServerCpuSeconds();
        int size = Math.min(BURST, objects.size());
        var change = changeAll(IntStream.range(0, size).boxed().toList());
        set(Figure.BURST_SIZE, size);
        set(Figure.BURST, seconds(change));
        set(Figure.BURST_WHOLE, (change.written() - change.changed()) / 1e9);
        set(Figure.BURST_RATIO, (operator.cpuSeconds() - before) / (cluster.apiServerCpuSeconds() - apiServer));
    }

    private record Change(long changed, long told, long written) {}

    private static double seconds(Change change) {
        return (change.written() - change.told()) / 1e9;
    }

    /** Each of these syncs runs once; returns when all statuses say so. */
    private Change changeAll(List<Integer> numbers) {
        var executions = java.util.Collections.synchronizedList(new ArrayList<String>());
        Parallel.each(numbers, ADMIN_THREADS, number -> executions.add(remote.runOnce(syncId(number))));
        long changed = System.nanoTime();
        journal.counts(); // a poll that came before is not the one that tells
        journal.lookFor(call -> call.route().endsWith("status?all=true"), OFTEN);
        Waiting.until("the statuses to tell of it", () -> {
            operator.requireAlive();
            return executions.stream().allMatch(id -> view.endedAt(id) != null);
        });
        long told = journal.sightings().values().stream()
                .mapToLong(RemoteJournal.Sighting::at)
                .min()
                .orElse(changed);
        journal.rest();
        long written = executions.stream().mapToLong(view::endedAt).max().orElse(changed);
        return new Change(changed, told, Math.max(written, told));
    }

    private void edits() {
        comeToRest();
        var edits = new Edits(this, Duration.ofMillis(50), 200, objects.size());
        edits.run();
        set(Figure.EDIT_REST_P50, edits.times().at(50) * 1000);
        set(Figure.EDIT_REST_P99, edits.times().at(99) * 1000);
        Waiting.pause(UNTIL_EDITS_ARE_POLLED);
    }

    private void rest() {
        comeToRest();
        long start = System.nanoTime();
        double before = operator.cpuSeconds();
        double apiServer = cluster.apiServerCpuSeconds();
        var callsBefore = journal.counts();
        var writesBefore = cluster.writes();
        Waiting.pause(load.rest());
        double seconds = Waiting.secondsSince(start);
        set(Figure.IDLE_CPU, (operator.cpuSeconds() - before) / seconds * 100);
        set(Figure.IDLE_API_SERVER_CPU, (cluster.apiServerCpuSeconds() - apiServer) / seconds * 100);
        var quiet = journal.counts().since(callsBefore);
        set(Figure.IDLE_WRITES, cluster.writes().since(writesBefore).total() / seconds * 60);
        double organizationMinutes = objects.seed().organizations() * seconds / 60;
        set(Figure.IDLE_CALLS, quiet.total() / organizationMinutes);
        set(Figure.IDLE_SWEEP_CALLS, quiet.total(Trial::isOfTheSweep) / organizationMinutes);
        set(Figure.IDLE_REMOTE_WRITES, writesOf(quiet) / seconds * 60);
        set(Figure.RSS_REST, Procfs.residentMegabytes(operator.pid()));
        restCalls = quiet.per(seconds / 3600);
    }

    private void comeToRest() {
        if (!atRest) {
            objects.poll(FleetObjects.DEFAULT_POLL);
            Waiting.pause(AFTER_THE_LAST_CHANGE);
            atRest = true;
        }
    }

    /** A look at one object though nothing moved, and at the names of its connections: a poll asks for neither. */
    private static boolean isOfTheSweep(String route) {
        return route.contains("{id}") || route.equals("GET /api/connections");
    }

    private static double writesOf(Counts calls) {
        return calls.total(route -> !route.startsWith("GET "));
    }

    /** Verified is what the first poll, which every object is compared with, brought to its end. */
    private void restart() {
        figures.merge(Figure.RSS_PEAK, Procfs.peakMegabytes(operator.pid()), Math::max);
        operator.close();
        var callsBefore = journal.counts();
        var writesBefore = cluster.writes();
        journal.lookFor(call -> false, OFTEN);
        startOperator();
        Waiting.until("the first poll", () -> {
            operator.requireAlive();
            var polls = journal.counts().since(callsBefore).byName().getOrDefault("GET /api/events", 0.0);
            return polls >= objects.seed().organizations() && Waiting.secondsSince(journal.lastCallAt()) > 2;
        });
        set(Figure.RESTART, (journal.lastCallAt() - operator.startedAt()) / 1e9);
        journal.rest();
        Waiting.pause(Duration.ofSeconds(8));
        set(Figure.RESTART_CPU, operator.cpuSeconds());
        var since = journal.counts().since(callsBefore);
        set(Figure.RESTART_WRITES, cluster.writes().since(writesBefore).total());
        set(Figure.RESTART_REMOTE_WRITES, writesOf(since));
        set(Figure.RESTART_READS, since.total(route -> route.contains("/syncs/{id}")));
        set(Figure.RESTART_RSS, Procfs.peakMegabytes(operator.pid()));
    }

    void set(Figure figure, double value) {
        figures.put(figure, value);
    }

    String syncId(int number) {
        return view.syncId(FleetObjects.syncName(number));
    }

    FleetObjects objects() {
        return objects;
    }

    RemoteApi remote() {
        return remote;
    }

    RemoteJournal journal() {
        return journal;
    }

    FleetView view() {
        return view;
    }

    Load load() {
        return load;
    }

    @Override
    public void close() {
        journal.close();
        view.close();
        if (operator != null) {
            operator.close();
        }
        cluster.close();
        remote.close();
    }

    static Path folder(Path parent, String name) {
        try {
            return Files.createDirectories(parent.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
