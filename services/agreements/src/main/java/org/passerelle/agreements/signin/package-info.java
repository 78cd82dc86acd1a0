/** Sign-ins in Keycloak follow the standing of accounts; PostgreSQL is the truth, and Keycloak never waits for an administrator. */
@NullMarked
package org.passerelle.agreements.signin;

import org.jspecify.annotations.NullMarked;
