package io.polytomic.operator.simulator;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A stateful stand-in for the hosted Polytomic API, version 2025-09-18. It holds organizations, connections, syncs and their runs,
 * moves them by a simulated clock, and answers what is not known about the real service by switches. Shares no code with the client.
 */
public final class Simulator implements AutoCloseable {
    /** Real time between two looks at the clock when nobody asks; schedules and webhooks need it. */
    private static final long HEARTBEAT_MILLIS = 100;

    private final HttpFront front;
    private final Desk desk;
    private final SimulatorAdmin admin;
    private final ExecutorService threads;
    private final ScheduledExecutorService heartbeat;

    private Simulator(SimulatorOptions options) {
        World world = new World(new SimulatedClock(options.start(), options.speed(), System::nanoTime));
        new SeedReader(world, options.seed(), options.seedName()).read();
        options.switches().forEach(world.switches::set);
        threads = Executors.newCachedThreadPool(task -> daemon(task, "simulator-http"));
        heartbeat = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "simulator-heartbeat"));
        world.webhooks.setCourier(new HttpCourier(threads));
        Script script = new Script();
        Journal journal = new Journal();
        admin = new SimulatorAdmin(world, script, journal);
        desk = new Desk(world, Routes.of(world), script, journal);
        AdminRoutes adminRoutes = new AdminRoutes(admin);
        front = new HttpFront(
                options.port(),
                threads,
                call -> call.path().startsWith("/_simulator")
                        ? Desk.Sending.plain(adminRoutes.serve(call))
                        : desk.serve(call),
                admin::now);
        if (options.speed() > 0) {
            heartbeat.scheduleWithFixedDelay(admin::settle, HEARTBEAT_MILLIS, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Starts on 127.0.0.1.
     *
     * @throws SeedProblem when the seed is wrong
     */
    public static Simulator start(SimulatorOptions options) {
        Simulator simulator = new Simulator(options);
        simulator.front.start();
        return simulator;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Base address, without trailing slash. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return front.port();
    }

    /** Everything that is not the API: clock, journal, faults, switches, edits behind the back of the client. */
    public SimulatorAdmin admin() {
        return admin;
    }

    @Override
    public void close() {
        desk.close();
        heartbeat.shutdownNow();
        front.stop();
        threads.shutdownNow();
    }
}
