package org.passerelle.node.demo;

import java.net.URI;
import java.util.Map;

/** Signs requests: the headers by which an account shows who it is. */
@FunctionalInterface
public interface Identity {
    /** Authorization headers for one request of {@code account}. */
    Map<String, String> headers(String account, String method, URI target);
}
