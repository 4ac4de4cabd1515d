package io.polytomic.operator.client.http;

import io.polytomic.operator.client.ApiException;
import java.io.IOException;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;

/** Fails the call as soon as more than the limit has arrived. */
final class LimitedSource extends ForwardingSource {
    private final String operation;
    private final long limit;
    private long seen;

    LimitedSource(Source source, long limit, String operation) {
        super(source);
        this.limit = limit;
        this.operation = operation;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        long count = super.read(sink, byteCount);
        seen += Math.max(0, count);
        if (seen > limit) {
            throw new ApiException.Unreadable(
                    operation, "The answer to %s is larger than the limit of %d bytes.".formatted(operation, limit));
        }
        return count;
    }
}
