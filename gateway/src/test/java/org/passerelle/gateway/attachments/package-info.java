/** Cleaning of files, with small files that the tests make themselves. */
@NullMarked
package org.passerelle.gateway.attachments;

import org.jspecify.annotations.NullMarked;
