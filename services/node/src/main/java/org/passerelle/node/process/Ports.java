package org.passerelle.node.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds out before a start whether a port is free. */
public final class Ports {
    private Ports() {}

    /** Says plainly which port is taken and which setting moves it. */
    public static void requireFree(InetAddress host, int port, String purpose, String setting) throws CannotStart {
        if (!free(host, port)) {
            throw new CannotStart("port %d, meant for %s, is taken by another program; stop it or set %s"
                    .formatted(port, purpose, setting));
        }
    }

    /** So many ports of loopback that nobody listens on now. */
    public static List<Integer> free(int count) throws CannotStart {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Integer> ports =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException exhausted) {
            throw new CannotStart("there are no free ports: " + exhausted.getMessage(), exhausted);
        }
    }

    /** Whether something could listen there now. */
    public static boolean free(InetAddress host, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
