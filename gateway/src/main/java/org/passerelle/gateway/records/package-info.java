/** Operations on records: submit, read, search, revise, recall. */
@NullMarked
package org.passerelle.gateway.records;

import org.jspecify.annotations.NullMarked;
