package io.polytomic.operator.controller.world;

import io.polytomic.operator.client.PolytomicApi;
import io.polytomic.operator.client.Priority;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** The API with a boundary before and after every call, and a guardian on the other side. */
final class SteppedApi {
    private SteppedApi() {}

    static PolytomicApi of(PolytomicApi real, Steps steps, Guardian guardian) {
        InvocationHandler handler = (proxy, method, args) -> {
            var call = method.getName();
            if (call.equals("at")) {
                return of(real.at((Priority) args[0]), steps, guardian);
            }
            steps.pass("before " + call);
            guardian.before(call, args);
            try {
                return method.invoke(real, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } finally {
                guardian.after(call, args);
                steps.pass("after " + call);
            }
        };
        return (PolytomicApi)
                Proxy.newProxyInstance(SteppedApi.class.getClassLoader(), new Class<?>[] {PolytomicApi.class}, handler);
    }
}
