package io.polytomic.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.polytomic.operator.api.schema.Words;

/** One condition a row must pass. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Filter(
        @JsonPropertyDescription("Id of the field that is compared.") @Size(min = 1, max = Limits.ID)
        String fieldId,

        @JsonPropertyDescription("How the field is compared with value.")
        @Required
        @Words({
            "Equality",
            "Inequality",
            "IsNull",
            "IsNotNull",
            "True",
            "False",
            "OnOrAfter",
            "OnOrBefore",
            "GreaterThan",
            "GreaterThanEqual",
            "LessThan",
            "LessThanEqual",
            "StringContains",
            "StringStartsWith",
            "StringEndsWith",
            "StringDoesNotContain",
            "StringDoesNotStartWith",
            "StringDoesNotEndWith",
            "StringOneOf",
            "StringNotOneOf",
            "Between",
            "ArrayContains",
            "ArrayDoesNotContain",
            "InTheLast",
            "RelativeOnOrBefore",
            "RelativeOnOrAfter",
            "StringLike",
            "StringNotLike",
            "StringMatchesTrimmed"
        })
        String function,

        @JsonPropertyDescription(
                "What it is compared with, as any JSON: text, number, true or a list. Unset for functions that "
                        + "take none, such as IsNull.")
        JsonNode value) {}
