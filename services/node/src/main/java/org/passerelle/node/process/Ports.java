package org.passerelle.node.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

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
