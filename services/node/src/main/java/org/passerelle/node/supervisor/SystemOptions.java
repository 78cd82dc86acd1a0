package org.passerelle.node.supervisor;

import java.nio.file.Path;

/**
 * What is started.
 *
 * @param configuration the directory of sample configuration (config/)
 * @param keycloakZip Keycloak's distribution
 * @param demo whether the sign-ins of the sample's persons may be used by scripts
 */
public record SystemOptions(Path configuration, Path keycloakZip, boolean demo) {}
