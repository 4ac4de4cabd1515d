package io.polytomic.operator.simulator;

/** Every operation of the API and who answers it, in the order in which routes are tried (x-router-notes of the description). */
final class Routes {
    private Routes() {}

    static Router of(World world) {
        Router router = new Router();
        Envelopes envelopes = new Envelopes(world.switches);
        bulkSyncs(router, world, envelopes);
        executions(router, world, envelopes);
        schemasAndSchedules(router, world, envelopes);
        connections(router, world, envelopes);
        modelSyncs(router, world, envelopes);
        organization(router, world, envelopes);
        return router;
    }

    private static void bulkSyncs(Router router, World world, Envelopes envelopes) {
        StatusRoutes status = new StatusRoutes(world, envelopes);
        router.add("GET", "/api/bulk/syncs/status", status::batch);
        router.add("GET", "/api/bulk/syncs/{id}/status", status::one);

        BulkSyncRoutes syncs = new BulkSyncRoutes(world, envelopes);
        router.add("GET", "/api/bulk/syncs", syncs::list);
        router.add("POST", "/api/bulk/syncs", syncs::create);
        router.add("GET", "/api/bulk/syncs/{id}", syncs::get);
        router.add("PUT", "/api/bulk/syncs/{id}", syncs::replace);
        router.add("DELETE", "/api/bulk/syncs/{id}", syncs::delete);
        router.add("POST", "/api/bulk/syncs/{id}/activate", syncs::activate);
        router.add("POST", "/api/bulk/syncs/{id}/cancel", syncs::cancel);
        router.add("GET", "/api/bulk/syncs/{id}/error-handling", syncs::getErrorHandling);
        router.add("PUT", "/api/bulk/syncs/{id}/error-handling", syncs::putErrorHandling);
    }

    private static void executions(Router router, World world, Envelopes envelopes) {
        ExecutionRoutes executions = new ExecutionRoutes(world, envelopes);
        router.add("GET", "/api/bulk/syncs/{id}/executions", executions::list);
        router.add("POST", "/api/bulk/syncs/{id}/executions", executions::start);
        router.add("GET", "/api/bulk/syncs/{id}/executions/{execution}", executions::get);
        router.add("POST", "/api/bulk/syncs/{id}/executions/{execution}/cancel", executions::cancel);
        router.add("GET", "/api/bulk/syncs/{id}/executions/{execution}/consolelog", executions::console);
        router.add(
                "GET",
                "/api/bulk/syncs/{id}/executions/{execution}/schemas/{schema}/consolelog",
                executions::schemaConsole);
        router.add("GET", "/api/bulk/syncs/{id}/executions/{execution}/logs", executions::logs);
        router.add("POST", "/api/bulk/syncs/{id}/executions/{execution}/logs/export", executions::export);
    }

    private static void schemasAndSchedules(Router router, World world, Envelopes envelopes) {
        SchemaRoutes schemas = new SchemaRoutes(world, envelopes);
        router.add("GET", "/api/bulk/syncs/{id}/schemas", schemas::list);
        router.add("PATCH", "/api/bulk/syncs/{id}/schemas", schemas::patch);
        router.add("GET", "/api/bulk/syncs/{id}/schemas/{schema}", schemas::get);
        router.add("PUT", "/api/bulk/syncs/{id}/schemas/{schema}", schemas::replace);
        router.add("POST", "/api/bulk/syncs/{id}/schemas/{schema}/cancel", schemas::cancel);

        ScheduleRoutes schedules = new ScheduleRoutes(world, envelopes);
        router.add("GET", "/api/bulk/syncs/{id}/schedules", schedules::list);
        router.add("POST", "/api/bulk/syncs/{id}/schedules", schedules::create);
        router.add("GET", "/api/bulk/syncs/{id}/schedules/{schedule}", schedules::get);
        router.add("PUT", "/api/bulk/syncs/{id}/schedules/{schedule}", schedules::replace);
        router.add("DELETE", "/api/bulk/syncs/{id}/schedules/{schedule}", schedules::delete);
    }

    private static void connections(Router router, World world, Envelopes envelopes) {
        ConnectionRoutes connections = new ConnectionRoutes(world, envelopes);
        router.add("GET", "/api/connections", connections::list);
        router.add("GET", "/api/connections/{id}", connections::get);
        router.add("DELETE", "/api/connections/{id}", connections::delete);
        router.add("GET", "/api/connections/{id}/bulksync/source", connections::source);
        router.add("GET", "/api/connections/{id}/bulksync/target", connections::target);
        router.add("GET", "/api/connections/{id}/schemas/status", connections::cacheStatus);
        router.add("POST", "/api/connections/{id}/schemas/refresh", connections::refresh);
        router.add("GET", "/api/connections/{id}/schemas/{schema}", connections::schema);
        router.add("PUT", "/api/connections/{id}/schemas/{schema}/primary_keys", connections::setPrimaryKeys);
        router.add("DELETE", "/api/connections/{id}/schemas/{schema}/primary_keys", connections::resetPrimaryKeys);
        router.add("GET", "/api/connections/{id}/ingest/consolelog", connections::ingestConsole);
    }

    private static void modelSyncs(Router router, World world, Envelopes envelopes) {
        ModelSyncRoutes models = new ModelSyncRoutes(world, envelopes);
        router.add("GET", "/api/syncs", models::list);
        router.add("GET", "/api/syncs/schedules", models::scheduleOptions);
        router.add("GET", "/api/syncs/{id}", models::get);
        router.add("POST", "/api/syncs/{id}/activate", models::activate);
        router.add("POST", "/api/syncs/{id}/cancel", models::cancel);
        router.add("GET", "/api/syncs/{id}/status", models::status);

        ModelExecutionRoutes runs = new ModelExecutionRoutes(world, envelopes);
        router.add("GET", "/api/syncs/{id}/executions", runs::list);
        router.add("POST", "/api/syncs/{id}/executions", runs::start);
        router.add("GET", "/api/syncs/{id}/executions/{execution}", runs::get);
        router.add("POST", "/api/syncs/{id}/executions/{execution}/cancel", runs::cancel);
        router.add("GET", "/api/syncs/{id}/executions/{execution}/consolelog", runs::console);
        router.add("GET", "/api/syncs/{id}/executions/{execution}/logs", runs::logsIndex);
        router.add("GET", "/api/syncs/{id}/executions/{execution}/{type}", runs::logUrls);
    }

    private static void organization(Router router, World world, Envelopes envelopes) {
        EventRoutes events = new EventRoutes(world, envelopes);
        router.add("GET", "/api/events", events::list);
        router.add("GET", "/api/events_types", events::types);

        WebhookRoutes webhooks = new WebhookRoutes(world, envelopes);
        router.add("GET", "/api/webhooks", webhooks::list);
        router.add("POST", "/api/webhooks", webhooks::create);
        router.add("GET", "/api/webhooks/{id}", webhooks::get);
        router.add("PUT", "/api/webhooks/{id}", webhooks::replace);
        router.add("DELETE", "/api/webhooks/{id}", webhooks::delete);
        router.add("GET", "/api/webhooks/{id}/deliveries", webhooks::deliveries);
        router.add("POST", "/api/webhooks/{id}/disable", webhooks::disable);
        router.add("POST", "/api/webhooks/{id}/enable", webhooks::enable);

        IdentityRoutes identity = new IdentityRoutes(world, envelopes);
        router.add("GET", "/api/me", identity::me);
        router.add("GET", "/api/jobs/{type}/{id}", identity::job);
    }
}
