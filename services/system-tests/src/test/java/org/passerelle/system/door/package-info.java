/** What the gateway refuses, and what a refusal betrays: nothing. */
@NullMarked
package org.passerelle.system.door;

import org.jspecify.annotations.NullMarked;
