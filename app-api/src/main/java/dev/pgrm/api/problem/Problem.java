package dev.pgrm.api.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.Violation;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Problem details.
 *
 * @param members what else programs may want to know, by name
 */
@Serdeable
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        String remedy,
        List<FieldError> errors,
        @JsonAnyGetter Map<String, Object> members) {

    @Serdeable
    public record FieldError(String field, String message) {}

    public static Problem of(HttpStatus status, String code, String detail, String remedy) {
        return new Problem(
                "about:blank", status.getReason(), status.getCode(), code, detail, remedy, List.of(), Map.of());
    }

    public static Problem of(HttpStatus status, Trouble trouble) {
        return of(status, trouble.code(), trouble.message(), trouble.remedy());
    }

    public Problem with(List<Violation> violations) {
        return new Problem(
                type,
                title,
                status,
                code,
                detail,
                remedy,
                violations.stream()
                        .map(violation -> new FieldError(violation.field(), violation.message()))
                        .toList(),
                members);
    }

    public Problem with(String member, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, title, status, code, detail, remedy, errors, more);
    }

    public MutableHttpResponse<Problem> response() {
        return HttpResponse.<Problem>status(HttpStatus.valueOf(status))
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE)
                .body(this);
    }
}
