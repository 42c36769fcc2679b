package dev.pgrm.domain.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RdsHostTest {
    @ParameterizedTest
    @CsvSource({
        "orders.c9abc1def2gh.eu-central-1.rds.amazonaws.com, INSTANCE, eu-central-1",
        "Orders.C9abc1def2gh.EU-Central-1.rds.amazonaws.com, INSTANCE, eu-central-1",
        "shop.cluster-c9abc1def2gh.us-east-1.rds.amazonaws.com, CLUSTER_WRITER, us-east-1",
        "shop.cluster-ro-c9abc1def2gh.us-east-1.rds.amazonaws.com, CLUSTER_READER, us-east-1",
        "reports.cluster-custom-c9abc1def2gh.us-east-1.rds.amazonaws.com, CLUSTER_CUSTOM, us-east-1",
        "pool.proxy-c9abc1def2gh.eu-west-3.rds.amazonaws.com, PROXY, eu-west-3",
        "reader.endpoint.proxy-c9abc1def2gh.eu-west-3.rds.amazonaws.com, PROXY, eu-west-3",
        "orders.c9abc1def2gh.rds.cn-north-1.amazonaws.com.cn, INSTANCE, cn-north-1",
        "shop.cluster-ro-c9abc1def2gh.rds.cn-northwest-1.amazonaws.com.cn, CLUSTER_READER, cn-northwest-1",
        "orders.c9abc1def2gh.us-gov-west-1.rds.amazonaws.com, INSTANCE, us-gov-west-1"
    })
    void tells_what_it_is_and_where(String host, RdsHost.Kind kind, String region) {
        assertThat(RdsHost.parse(host)).isEqualTo(new RdsHost(kind, region));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db-1",
                "10.0.0.1",
                "2001:db8::1",
                "rds.amazonaws.com",
                "eu-central-1.rds.amazonaws.com",
                "orders.c9abc1def2gh.eu-central-1.rds.amazonaws.com.example.org",
                "orders.c9abc1def2gh.eu-central-1.rds.example.org",
                "orders.c9abc1def2gh.nowhere.rds.amazonaws.com",
                "bucket.s3.eu-central-1.amazonaws.com"
            })
    void is_nothing_anywhere_else(String host) {
        assertThat(RdsHost.parse(host)).isNull();
    }
}
