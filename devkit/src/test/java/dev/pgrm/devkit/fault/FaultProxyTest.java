package dev.pgrm.devkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private final FaultProxy proxy = FaultProxy.open();
    private ServerSocket echo;

    @BeforeEach
    void leads_to_an_echo() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy.towards("127.0.0.1", echo.getLocalPort());
        Thread.ofVirtual().start(() -> {
            while (!echo.isClosed()) {
                try {
                    var accepted = echo.accept();
                    Thread.ofVirtual().start(() -> repeat(accepted));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static void repeat(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            return;
        }
    }

    @AfterEach
    void closes() throws IOException {
        proxy.close();
        echo.close();
    }

    private Socket connect() throws IOException {
        var socket = new Socket(proxy.host(), proxy.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static int echoed(Socket socket, int sent) throws IOException {
        socket.getOutputStream().write(sent);
        return socket.getInputStream().read();
    }

    @Test
    void passes_bytes_and_the_end_of_a_connection() throws IOException {
        try (var socket = connect()) {
            assertThat(echoed(socket, 7)).isEqualTo(7);
            assertThat(proxy.connections()).isEqualTo(1);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        await().until(() -> proxy.connections() == 0);
    }

    @Test
    void cuts_what_is_connected_and_refuses_what_comes_until_restored() throws IOException {
        try (var socket = connect()) {
            echoed(socket, 1);
            proxy.cut();
            assertThatThrownBy(() -> socket.getInputStream().read()).hasMessageContaining("reset");
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
        }
        proxy.restore();
        try (var socket = connect()) {
            assertThat(echoed(socket, 2)).isEqualTo(2);
        }
    }

    @Test
    void resets_connections_once() throws IOException {
        try (var socket = connect()) {
            echoed(socket, 1);
            proxy.resetConnections();
            assertThatThrownBy(() -> socket.getInputStream().read()).hasMessageContaining("reset");
        }
        try (var socket = connect()) {
            assertThat(echoed(socket, 2)).isEqualTo(2);
        }
    }

    @Test
    void delays_each_direction_by_its_own_time() throws IOException {
        try (var socket = connect()) {
            echoed(socket, 1);
            proxy.delay(Direction.TO_SERVER, Duration.ofMillis(150));
            proxy.delay(Direction.TO_CLIENT, Duration.ofMillis(100));
            long before = System.nanoTime();
            echoed(socket, 2);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(250));
        }
    }

    @Test
    void a_stall_loses_nothing() throws IOException {
        try (var socket = connect()) {
            echoed(socket, 1);
            proxy.stall();
            socket.getOutputStream().write(2);
            socket.setSoTimeout(200);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            proxy.restore();
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void a_black_hole_accepts_and_swallows_and_resets_what_lost_bytes() throws IOException {
        try (var before = connect()) {
            echoed(before, 1);
            proxy.blackHole();
            before.getOutputStream().write(2);
            try (var during = connect()) {
                during.setSoTimeout(200);
                during.getOutputStream().write(3);
                assertThatThrownBy(() -> during.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            }
            proxy.restore();
            assertThatThrownBy(() -> before.getInputStream().read()).hasMessageContaining("reset");
        }
        try (var after = connect()) {
            assertThat(echoed(after, 4)).isEqualTo(4);
        }
    }
}
