package io.polytomic.operator.cli.cluster;

import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A Kubernetes API in this JVM for machines without a control plane: stores objects, tells watches, applies server-side,
 * keeps finalizers and generations, fills in the defaults of the CRDs. It checks nothing: no schema, no CEL, no RBAC.
 */
public final class MockKubernetesApi implements KubernetesApi {

    private static final String USER = "mock";
    private static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    /** A field, because java.util.logging forgets the level of a logger that nobody holds; it tells of every request. */
    private final Logger quiet = Logger.getLogger(MockWebServer.class.getName());

    private final ScratchDirectory scratch = ScratchDirectory.create();
    private final MockWebServer server = new MockWebServer();

    private MockKubernetesApi() {
        quiet.setLevel(Level.WARNING);
        server.setHttp2ClearTextEnabled(false);
    }

    /** A mock that knows the kinds of these CRDs, each given as the text of one YAML document. */
    public static MockKubernetesApi start(List<String> crdTexts) {
        var api = new MockKubernetesApi();
        var crds = new Crds();
        var objects = new MockObjects(crds);
        crdTexts.forEach(crd -> objects.dispatch(MockObjects.post(CRDS, Json.object(crd))));
        objects.dispatch(MockObjects.post("/api/v1/namespaces", Json.object("""
                {apiVersion: v1, kind: Namespace, metadata: {name: default}}""")));
        api.server.setDispatcher(new Front(api.server, new MockDiscovery(crds), objects));
        api.server.start(InetAddress.getLoopbackAddress(), 0);
        return api;
    }

    @Override
    public String kubeconfig() {
        return Kubeconfig.of("http://127.0.0.1:" + server.getPort(), USER, "none");
    }

    @Override
    public Path kubeconfigFile() {
        return scratch.write("kubeconfig", kubeconfig());
    }

    @Override
    public String description() {
        return "embedded mock Kubernetes API (no schema or CEL checks; kubectl watch does not work)";
    }

    @Override
    public void close() {
        server.shutdown();
        scratch.close();
    }

    /** Sorts the requests, and answers also when the rest fails: the server below would leave the caller waiting. */
    private static final class Front extends Dispatcher {

        private final MockWebServer server;
        private final MockDiscovery discovery;
        private final MockObjects objects;

        Front(MockWebServer server, MockDiscovery discovery, MockObjects objects) {
            this.server = server;
            this.discovery = discovery;
            this.objects = objects;
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            server.reset(); // it would keep every request for a test that asks
            try {
                return answer(request, RequestPath.of(request));
            } catch (IllegalArgumentException e) {
                return MockAnswer.failure(400, "BadRequest", e.getMessage());
            } catch (RuntimeException e) {
                return MockAnswer.failure(500, "InternalError", "The mock Kubernetes API failed: " + e);
            }
        }

        private MockResponse answer(RecordedRequest request, RequestPath path) {
            if (path.isDryRun()) {
                return MockAnswer.failure(400, "BadRequest", "The mock Kubernetes API knows no dry run.");
            }
            return discovery
                    .answer(path.path())
                    .orElseGet(() -> path.path().matches("/apis?/.*")
                            ? objects.dispatch(request)
                            : MockAnswer.notFound(path.path()));
        }
    }
}
