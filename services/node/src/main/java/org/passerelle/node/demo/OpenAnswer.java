package org.passerelle.node.demo;

import java.io.InputStream;
import java.net.http.HttpHeaders;

/**
 * What the gateway answered, while it is still coming.
 *
 * @param body which the caller closes
 */
public record OpenAnswer(int status, HttpHeaders headers, InputStream body) {}
