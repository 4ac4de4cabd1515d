package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;

@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdditionalSchedule(
        String frequency,
        IntOrString dayOfMonth,
        IntOrString dayOfWeek,
        IntOrString hour,
        IntOrString minute,
        IntOrString month,
        List<String> schemas,
        String resyncMode,
        String selectiveMode) {}
