/** Owner of parties, agreements and signatures; builds and leases the policy bundle. */
@NullMarked
package org.passerelle.agreements;

import org.jspecify.annotations.NullMarked;
