/** Reads agreements as people write them, in configuration files and in calls of the API alike: strictly, every fault with its place. */
@NullMarked
package org.passerelle.agreements.reading;

import org.jspecify.annotations.NullMarked;
