package dev.pgrm.domain.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pgrm.domain.database.CredentialReference.SecretsManager;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialReferenceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:secretsmanager:eu-central-1:123456789012:secret:orders/main-AbCdEf",
                "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:rds!db-1-x",
                "ssm:/orders/main",
                "rds-iam:monitor",
                "file:orders.json",
                "env:ORDERS_1"
            })
    void every_documented_form_is_kept_as_it_was_written(String text) {
        assertThat(CredentialReference.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2-hunter2",
                "arn:aws:secretsmanager:eu-central-1:12345:secret:x",
                "arn:aws:iam::123456789012:role/x",
                "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a b",
                "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a\0b",
                "ssm:",
                "rds-iam:",
                "rds-iam:two words",
                "rds-iam:a\0b",
                "file:../passwd",
                "file:.hidden",
                "file:a/b",
                "file:a\\b",
                "file:a\n",
                "env:lower",
                "env:1ST",
                " file:orders",
                "FILE:orders",
                "password:secret"
            })
    void everything_else_is_refused_without_repeating_it(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CredentialReference.parse(text))
                .satisfies(refusal -> {
                    if (text.length() > 14) {
                        assertThat(refusal.getMessage()).doesNotContain(text);
                    }
                });
    }

    @Property
    void no_text_is_ever_repeated(@ForAll @StringLength(min = 4, max = 40) String password) {
        Throwable refusal = catchThrowable(() -> CredentialReference.parse("x" + password));

        assertThat(refusal.getMessage()).doesNotContain("x" + password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-central-1", "us-gov-west-1"})
    void an_ARN_names_its_region(String region) {
        var parsed = CredentialReference.parse("arn:aws:secretsmanager:" + region + ":123456789012:secret:x");

        assertThat(parsed)
                .isInstanceOfSatisfying(
                        SecretsManager.class,
                        secret -> assertThat(secret.region()).isEqualTo(region));
    }
}
