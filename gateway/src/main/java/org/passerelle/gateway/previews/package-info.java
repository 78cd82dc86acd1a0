/** What recipients would get of a draft or a stored record, and why they would not: told to the releasing side alone. */
@NullMarked
package org.passerelle.gateway.previews;

import org.jspecify.annotations.NullMarked;
