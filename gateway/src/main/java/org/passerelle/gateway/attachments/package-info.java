/** What becomes of a file before it is stored: its type is what its bytes say, and what they say beside their content goes. */
@NullMarked
package org.passerelle.gateway.attachments;

import org.jspecify.annotations.NullMarked;
