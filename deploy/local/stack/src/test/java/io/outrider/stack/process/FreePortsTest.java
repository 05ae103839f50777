package io.outrider.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void shouldStepAsideWhereSomebodyListens() throws Exception {
        // given
        int wanted = new FreePorts().any();
        try (var other = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {

            // when
            int chosen = new FreePorts().prefer(wanted);

            // then
            assertThat(chosen).isGreaterThanOrEqualTo(wanted + 100).isNotEqualTo(other.getLocalPort());
        }
    }

    @Test
    void shouldNotGiveTheSamePortTwice() {
        // given
        var ports = new FreePorts();
        int first = ports.any();

        // when
        int second = ports.prefer(first);

        // then
        assertThat(second).isNotEqualTo(first);
    }
}
