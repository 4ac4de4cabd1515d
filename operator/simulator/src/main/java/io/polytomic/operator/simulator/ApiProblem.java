package io.polytomic.operator.simulator;

/** The API refuses: status and the members of ApiError (notes.md section 7). */
final class ApiProblem extends RuntimeException {
    private final int status;
    private final String key;

    ApiProblem(int status, String key, String message) {
        super(message, null, false, false);
        this.status = status;
        this.key = key;
    }

    static ApiProblem badRequest(String message) {
        return new ApiProblem(400, "bad_request", message);
    }

    static ApiProblem notFound(String what, String id) {
        return new ApiProblem(404, "not_found", what + " " + id + " not found");
    }

    static ApiProblem conflict(String message) {
        return new ApiProblem(409, "conflict", message);
    }

    static ApiProblem unprocessable(String message) {
        return new ApiProblem(422, "unprocessable_entity", message);
    }

    static ApiProblem of(String status, String message) {
        return switch (status) {
            case "404" -> new ApiProblem(404, "not_found", message);
            case "422" -> unprocessable(message);
            default -> badRequest(message);
        };
    }

    int status() {
        return status;
    }

    String key() {
        return key;
    }
}
