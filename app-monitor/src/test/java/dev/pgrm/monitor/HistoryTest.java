package dev.pgrm.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.history.Chronicle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class HistoryTest {
    private Site site;

    @BeforeEach
    void open() throws Exception {
        site = new Site();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void one_of_two_monitors_writes_and_the_other_goes_on_when_it_has_gone() throws Exception {
        var first = site.monitor();
        site.registerWays(1);
        await().atMost(Site.BOUND).until(() -> pages() > 3);
        var second = site.monitor();
        assertThat(first.bean(Chronicle.class).holding()).isTrue();
        assertThat(second.bean(Chronicle.class).holding()).isFalse();

        first.close();

        await().atMost(Site.BOUND).until(() -> second.bean(Chronicle.class).holding());
        long before = pages();
        await().atMost(Site.BOUND).until(() -> pages() > before + 3);
        assertThat(site.store()
                        .value("select count(*) from (select from server_sample group by at, series"
                                + " having count(*) > 1) as twice"))
                .isEqualTo("0");
        assertThat(site.store().value("select count(*) from topology_element where upper_inf(valid)"))
                .isNotEqualTo("0");
    }

    private long pages() {
        return Long.parseLong(site.store().value("select count(distinct at) from server_sample"));
    }
}
