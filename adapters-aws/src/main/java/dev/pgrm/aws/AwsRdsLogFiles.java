package dev.pgrm.aws;

import dev.pgrm.application.log.RdsLogFiles;
import dev.pgrm.domain.aws.AwsRegion;
import dev.pgrm.domain.aws.RdsLogs.LogFile;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rds.RdsClient;

/** Log files through AWS's own SDK, whose clients slow down by themselves where AWS throttles them. Thread-safe. */
public final class AwsRdsLogFiles implements RdsLogFiles, AutoCloseable {
    private final AwsIdentity identity;
    private final AwsClients clients;

    public AwsRdsLogFiles(AwsIdentity identity) {
        this.identity = identity;
        this.clients = new AwsClients(identity);
    }

    @Override
    public Outcome<List<LogFile>> list(Instance instance, Instant writtenSince) {
        return asked(
                instance,
                "rds:DescribeDBLogFiles",
                rds -> rds
                        .describeDBLogFilesPaginator(ask -> ask.dbInstanceIdentifier(instance.identifier())
                                .fileLastWritten(writtenSince.toEpochMilli()))
                        .describeDBLogFiles()
                        .stream()
                        .map(file -> new LogFile(
                                file.logFileName(),
                                file.size() == null ? 0 : file.size(),
                                Instant.ofEpochMilli(file.lastWritten() == null ? 0 : file.lastWritten())))
                        .toList());
    }

    @Override
    public Outcome<Portion> read(Instance instance, String file, @Nullable String marker) {
        return asked(instance, "rds:DownloadDBLogFilePortion", rds -> {
            var portion = rds.downloadDBLogFilePortion(ask -> ask.dbInstanceIdentifier(instance.identifier())
                    .logFileName(file)
                    .marker(marker)
                    .numberOfLines(marker == null ? 200 : null));
            return new Portion(
                    Objects.requireNonNullElse(portion.logFileData(), ""),
                    Objects.requireNonNullElse(portion.marker(), marker == null ? "0" : marker),
                    Boolean.TRUE.equals(portion.additionalDataPending()));
        });
    }

    private <T> Outcome<T> asked(Instance instance, String action, Function<RdsClient, T> question) {
        if (identity.isMissing()) {
            return new Refused<>(AwsTroubles.noCredentials());
        }
        try {
            return new Had<>(
                    question.apply(clients.of(RdsClient.class, RdsClient::builder, instance.region(), instance.as())));
        } catch (SdkException failure) {
            String resource = "arn:" + AwsRegion.partition(instance.region()) + ":rds:" + instance.region() + ":*:db:"
                    + instance.identifier();
            return new Refused<>(ActionOutcome.trouble(
                    failure,
                    action,
                    resource,
                    instance.as() == null ? null : instance.as().arn()));
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
